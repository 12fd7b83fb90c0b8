// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.EtlSession;
import dev.mastic.core.SessionParts;
import dev.mastic.core.Sinks;
import dev.mastic.core.bookmark.Bounds;
import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.bookmark.FileLedger;
import dev.mastic.core.bookmark.Items;
import dev.mastic.core.bookmark.Position;
import dev.mastic.core.bookmark.Slice;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.io.FileListing;
import dev.mastic.core.io.Source;
import dev.mastic.core.plugin.Registry;
import dev.mastic.testkit.SparkExtension;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.io.ZStdCompressionCodec;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of each format, packed or not and in partitions: what sinks write is crawled, and read by sources, each file once. */
@ExtendWith(SparkExtension.class)
class FileFormatsIT {
    private static final String ROWS = """
            values (1, 'apple', 0.5D, true, '2024'), (2, 'Bärlauch "wild"', 2.25D, false, '2024'),
                   (3, 'cherry, dried', 10D, true, '2025')
            as rows(id, name, price, active, year)""";
    private static final String MORE = "values (4, 'dill', 1.5D, true, '2025') as rows(id, name, price, active, year)";

    @TempDir
    private Path folder;

    private SparkSession spark;
    private EtlSession etl;
    private SessionParts parts;

    @BeforeEach
    void open(SparkSession session) {
        spark = session;
        etl = EtlSession.on(session, folder.resolve("state.db").toString());
        parts = new SessionParts(
                Registry.fromClasspath(),
                Map.of("db", folder.resolve("state.db").toString()),
                new Configuration());
    }

    @AfterEach
    void close() {
        parts.close();
        etl.close();
    }

    private String in() {
        return folder.resolve("in").toString();
    }

    private void write(String rows, String format, String codec) {
        var sink = Sinks.files(in()).format(format).with("compression", codec).partitionBy("year");
        etl.write(etl.fromDF(spark.sql("select * from " + rows), "rows"), sink);
    }

    private Source source() {
        var factory = parts.registry().get(Source.class, "path");
        return factory.create(factory.settings().of("in", Map.of("path", in())), parts);
    }

    private DynamicFrame read(Slice slice) {
        return source().read(LazySpark.of(spark), slice, FrameContext.outsideJobs(parts.registry()));
    }

    private static List<FileItem> files(Slice slice) {
        return ((Items.Files) slice.items()).files();
    }

    private Slice sliceAfter(Slice... before) {
        var seen = new FileLedger.Builder();
        Arrays.stream(before)
                .flatMap(slice -> files(slice).stream())
                .forEach(file -> seen.add(file.pathHash(), file.versionHash()));
        return source().slice("in", Bounds.since(Optional.of(new Position.Files(seen.build()))));
    }

    private void assertRows(DynamicFrame frame, String rows) {
        assertThat(frame.toDF().select("id", "name", "price", "active", "year").collectAsList())
                .containsExactlyInAnyOrderElementsOf(
                        spark.sql("select * from " + rows).collectAsList());
        assertThat(frame.errorsCount()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "json, none",
        "json, gzip",
        "json, bzip2",
        "csv, none",
        "csv, gzip",
        "csv, bzip2",
        "parquet, none",
        "parquet, gzip",
        "parquet, zstd",
        "orc, none",
        "orc, zlib",
        "orc, zstd"
    })
    void areReadOnceHoweverTheyArePacked(String format, String codec) {
        write(ROWS, format, codec);
        var first = sliceAfter();
        assertRows(read(first), ROWS);
        write(MORE, format, codec);
        var second = sliceAfter(first);
        assertRows(read(second), MORE);
        assertThat(sliceAfter(first, second).isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"json", "csv"})
    void areReadFromZstdThatOthersHavePacked(String format) throws IOException {
        write(ROWS, format, "none");
        var packed = new ArrayList<Path>();
        for (var file : files(sliceAfter())) {
            var plain = Path.of(file.path());
            var target = Path.of(file.path() + ".zst");
            try (var out = zstd(Files.newOutputStream(target))) {
                Files.copy(plain, out);
            }
            Files.delete(plain);
            packed.add(target);
        }
        assertThat(packed).isNotEmpty();
        assertRows(read(sliceAfter()), ROWS);
    }

    @Test
    void areNotWrittenByACodecThatTextDoesNotHave() {
        assertThatThrownBy(() -> write(ROWS, "json", "zstd"))
                .isInstanceOf(EtlException.class)
                .hasMessageContaining("by codec 'zstd': its writer has none of this name (has: bzip2, ")
                .hasMessageContaining("gzip");
    }

    @Test
    void areATableOnceTheyAreCrawled() {
        write(ROWS, "orc", "zlib");
        assertThat(etl.crawl(in()).into("sales").tables()).hasSize(1);
        var table = etl.table("sales.in");
        assertThat(table.schema().names()).containsExactly("id", "name", "price", "active", "year");
        assertThat(table.toDF().select("id", "name", "year").collectAsList())
                .extracting(Row::toString)
                .containsExactlyInAnyOrder("[1,apple,2024]", "[2,Bärlauch \"wild\",2024]", "[3,cherry, dried,2025]");
    }

    /** Another file in the place of one that was planned, with other columns: its rows are no rows of the run, and it is named. */
    @ParameterizedTest
    @ValueSource(strings = {"json", "csv", "parquet", "orc"})
    void areRefusedWhereAnotherFileTookTheirPlace(String format) throws IOException {
        write(ROWS, format, "none");
        var source = source();
        var slice = source.slice("in", Bounds.all());
        assertThat(source.shape(slice).names()).contains("price");
        assertThat(source.changed(slice)).isEmpty();
        var other = folder.resolve("other").toString();
        etl.write(
                etl.fromDF(spark.sql("select 7 as id, 'swapped' as cost, 'x' as more"), "rows"),
                Sinks.files(other).format(format));
        var swapped = files(slice).get(0);
        Files.copy(
                Path.of(FileListing.list(other, new Configuration()).get(0).path()),
                Path.of(swapped.path()),
                StandardCopyOption.REPLACE_EXISTING);
        assertThat(source.changed(slice)).containsExactly(swapped);
        var frame = source.read(LazySpark.of(spark), slice, FrameContext.outsideJobs(parts.registry()));
        assertThat(frame.toDF().filter("id = 7 or price is null").count()).isZero();
        assertThat(frame.errorsAsDynamicFrame().toDF().collectAsList())
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.getString(0)).isEqualTo(swapped.path());
                    assertThat(fault.getString(5)).isEqualTo("changed since it was listed");
                });
    }

    private static OutputStream zstd(OutputStream out) {
        return new ZStdCompressionCodec(new SparkConf(false)).compressedOutputStream(out);
    }

    private static OutputStream packed(String name, OutputStream out) throws IOException {
        return name.endsWith(".gz") ? new GZIPOutputStream(out) : zstd(out);
    }

    /** Half of the packed bytes are there: the rows in them are good, the rest is one fault, and other files load. */
    @ParameterizedTest
    @CsvSource({"cut.json.gz", "cut.json.zst"})
    void areRefusedFromWhereAPackedFileIsCutOff(String name) throws IOException {
        var lines = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            lines.append("{\"id\":")
                    .append(i)
                    .append(",\"noise\":\"")
                    .append(i * 2_654_435_761L)
                    .append("\"}\n");
        }
        var cut = Files.createDirectories(folder.resolve("in")).resolve(name);
        try (var out = packed(name, Files.newOutputStream(cut))) {
            out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
        }
        var bytes = Files.readAllBytes(cut);
        Files.write(cut, Arrays.copyOf(bytes, bytes.length / 2));
        Files.writeString(folder.resolve("in/good.json"), "{\"id\":-1,\"noise\":\"\"}\n");
        var frame = read(sliceAfter());
        long rows = frame.count();
        assertThat(rows).isBetween(1L, 19_999L);
        assertThat(frame.toDF().filter("id = -1").count()).isEqualTo(1);
        assertThat(frame.errorsAsDynamicFrame().toDF().collectAsList())
                .isNotEmpty()
                .allSatisfy(fault -> assertThat(fault.getString(0)).endsWith(name));
    }

    /** A line without its end is a whole row where it is one, and a fault where it breaks off. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "half.json | {\"id\":1}~{\"id\":2}~{\"id\": | 1",
                "half.csv | id,name~1,\"a, x\"~2,\"b, y\"~3,\"c | 1"
            })
    void keepTheirGoodRowsBesideAHalfLine(String name, String text, long faults) throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("in")).resolve(name), text.replace('~', '\n'));
        var frame = read(sliceAfter());
        assertThat(frame.toDF().select("id").collectAsList())
                .extracting(row -> row.get(0).toString())
                .containsExactly("1", "2");
        assertThat(frame.errorsCount()).isEqualTo(faults);
    }
}
