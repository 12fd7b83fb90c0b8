// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.io.Match;
import dev.mastic.core.io.OtherFields;
import dev.mastic.core.type.Type;
import dev.mastic.formats.text.Records;
import dev.mastic.formats.text.Refusal;
import dev.mastic.formats.text.Stretch;
import dev.mastic.formats.text.TextFile;
import dev.mastic.testkit.SparkExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.catalyst.InternalRow;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SparkExtension.class)
@Timeout(120) // nothing here may hang; the limit judges no speed
class CsvLimitsTest {
    private static final Map<String, String> SPANNING =
            Map.of("delimiter", ",", "header", "true", "quoteChar", "\"", "multiLine", "true");

    @TempDir
    private Path path;

    private CsvFolder folder;

    @BeforeEach
    void start() {
        folder = new CsvFolder(path);
    }

    /** What becomes of the records of one file, without Spark around it. */
    private static final class Read {
        private final List<Refusal> refused = new ArrayList<>();
        private String abandoned = "";
        private long rows;
        private int window;

        static Read of(Path file, Dialect dialect, RecordShape<? extends Object> shape) throws IOException {
            var read = new Read();
            read.all(
                    new TextFile(new org.apache.hadoop.fs.Path(file.toUri()), new Configuration(), dialect.encoding()),
                    dialect,
                    shape);
            return read;
        }

        private <R> void all(TextFile text, Dialect dialect, RecordShape<R> shape) throws IOException {
            var grammar = new CsvGrammar<>(text, dialect, dialect.syntax().multiLine(), shape, Long.MAX_VALUE);
            var lines = text.lines(0, CsvGrammar.BUDGET, true, true);
            var listener = new Refusal.Listener() {
                @Override
                public void refused(Refusal refusal) {
                    refused.add(refusal);
                    window = Math.max(window, refusal.bytes().window().length);
                }

                @Override
                public void abandoned(String reason) {
                    abandoned = reason;
                }
            };
            try (var records = new Records<>(lines, Stretch.ALL, grammar, listener, CsvGrammar.BUDGET)) {
                while (records.next() != null) {
                    rows++;
                }
            }
        }
    }

    private static RowShape shape(Type.Struct type, Dialect dialect) {
        return new CsvRows(type, dialect, "UTC", OtherFields.PASSED_OVER, Set.of())
                .shape("a.csv", type.names().toArray(String[]::new));
    }

    @Test
    void losesOneLineOfManyWhereAQuoteIsNeverClosed() throws IOException {
        int rows = 500_000;
        try (var out = Files.newBufferedWriter(path.resolve("a.csv"))) {
            out.write("id,name\n0,\"Ann\n");
            for (int i = 1; i < rows; i++) {
                out.write(i + ",one of many names so long that all of them are more than fifty megabytes of text\n");
            }
        }
        assertThat(Files.size(path.resolve("a.csv"))).isGreaterThan(40 << 20);
        var dialect = Dialect.of(SPANNING);
        var type =
                Type.Struct.of(new Type.Field("id", Type.Primitive.INT), new Type.Field("name", Type.Primitive.STRING));
        var read = Read.of(path.resolve("a.csv"), dialect, shape(type, dialect));
        assertThat(read.rows).isEqualTo(rows - 1);
        assertThat(read.window).isLessThan(CsvGrammar.BUDGET.recordBytes());
        assertThat(read.refused).singleElement().satisfies(refusal -> {
            assertThat(refusal.line()).isEqualTo(2);
            assertThat(refusal.why().reason()).isEqualTo("a cell is longer than 10485760 bytes");
            assertThat(refusal.next() - refusal.start()).isEqualTo("0,\"Ann\n".length());
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1,\"a\n", "1,\"a\"\"\n", "1,\"\"\"x\n", "\"\n", "\",\"\"x\n", "1,\"\"\"\"x\n", "1,2,\"\n\"\"\n"
            })
    void endsWhereEveryLineHasAQuoteTooMany(String line) throws IOException {
        Files.writeString(path.resolve("a.csv"), "id,name\n" + line.repeat((2 << 20) / line.length()));
        for (var escape : List.of("\"", "\\")) {
            var map = new TreeMap<>(SPANNING);
            map.put("escaper", escape);
            var dialect = Dialect.of(map);
            var counted = new CountedRows(dialect);
            var read = Read.of(path.resolve("a.csv"), dialect, counted);
            assertThat(read.rows + read.refused.size()).isGreaterThan(0);
            assertThat(read.abandoned).isEmpty();
        }
    }

    @Test
    void readsTwentyThousandColumns() throws IOException {
        int width = Cells.MOST;
        var names = IntStream.range(0, width).mapToObj(i -> "column " + i).toList();
        var record = IntStream.range(0, width).mapToObj(Integer::toString).collect(Collectors.joining(";", "", "\n"));
        folder.with("a.csv", String.join(";", names) + "\n" + record.repeat(20) + "1;" + record);
        var dialect = folder.dialect();
        assertThat(dialect.syntax().delimiter()).isEqualTo(';');
        assertThat(dialect.layout().header()).isTrue();
        var type = folder.type();
        assertThat(type.names()).isEqualTo(names);
        var last = new int[1];
        var rows = shape(type, dialect);
        var read = Read.of(path.resolve("a.csv"), dialect, new RecordShape<InternalRow>() {
            @Override
            public String begin(List<String> found) {
                return rows.begin(found);
            }

            @Override
            public InternalRow read(Cells cells, long line) {
                var row = rows.read(cells, line);
                last[0] = row == null ? last[0] : row.getInt(width - 1);
                return row;
            }

            @Override
            public Refusal.Why why() {
                return rows.why();
            }
        });
        assertThat(last[0]).isEqualTo(width - 1);
        assertThat(read.rows).isEqualTo(20);
        assertThat(read.refused)
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.why().reason()).isEqualTo("more than 20000 cells"));
    }

    @Test
    void takesNoLongLineOfOtherTextForManyColumns() {
        var prose =
                "It was a cold day in the north, and nobody had thought of the horses, who stood outside. ".repeat(900);
        var script = "a=function(b,c){return b+c},".repeat(3000);
        for (var text : List.of(prose, script)) {
            var sample =
                    SampleText.of(text.getBytes(StandardCharsets.UTF_8), false).orElseThrow();
            assertThat(new Sniffer().sniff(sample)).isEmpty();
        }
    }

    @Test
    void readsCellsOfTenMegabytesAndRefusesLongerOnes() throws IOException {
        var most = "x".repeat(Cells.LONGEST);
        folder.with("a.csv", "id,name\n1,\"" + most + "\"\n2," + most + "y\n3,\"" + most + "y\"\n4,z\n");
        var type =
                Type.Struct.of(new Type.Field("id", Type.Primitive.INT), new Type.Field("name", Type.Primitive.STRING));
        var frame = folder.read(type, new Match("csv", 1, "none", SPANNING));
        assertThat(frame.toDF().selectExpr("id", "length(name)").collectAsList().toString())
                .isEqualTo("[[1,10485760], [4,1]]");
        assertThat(CsvFolder.faults(frame))
                .hasSize(2)
                .allMatch(fault -> fault.contains("a cell is longer than 10485760 bytes"))
                .allMatch(fault -> fault.length() < 100_000);
    }

    @Test
    void keepsNulBytesInTextsAndRefusesATailOfThem() throws IOException {
        folder.with("a.csv", "id,name\n1,a\0b\n2,\0\n" + "3,some name\n".repeat(20) + "\0".repeat(4096));
        var frame = folder.read("struct<id:int,name:string>");
        assertThat(CsvFolder.rows(frame)).hasSize(22).startsWith("[1,a\0b]", "[2,\0]", "[3,some name]");
        assertThat(frame.errorsCount()).isEqualTo(1);
        assertThat(SampleText.of(new byte[4096], true)).isEmpty();
    }

    @Test
    void readsNothingFromAHeaderAlone() throws IOException {
        folder.with("a.csv", "id,name\n");
        var told = new Match("csv", 1, "none", Map.of());
        var frame = folder.read(Type.Struct.of(new Type.Field("id", Type.Primitive.INT)), told);
        assertThat(CsvFolder.rows(frame)).isEmpty();
        assertThat(CsvFolder.faults(frame)).isEmpty();
    }

    @Test
    void keepsTheLastRecordsOfFilesThatHaveNoNotes() throws IOException {
        folder.with("a.csv", "id,name,price\n1,Ann,2.5\n2,Ben,3.5\n3,Carl,4.5\n4,Dora,5.5\n,,\nSource: us,,\n")
                .with("b.csv", "id,name,price\n5,Eve,2.5\n6,Flo,3.5\n")
                .with("c.csv", "id,name,price\n7,Gil,2.5\nSource: them,,\n");
        assertThat(folder.dialect().layout().footerRecords()).isEqualTo(2);
        var frame = folder.read();
        assertThat(frame.toDF().selectExpr("id").collectAsList().stream().map(row -> row.get(0)))
                .containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7);
        assertThat(CsvFolder.faults(frame)).isEmpty();
    }

    @Test
    void takesRecordsThatOnlyLookLikeNotesForData() throws IOException {
        var text = new StringBuilder("name,a,b\n");
        for (int i = 0; i < 50; i++) {
            text.append("n").append(i).append(",1,2\n");
        }
        folder.with("a.csv", text + "note,,\n").with("b.csv", "name,a,b\nx,,\ny,1,2\n");
        assertThat(CsvFolder.rows(folder.read())).hasSize(52).contains("[x,null,null]", "[y,1,2]");
    }
}
