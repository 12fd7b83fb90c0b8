// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.JobSpec;
import dev.mastic.core.bookmark.AdoptedRun;
import dev.mastic.core.bookmark.Advance;
import dev.mastic.core.bookmark.Bounds;
import dev.mastic.core.bookmark.Cursor;
import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.bookmark.Items;
import dev.mastic.core.bookmark.Output;
import dev.mastic.core.bookmark.PlannedSink;
import dev.mastic.core.bookmark.Position;
import dev.mastic.core.bookmark.Read;
import dev.mastic.core.bookmark.Receipt;
import dev.mastic.core.bookmark.RowVersions;
import dev.mastic.core.bookmark.Run;
import dev.mastic.core.bookmark.Slice;
import dev.mastic.core.bookmark.Token;
import dev.mastic.core.config.Origin;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.io.Found;
import dev.mastic.core.io.RememberedOutput;
import dev.mastic.core.io.Sink;
import dev.mastic.core.io.SinkCapability;
import dev.mastic.core.io.Source;
import dev.mastic.core.io.Staged;
import dev.mastic.core.type.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A lost state is made again from what sinks remember, or not at all. */
class AdoptionTest {
    private static final Run ONE = new Run("job", "one", new Token(3));
    private static final Run TWO = new Run("job", "two", new Token(5));

    @Test
    void takesTheRunsOfAllSinksInTheirOrder() {
        var a = sink("a", of(TWO, files("orders", "y")), of(ONE, files("orders", "x")));
        var b = sink("b", of(ONE, files("orders", "x")), of(TWO, files("orders", "y")));
        var adoption = adopt(List.of(a, b));
        assertThat(adoption.runs())
                .containsExactly(
                        new AdoptedRun(ONE, List.of(files("orders", "x"))),
                        new AdoptedRun(TWO, List.of(files("orders", "y"))));
        assertThat(adoption.notes()).isEmpty();
    }

    @Test
    void refusesWhenARunIsInOneSinkOnly() {
        var a = sink("a", of(ONE, files("orders", "x")), of(TWO, files("orders", "y")));
        var b = sink("b", of(ONE, files("orders", "x")));
        assertThatThrownBy(() -> adopt(List.of(a, b)))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("sink 'a' holds the output of run two, and sink 'b' does not")
                .hasMessageContaining("--believe b");
        assertThat(adopt(List.of(a, b), "b").runs()).hasSize(1);
        assertThat(adopt(List.of(a, b), "a").runs()).hasSize(2);
        assertThatThrownBy(() -> adopt(List.of(a, b), "c"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("No such sink: 'c'");
    }

    @Test
    void aSinkMayBeYoungerThanTheOthers() {
        var a = sink("a", of(ONE, files("orders", "x")), of(TWO, files("orders", "y")));
        var b = sink("b", of(TWO, files("orders", "y")));
        assertThat(adopt(List.of(a, b)).runs()).hasSize(2);
    }

    @Test
    void namesSinksThatDoNotRememberAndSourcesThatNobodyRemembers() {
        var forgetful = output("old", new Remembering(List.of(), Optional.of(TWO)));
        var other = List.of(source("orders", Read.NEW), source("people", Read.NEW));
        var adoption = adopt(other, List.of(sink("a", of(ONE, files("orders", "x"))), forgetful));
        assertThat(adoption.notes())
                .hasSize(2)
                .anyMatch(note -> note.contains("sink 'old' does not remember"))
                .anyMatch(note -> note.contains("source 'people'"));
        assertThatThrownBy(() -> adopt(List.of(forgetful)))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("none of its sinks remembers")
                .hasMessageContaining("mark-seen");
    }

    @Test
    void whatIsReadWholeHasNoBookmark() {
        var slices = List.of(files("orders", "x"), files("lookup", "l"));
        var adoption = adopt(
                List.of(source("orders", Read.NEW), source("lookup", Read.ALL)), List.of(sink("a", of(ONE, slices))));
        assertThat(adoption.runs().get(0).slices()).containsExactly(files("orders", "x"));
    }

    @Test
    void whatARunHasRepeatedCountsAsRead() {
        var items = files("orders", "x").items();
        var repeated = Slice.of("orders", items, new Advance.Nothing());
        assertThat(adopt(List.of(sink("a", of(TWO, repeated)))).runs().get(0).slices())
                .containsExactly(files("orders", "x"));
    }

    @Test
    void refusesToGuessWhereACursorGoesOn() {
        var moved = rows("1", new Advance.To(new Position.Rows(new Cursor(List.of("1")), RowVersions.NONE)));
        var known = sink("a", of(ONE, moved), of(TWO, rows("1", new Advance.Nothing())));
        assertThat(adopt(List.of(known)).runs()).hasSize(2);
        var unknown = sink("a", of(ONE, moved), of(TWO, rows("2", new Advance.Nothing())));
        assertThatThrownBy(() -> adopt(List.of(unknown)))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("run two has read source 'orders'");
    }

    private static Slice rows(String upTo, Advance advance) {
        var cursor = Optional.of(new Cursor(List.of(upTo)));
        return Slice.of(
                "orders", new Items.Rows(Optional.empty(), cursor, RowVersions.NONE, RowVersions.NONE, 1), advance);
    }

    private static Adoption adopt(List<PlannedOutput> sinks, String... believed) {
        return adopt(List.of(source("orders", Read.NEW)), sinks, believed);
    }

    private static Adoption adopt(List<PlannedSource> sources, List<PlannedOutput> sinks, String... believed) {
        var plan = new JobPlan(JobSpec.named("job"), sources, List.of(), sinks, Optional.empty());
        return Adoption.of(plan, Set.of(believed));
    }

    private static PlannedSource source(String name, Read read) {
        return new PlannedSource(name, name, read, new NoFiles(), Origin.of("test"));
    }

    private static PlannedOutput sink(String name, RememberedOutput... outputs) {
        var own = Arrays.stream(outputs)
                .map(output -> new RememberedOutput(output.run(), name, output.slices(), output.receipt()));
        var foreign = Stream.of(of(new Run("job", "other", new Token(4)), files("orders", "z")));
        return output(name, new Remembering(Stream.concat(own, foreign).toList(), Optional.empty()));
    }

    private static PlannedOutput output(String name, Sink sink) {
        return new PlannedOutput("rows", sink, new PlannedSink(name, "toy", "{}"), Origin.of("test"));
    }

    private static RememberedOutput of(Run run, Slice slice) {
        return of(run, List.of(slice));
    }

    private static RememberedOutput of(Run run, List<Slice> slices) {
        return new RememberedOutput(run, "another sink", slices, new Receipt(List.of(), Optional.empty()));
    }

    private static Slice files(String source, String... paths) {
        var files = Arrays.stream(paths)
                .map(path -> new FileItem(path, 1, 1, Optional.empty(), List.of()))
                .toList();
        return Slice.of(source, new Items.Files(files), new Advance.Files());
    }

    /** A target that holds what it is said to hold. */
    private record Remembering(List<RememberedOutput> outputs, Optional<Run> newest) implements Sink {
        @Override
        public Set<SinkCapability> capabilities() {
            return Set.of();
        }

        @Override
        public Optional<Run> latest(String job) {
            return newest;
        }

        @Override
        public List<RememberedOutput> outputs(String job) {
            return outputs;
        }

        @Override
        public Staged stage(Frames in, Output output) {
            throw new AssertionError("An adoption writes nothing");
        }

        @Override
        public Found find(Output output) {
            throw new AssertionError("An adoption ends no run");
        }

        @Override
        public void discard(Output output) {
            throw new AssertionError("An adoption removes nothing");
        }
    }

    private record NoFiles() implements Source {
        @Override
        public Slice slice(String name, Bounds bounds) {
            throw new AssertionError("An adoption lists no source");
        }

        @Override
        public Type.Struct shape(Slice slice) {
            throw new AssertionError("An adoption reads no source");
        }

        @Override
        public DynamicFrame read(LazySpark spark, Slice slice, FrameContext context) {
            throw new AssertionError("An adoption reads no source");
        }
    }
}
