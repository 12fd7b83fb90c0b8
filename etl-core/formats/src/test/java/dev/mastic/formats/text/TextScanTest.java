// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.io.FileListing;
import dev.mastic.core.io.FileScan;
import dev.mastic.core.io.Match;
import dev.mastic.core.plugin.Registry;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import dev.mastic.formats.PinnedScan;
import dev.mastic.formats.text.Refusal.Why;
import dev.mastic.testkit.SparkExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextScanTest {
    @TempDir
    Path folder;

    /** A word a line; lines with an exclamation mark are refused. */
    private record Words(ReadBudget budget, boolean splits, boolean resumes, boolean lines) implements RowFormat {
        static final Words PLAIN = new Words(ReadBudget.DEFAULT, true, true, true);

        @Override
        public String name() {
            return "words";
        }

        @Override
        public Grammar<InternalRow> grammar(String[] asked) {
            return new Grammar<>() {
                @Override
                public boolean boundary(byte[] window, int at) {
                    return at > 0 && window[at - 1] == '\n';
                }

                @Override
                public int skip(byte[] window, int from, int limit) {
                    int at = from;
                    while (at < limit && window[at] == '\n') {
                        at++;
                    }
                    return at;
                }

                @Override
                public InternalRow read(Cursor cursor) throws IOException {
                    int end = cursor.behindLine(cursor.at());
                    while (cursor.bytes()[end - 1] != '\n' && cursor.more()) {
                        end = cursor.behindLine(cursor.at());
                    }
                    var word = new String(cursor.bytes(), cursor.at(), end - cursor.at(), StandardCharsets.UTF_8);
                    if (word.contains("!")) {
                        cursor.refuse(end, new Why("word", "too loud"));
                        return null;
                    }
                    cursor.moveTo(end);
                    var values = asked.length == 0 ? new Object[0] : new Object[] {UTF8String.fromString(word.strip())};
                    return new GenericInternalRow(values);
                }
            };
        }
    }

    private DynamicFrame frame(String text, RowFormat rows) throws IOException {
        var file = folder.resolve("words.txt");
        Files.writeString(file, text);
        var session = SparkExtension.session();
        var type = (Type.Struct) TypeString.parse("struct<word:string>");
        var scan = new FileScan(
                "said",
                FileListing.list(file.toString(), new Configuration()),
                new Match("words", 1, "none", Map.of()),
                type,
                Type.Struct.EMPTY);
        return new TextScan(scan, new PinnedScan(session, scan))
                .frame(rows, FrameContext.outsideJobs(Registry.of(List.of())));
    }

    private static List<Row> faults(DynamicFrame frame) {
        return frame.errorsAsDynamicFrame().toDF().sort("offset").collectAsList();
    }

    @Test
    void readsAnyFormatFromItsGrammarInPieces() throws IOException {
        var session = SparkExtension.session();
        session.conf().set("spark.sql.files.maxPartitionBytes", "100");
        session.conf().set("spark.sql.files.openCostInBytes", "0");
        try {
            var frame = frame("hello\n\nhey!\nworld\n".repeat(100), Words.PLAIN);
            assertThat(frame.toDF().rdd().getNumPartitions()).isGreaterThan(10);
            assertThat(frame.toDF().groupBy("word").count().collectAsList()).hasSize(2);
            assertThat(frame.count()).isEqualTo(200);
            assertThat(faults(frame)).hasSize(100).allSatisfy(fault -> {
                assertThat(fault.getLong(1) % 18).isEqualTo(7);
                assertThat(fault.getLong(2)).isEqualTo(fault.getLong(1) / 18 * 4 + 3);
                assertThat(fault.getString(6)).isEqualTo("hey!");
            });
        } finally {
            session.conf().unset("spark.sql.files.maxPartitionBytes");
            session.conf().unset("spark.sql.files.openCostInBytes");
        }
    }

    @Test
    void findsFaultsAgainFromTheStartWhereAFormatCannotResume() throws IOException {
        var frame = frame("one\ntwo!\nthree\nfour!", new Words(ReadBudget.DEFAULT, false, false, false));
        assertThat(frame.count()).isEqualTo(2);
        assertThat(faults(frame)).extracting(fault -> fault.getLong(1)).containsExactly(4L, 15L);
        assertThat(faults(frame)).extracting(fault -> fault.getLong(2)).containsExactly(2L, 4L);
    }

    @Test
    void givesUpAFileThatTakesTooLong() throws IOException {
        var budget = new ReadBudget(1 << 20, 10, Duration.ZERO);
        var frame = frame("one\ntwo!\nthree!\nfour\n", new Words(budget, true, true, true));
        assertThat(frame.count()).isEqualTo(1);
        assertThat(faults(frame)).singleElement().satisfies(fault -> {
            assertThat(fault.getString(0)).endsWith("words.txt");
            assertThat(fault.getString(5)).startsWith("takes longer to read than PT0S, given up at offset 16");
        });
    }
}
