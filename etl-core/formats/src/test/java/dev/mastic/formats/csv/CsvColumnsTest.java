// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.io.FileListing;
import dev.mastic.core.io.InputFile;
import dev.mastic.core.io.Match;
import dev.mastic.core.io.OtherFields;
import dev.mastic.core.io.SchemaChange;
import dev.mastic.core.type.Resolution;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import dev.mastic.formats.text.Records;
import dev.mastic.formats.text.Stretch;
import dev.mastic.formats.text.TextEncoding;
import dev.mastic.formats.text.TextFile;
import dev.mastic.testkit.SparkExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.catalyst.InternalRow;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class CsvColumnsTest {
    private static final long SMALL_STACK = 256 * 1024;
    private static final int WIDTH = 20_000;

    @TempDir
    private Path path;

    private CsvFolder folder;

    @BeforeEach
    void start() {
        folder = new CsvFolder(path);
    }

    /** Runs it in a thread with a stack of 256 KB. */
    private static void onASmallStack(Runnable task) throws InterruptedException {
        var failure = new AtomicReference<Throwable>();
        var thread = new Thread(null, task, "small stack", SMALL_STACK);
        thread.setUncaughtExceptionHandler((failed, e) -> failure.set(e));
        thread.start();
        thread.join();
        assertThat(failure.get()).isNull();
    }

    /** Of a file whose first line is longer than the sample. */
    private static final Map<String, String> HEADER = Map.of("delimiter", ",", "header", "true");

    private static final Map<String, String> NO_HEADER = Map.of("delimiter", ",", "header", "false");

    private Type.Struct type(Map<String, String> dialect) {
        var file = FileListing.list(path.toString(), new Configuration()).get(0);
        var seen = new CsvFormat(Map.of())
                .observe(
                        new InputFile(file, new Configuration()), new Match("csv", 1, "none", dialect), Long.MAX_VALUE);
        return Resolution.LOSSLESS.resolveRows(seen.observed());
    }

    private static String line(IntFunction<String> cell) {
        return IntStream.range(0, WIDTH).mapToObj(cell).collect(Collectors.joining(",", "", "\n"));
    }

    /** The last cell of each row, without Spark. */
    private List<Object> last(Type.Struct type, Dialect dialect, SchemaChange change) {
        var place = new org.apache.hadoop.fs.Path(path.resolve("a.csv").toUri());
        var file = new TextFile(place, new Configuration(), TextEncoding.UTF_8);
        var rows = new CsvRows(type, dialect, "UTC", OtherFields.of(change), Set.of());
        var asked = type.names().toArray(String[]::new);
        var found = new ArrayList<Object>();
        try (var records = new Records<InternalRow>(
                file.lines(0, CsvGrammar.BUDGET, true, false),
                Stretch.ALL,
                new CsvGrammar<>(file, dialect, true, rows.shape("a.csv", asked), Long.MAX_VALUE),
                refusal -> found.add(refusal.why()),
                CsvGrammar.BUDGET)) {
            for (var row = records.next(); row != null; row = records.next()) {
                found.add(row.isNullAt(asked.length - 1) ? null : row.getInt(asked.length - 1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    @Test
    void readsTwentyThousandColumnsInTheTimeOfTwentyThousand() throws IOException, InterruptedException {
        folder.with("a.csv", line(i -> "column " + i) + line(i -> "" + i).repeat(30));
        onASmallStack(() -> {
            var type = type(HEADER);
            assertThat(type.names()).hasSize(WIDTH).startsWith("column 0").endsWith("column 19999");
            assertThat(last(type, Dialect.of(HEADER), SchemaChange.EVOLVE))
                    .hasSize(30)
                    .containsOnly(WIDTH - 1);
            var few = Type.Struct.of(new Type.Field("column 7", Type.Primitive.INT));
            assertThat(last(few, Dialect.of(HEADER), SchemaChange.RESCUE))
                    .hasSize(30)
                    .containsOnly(7);
        });
    }

    @Test
    void readsAsManyColumnsWithoutAHeaderOrOfOneName() throws IOException, InterruptedException {
        folder.with("a.csv", line(i -> "" + i).repeat(30));
        onASmallStack(() -> {
            var type = type(NO_HEADER);
            assertThat(type.names()).hasSize(WIDTH).startsWith("col0").endsWith("col19999");
            assertThat(last(type, Dialect.of(NO_HEADER), SchemaChange.EVOLVE))
                    .hasSize(30)
                    .containsOnly(WIDTH - 1);
        });
        folder.with("a.csv", line(i -> "same") + line(i -> "" + i).repeat(3));
        onASmallStack(() -> assertThat(type(HEADER).names())
                .hasSize(WIDTH)
                .startsWith("same", "same_2")
                .endsWith("same_20000"));
    }

    @Test
    void keepsAllDigits() throws IOException {
        folder.with("a.csv", """
                l,max,min,d,e
                9007199254740993,9223372036854775807,-9223372036854775808,12345678901234567890123456789012345678,\
                1234567890123456789012345678901234567890
                1,2,3,4,5
                2,3,4,5,6
                """);
        var type = folder.type();
        assertThat(TypeString.print(type)).isEqualTo("struct<l:bigint,max:bigint,min:bigint,d:decimal(38,0),e:string>");
        assertThat(CsvFolder.rows(folder.read()))
                .contains("[9007199254740993,9223372036854775807,-9223372036854775808,"
                        + "12345678901234567890123456789012345678,1234567890123456789012345678901234567890]");
        assertThat(CsvFolder.rows(folder.read("struct<d:decimal(38,0),l:bigint>")))
                .contains("[12345678901234567890123456789012345678,9007199254740993]");
    }

    @Test
    void takesAnyNameOfAColumn() throws IOException {
        folder.with(
                "a.csv",
                "a.b,with space,`tick`,'single',\"\"\"double\"\"\",😀,Name,name,NAME,,a\\b,{},[*],\"c,d\"\n"
                        + IntStream.range(0, 14)
                                .mapToObj(i -> "" + i)
                                .collect(Collectors.joining(",", "", "\n"))
                                .repeat(3));
        var session = SparkExtension.session();
        session.conf().set("spark.sql.caseSensitive", "true");
        try {
            assertThat(folder.type().names())
                    .containsExactly(
                            "a.b",
                            "with space",
                            "`tick`",
                            "'single'",
                            "\"double\"",
                            "😀",
                            "Name",
                            "name",
                            "NAME",
                            "col9",
                            "a\\b",
                            "{}",
                            "[*]",
                            "c,d");
            var frame = folder.read();
            assertThat(CsvFolder.rows(frame)).containsOnly("[0,1,2,3,4,5,6,7,8,9,10,11,12,13]");
            assertThat(frame.toDF().select("name", "`a.b`", "NAME").first().toString())
                    .isEqualTo("[7,0,8]");
        } finally {
            session.conf().unset("spark.sql.caseSensitive");
        }
    }
}
