// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.EtlSession;
import dev.mastic.core.SessionParts;
import dev.mastic.core.Sinks;
import dev.mastic.core.Sources;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.SparkTypes;
import dev.mastic.core.io.Format;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Registry;
import dev.mastic.core.type.TypeString;
import dev.mastic.testkit.SparkExtension;
import dev.mastic.testkit.StandardRows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The standard row set by every codec of every format that is written: what comes back is equal. */
@ExtendWith(SparkExtension.class)
class CodecsIT {
    private static final Path PAGE = Path.of("../docs/formats.md");

    @TempDir
    private Path folder;

    private SparkSession spark;
    private EtlSession etl;

    @BeforeEach
    void open(SparkSession session) {
        spark = session;
        etl = EtlSession.on(session, folder.resolve("state.db").toString());
    }

    @AfterEach
    void close() {
        etl.close();
    }

    static Stream<List<String>> codecs() {
        var registry = Registry.fromClasspath();
        var parts = new SessionParts(registry, Map.of("db", "none"), new Configuration());
        return Stream.of("parquet", "orc", "avro", "json", "csv").flatMap(name -> {
            Factory<Format> format = registry.get(Format.class, name);
            return format.create(format.settings().of(name, Map.of()), parts).codecs().keySet().stream()
                    .sorted()
                    .map(codec -> List.of(name, codec));
        });
    }

    private String out() {
        return folder.resolve("out").toString();
    }

    private void write(Dataset<Row> rows, String format, String codec) {
        etl.write(
                etl.fromDF(rows.coalesce(1), "rows"),
                Sinks.files(out()).format(format).with("compression", codec));
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void bringsBackWhatWasWritten(List<String> formatAndCodec) {
        var format = formatAndCodec.get(0);
        boolean knowsTypes = List.of("parquet", "orc", "avro").contains(format);
        var rows = format.equals("csv") ? StandardRows.flat(spark) : StandardRows.all(spark);
        write(rows, format, formatAndCodec.get(1));

        var back = knowsTypes
                ? etl.path(out())
                : etl.read(Sources.path(out()).schema(TypeString.print(SparkTypes.fromSpark(rows.schema()))));

        assertThat(StandardRows.canonical(inOrder(back, rows))).isEqualTo(StandardRows.canonical(rows));
        assertThat(back.errorsCount()).isZero();
    }

    private static Dataset<Row> inOrder(DynamicFrame back, Dataset<Row> rows) {
        return back.toDF().selectExpr(rows.columns());
    }

    @ParameterizedTest
    @CsvSource({
        "parquet, brotli",
        "parquet, lzo",
        "orc, brotli",
        "avro, gzip",
        "json, zstd",
        "csv, br",
        "parquet, sanppy"
    })
    void refusesOthersByName(String format, String codec) {
        assertThatThrownBy(() -> write(StandardRows.flat(spark), format, codec))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("Cannot write " + format + " by codec '" + codec + "'")
                .hasMessageContaining("(has: ");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    /** Times about the seconds that ORC cuts: each comes back as it was, or is refused. */
    @Test
    void changesNoTimeOfOrc() {
        var micros = LongStream.of(-1_000_001, -1_000_000, -999_999, -999_001, 0, 1, 999_999, -2_000_001, -1_999_999)
                .mapToObj(at -> "(timestamp_micros(" + at + "L))")
                .collect(Collectors.joining(", "));
        var rows = spark.sql("select * from values " + micros + " as times(at)");
        write(rows, "orc", "zlib");
        assertThat(StandardRows.canonical(etl.path(out()).toDF())).isEqualTo(StandardRows.canonical(rows));

        for (long at : List.of(-999_000L, -1L)) {
            var row = spark.sql("select array(named_struct('at', timestamp_micros(" + at + "L))) as list");
            assertThatThrownBy(() -> write(row, "orc", "zlib"))
                    .isInstanceOf(EtlException.class)
                    .hasMessageStartingWith(
                            "Cannot write column 'list[].at' as orc: ORC has no time in the last second");
        }
    }

    @Test
    void allOfThemStandOnThePage() throws Exception {
        var page = Files.readString(PAGE);
        var codecs = page.substring(page.indexOf("## Codecs of files that are written"));
        assertThat(codecs().filter(pair -> !pair.get(1).equals("uncompressed")))
                .isNotEmpty()
                .allSatisfy(pair -> assertThat(codecs.lines()
                                .filter(line -> line.startsWith("| `" + pair.get(0) + "`"))
                                .findFirst()
                                .orElse(""))
                        .contains("`" + pair.get(1) + "`"));
    }
}
