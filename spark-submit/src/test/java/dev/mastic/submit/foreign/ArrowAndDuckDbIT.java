// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.EtlSession;
import dev.mastic.core.Sinks;
import dev.mastic.core.Sources;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.SparkTypes;
import dev.mastic.core.type.TypeString;
import dev.mastic.testkit.SparkExtension;
import dev.mastic.testkit.StandardRows;
import dev.mastic.testkit.Venv;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** pyarrow and DuckDB read what sinks write, and sources read what they write, with equal values. */
@Tag("clients")
@ExtendWith(SparkExtension.class)
class ArrowAndDuckDbIT {
    private static final Path SCRIPT =
            Path.of("src/test/clients/canonical_rows.py").toAbsolutePath();

    @TempDir
    private Path folder;

    private SparkSession spark;
    private EtlSession etl;
    private Venv python;

    @BeforeEach
    void open(SparkSession session) throws Exception {
        spark = session;
        etl = EtlSession.on(session, folder.resolve("state.db").toString());
        python = Venv.of("arrow-21.0.0-duckdb-1.4.1", "pyarrow==21.0.0", "duckdb==1.4.1", "pytz==2026.6");
    }

    @AfterEach
    void close() {
        etl.close();
    }

    private Dataset<Row> rows(String format) {
        return switch (format) {
            case "csv" -> StandardRows.flat(spark);
            // pyarrow counts the times of ORC in nanoseconds, which end in 2262; times without a zone are Spark's alone
            // there
            case "orc" -> StandardRows.all(spark).filter("id <> 2").drop("there");
            default -> StandardRows.all(spark);
        };
    }

    @ParameterizedTest
    @CsvSource({
        "pyarrow, parquet, snappy",
        "pyarrow, parquet, gzip",
        "pyarrow, parquet, zstd",
        "pyarrow, parquet, lz4_raw",
        "pyarrow, parquet, none",
        "duckdb, parquet, snappy",
        "duckdb, parquet, zstd",
        "pyarrow, orc, zlib",
        "pyarrow, orc, snappy",
        "pyarrow, orc, zstd",
        "pyarrow, orc, lz4",
        "pyarrow, csv, none",
        "pyarrow, csv, gzip",
        "duckdb, csv, none",
        "duckdb, csv, gzip"
    })
    void readWhatSinksWrite(String client, String format, String codec) throws Exception {
        var rows = rows(format);
        var out = folder.resolve("out");
        etl.write(
                etl.fromDF(rows, "rows"),
                Sinks.files(out.toString()).format(format).with("compression", codec));

        var command = new ArrayList<>(List.of(python.program("python"), SCRIPT.toString(), "read", client, format));
        command.addAll(data(out, format));
        var read = Program.run(folder, Map.of("TZ", "UTC"), command)
                .lines()
                .sorted()
                .toList();

        assertThat(read).isEqualTo(naive(format, StandardRows.canonical(rows)));
    }

    /** What ORC calls a timestamp has no zone for readers outside the JVM. */
    private static List<String> naive(String format, List<String> canonical) {
        return canonical.stream()
                .map(row -> format.equals("orc") ? row.replaceAll("(\"at\":\"[^\"]*)Z\"", "$1\"") : row)
                .sorted()
                .toList();
    }

    private static List<String> data(Path out, String format) throws Exception {
        try (Stream<Path> files = Files.list(out)) {
            return files.map(Path::toString)
                    .filter(file -> file.contains("." + format))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "pyarrow, parquet, snappy",
        "pyarrow, parquet, gzip",
        "pyarrow, parquet, zstd",
        "pyarrow, parquet, lz4",
        "duckdb, parquet, zstd",
        "pyarrow, orc, zlib",
        "pyarrow, orc, zstd",
        "pyarrow, csv, none",
        "duckdb, csv, none"
    })
    void writeWhatSourcesRead(String client, String format, String codec) throws Exception {
        // pyarrow's times of ORC before 1970 have fractions below zero, which no reader of Java takes
        var rows = format.equals("orc") ? rows(format).filter("at >= '1970-01-01' or at is null") : rows(format);
        var source = folder.resolve("source");
        etl.write(etl.fromDF(rows.coalesce(1), "rows"), Sinks.files(source.toString()));
        var target = Files.createDirectories(folder.resolve("in")).resolve("rows." + format);
        var from = data(source, "parquet").get(0);
        Program.run(
                folder,
                Map.of("TZ", "UTC"),
                List.of(
                        python.program("python"),
                        SCRIPT.toString(),
                        "write",
                        client,
                        format,
                        codec,
                        from,
                        target.toString()));

        var back = format.equals("csv")
                ? etl.read(
                        Sources.path(target.toString()).schema(TypeString.print(SparkTypes.fromSpark(rows.schema()))))
                : etl.path(target.toString());
        assertThat(StandardRows.canonical(inOrder(back, rows))).isEqualTo(StandardRows.canonical(rows));
        assertThat(back.errorsCount()).isZero();
    }

    private static Dataset<Row> inOrder(DynamicFrame back, Dataset<Row> rows) {
        return back.toDF().selectExpr(rows.columns());
    }
}
