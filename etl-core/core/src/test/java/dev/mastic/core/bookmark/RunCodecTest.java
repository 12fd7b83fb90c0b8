// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.bookmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.failure.EtlException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunCodecTest {
    @Property(tries = 300)
    void readsSlicesAsTheyWereWritten(@ForAll("slices") List<Slice> slices) {
        assertThat(RunCodec.readSlices(RunCodec.writeSlices(slices))).isEqualTo(slices);
    }

    @Property(tries = 300)
    void readsPositionsAsTheyWereWritten(@ForAll("positions") Position position) {
        assertThat(RunCodec.readPosition(RunCodec.writePosition(position))).isEqualTo(position);
    }

    @Property(tries = 300)
    void readsSinksAsTheyWereWritten(@ForAll("sinks") List<PlannedSink> sinks) {
        assertThat(RunCodec.readSinks(RunCodec.writeSinks(sinks))).isEqualTo(sinks);
    }

    @Property(tries = 300)
    void readsReceiptsAsTheyWereWritten(@ForAll("receipts") Map<String, Receipt> receipts) {
        var again = RunCodec.readReceipts(RunCodec.writeReceipts(receipts));
        assertThat(again).isEqualTo(receipts);
        assertThat(new ArrayList<>(again.keySet())).isEqualTo(new ArrayList<>(receipts.keySet()));
    }

    @Property(tries = 300)
    void readsRunsAsTheyWereWritten(@ForAll String job, @ForAll String runId, @ForAll long token) {
        var run = new Run(job, runId, new Token(token));
        assertThat(RunCodec.run(RunCodec.node(run))).isEqualTo(run);
    }

    @Provide
    Arbitrary<List<Slice>> slices() {
        return Slices.slices().list().ofMaxSize(3);
    }

    @Provide
    Arbitrary<Position> positions() {
        return Slices.positions();
    }

    @Provide
    Arbitrary<List<PlannedSink>> sinks() {
        var texts = Slices.texts();
        return Combinators.combine(texts, texts, texts)
                .as(PlannedSink::new)
                .list()
                .ofMaxSize(3);
    }

    @Provide
    Arbitrary<Map<String, Receipt>> receipts() {
        return Arbitraries.maps(Slices.texts(), Slices.receipts()).ofMaxSize(3);
    }

    /** What stands in journals of today must be read by every later version. */
    @Test
    void keepsTheFormOfTheFirstVersion() {
        var file = new FileItem("/in/day=1/a.csv", 12, 1700000000000L, Optional.of("\"e1\""), List.of("1"));
        var slice = new Slice("orders", new Items.Files(List.of(file)), new Digest("00ff"), new Advance.Files());
        assertThat(RunCodec.writeSlices(List.of(slice)))
                .isEqualTo(
                        "{\"version\":1,\"slices\":[{\"source\":\"orders\",\"digest\":\"00ff\",\"items\":{\"files\":[{"
                                + "\"path\":\"/in/day=1/a.csv\",\"size\":12,\"modified\":1700000000000,\"etag\":\"\\\"e1\\\"\","
                                + "\"partition\":[\"1\"]}]},\"advance\":\"files\"}]}");
    }

    @Test
    void refusesADocumentOfAnotherVersion() {
        var newer = RunCodec.writeSlices(List.of()).replace("\"version\":1", "\"version\":2");
        assertThatThrownBy(() -> RunCodec.readSlices(newer))
                .isInstanceOf(EtlException.class)
                .hasMessage("Cannot read the run journal: it was written by another version of Mastic (got format 2;"
                        + " expected 1): use that version, or a newer one");
        assertThatThrownBy(() -> RunCodec.readSinks(newer)).isInstanceOf(EtlException.class);
        assertThatThrownBy(() -> RunCodec.readReceipts(newer)).isInstanceOf(EtlException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{}", "null", "{\"version\":1,\"slices\":"})
    void refusesWhatIsNoDocument(String text) {
        assertThatThrownBy(() -> RunCodec.readSlices(text))
                .isInstanceOf(EtlException.class)
                .hasMessageStartingWith("Cannot read the run journal: ");
    }
}
