// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.io.FileListing;
import dev.mastic.core.io.FileScan;
import dev.mastic.core.io.Format;
import dev.mastic.core.io.InputFile;
import dev.mastic.core.io.Match;
import dev.mastic.core.io.Sample;
import dev.mastic.core.plugin.Registry;
import dev.mastic.core.type.Resolution;
import dev.mastic.core.type.Type;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every format keeps. A format's test extends this, and says how a file of it is written without the format itself. */
public abstract class FormatContract {
    /** The columns of the files: {@code id}, {@code name}, {@code price}, {@code active}. */
    protected static final Type.Struct TYPE = Type.Struct.of(
            new Type.Field("id", Type.Primitive.INT),
            new Type.Field("name", Type.Primitive.STRING),
            new Type.Field("price", Type.Primitive.DOUBLE),
            new Type.Field("active", Type.Primitive.BOOLEAN));

    /** The same for Spark. */
    protected static final StructType SCHEMA = new StructType()
            .add("id", DataTypes.IntegerType)
            .add("name", DataTypes.StringType)
            .add("price", DataTypes.DoubleType)
            .add("active", DataTypes.BooleanType);

    /** The rows of the files. */
    protected static final List<Row> ROWS = List.of(
            RowFactory.create(1, "apple", 0.5, true),
            RowFactory.create(2, "Bärlauch", 2.25, false),
            RowFactory.create(3, "cherry, dried", 10.0, true));

    private static final Type.Struct YEAR = Type.Struct.of(new Type.Field("year", Type.Primitive.STRING));

    @TempDir
    protected Path folder;

    /** The format under test. */
    protected abstract Format format();

    /** Writes one file with the columns of {@link #TYPE}. */
    protected abstract void write(Path file, List<Row> rows) throws IOException;

    /** The name of a file of the format. */
    protected abstract String fileName();

    @Test
    void recognisesItsOwnFiles() throws IOException {
        var match = format().sniff(input(written("a/" + fileName(), ROWS)).sample());
        assertThat(match).hasValueSatisfying(m -> {
            assertThat(m.certainty()).isEqualTo(1.0);
            assertThat(m.compression()).isEqualTo("none");
        });
    }

    @Test
    void leavesOtherFilesAlone() {
        var bytes = new byte[] {0, 1, 2, (byte) 0xFF, (byte) 0xFE, 7, 0, 0, 13};
        assertThat(format().sniff(sample(bytes))).isEmpty();
        assertThat(format().sniff(sample("   \n\n".getBytes(StandardCharsets.UTF_8))))
                .isEmpty();
        assertThat(format().sniff(sample(new byte[0]))).isEmpty();
    }

    @Test
    void findsTheTypesOfItsColumns() throws IOException {
        var file = input(written("a/" + fileName(), ROWS));
        var inference = format().observe(file, match(file), Long.MAX_VALUE);
        assertThat(Resolution.LOSSLESS.resolveRows(inference.observed())).isEqualTo(TYPE);
        assertThat(inference.rows()).isEqualTo(ROWS.size());
    }

    @Test
    void decidesForAFileAloneWhatTheFileSays() throws IOException {
        var match = match(input(written("a/" + fileName(), ROWS)));
        format().together(Map.of(match, 1L)).ifPresent(together -> {
            assertThat(together.files()).containsExactly(match);
            assertThat(together.dialect()).isEqualTo(match.dialect());
            assertThat(together.conflicts()).isEmpty();
        });
    }

    @Test
    void readsTheRowsThatWereWritten() throws IOException {
        var frame = read(List.of(written("a/" + fileName(), ROWS)), Type.Struct.EMPTY);
        assertThat(frame.schema()).isEqualTo(TYPE);
        assertThat(frame.toDF().schema().fieldNames()).containsExactly("id", "name", "price", "active");
        assertThat(frame.toDF().collectAsList()).containsExactlyInAnyOrderElementsOf(ROWS);
        assertThat(faults(frame)).isEmpty();
    }

    @Test
    void readsTheSameRowsWhenColumnsArePruned() throws IOException {
        var frame = read(List.of(written("a/" + fileName(), ROWS)), Type.Struct.EMPTY);
        var pruned = frame.toDF().select("price", "id");
        assertThat(pruned.queryExecution().executedPlan().toString())
                .contains("ReadSchema: struct<id:int,price:double>")
                .doesNotContain("MapElements", "DeserializeToObject");
        assertThat(pruned.collectAsList())
                .containsExactlyInAnyOrderElementsOf(ROWS.stream()
                        .map(row -> RowFactory.create(row.get(2), row.get(0)))
                        .toList());
        assertThat(frame.count()).isEqualTo(ROWS.size());
    }

    @Test
    void givesPartitionValuesToTheirRows() throws IOException {
        var first = in("2023", written("year=2023/" + fileName(), ROWS.subList(0, 1)));
        var second = in("2024", written("year=2024/" + fileName(), ROWS.subList(1, 3)));
        var frame = read(List.of(first, second), YEAR);
        assertThat(frame.toDF().select("id", "year").collectAsList())
                .containsExactlyInAnyOrder(
                        RowFactory.create(1, "2023"), RowFactory.create(2, "2024"), RowFactory.create(3, "2024"));
        var filtered = frame.toDF().filter("year = '2024'").select("id");
        assertThat(filtered.collectAsList()).containsExactlyInAnyOrder(RowFactory.create(2), RowFactory.create(3));
    }

    @Test
    void readsNoFileThatIsNotListed() throws IOException {
        var listed = written("a/" + fileName(), ROWS);
        written("a/other-" + fileName(), ROWS);
        assertThat(read(List.of(listed), Type.Struct.EMPTY).count()).isEqualTo(ROWS.size());
        assertThat(read(List.of(), Type.Struct.EMPTY).count()).isZero();
    }

    @Test
    void readsFilesWithColonsInTheirNames() throws IOException {
        var plain = written("a/" + fileName(), ROWS.subList(0, 2));
        var file = folder.resolve("at 10:30/2024-05-01T10:30-" + fileName());
        Files.createDirectories(file.getParent());
        Files.move(Path.of(written("b/" + fileName(), ROWS.subList(2, 3)).path()), file);
        var input = input(item(file));
        assertThat(format().observe(input, match(input), Long.MAX_VALUE).rows()).isEqualTo(1);
        var frame = read(List.of(plain, item(file)), Type.Struct.EMPTY);
        assertThat(frame.toDF().collectAsList()).containsExactlyInAnyOrderElementsOf(ROWS);
        assertThat(faults(frame)).isEmpty();
    }

    @Test
    void reportsAVanishedFileAndReadsTheOthers() throws IOException {
        var gone = written("a/" + fileName(), ROWS);
        var there = written("b/" + fileName(), ROWS);
        Files.delete(Path.of(gone.path()));
        assertRefused(read(List.of(gone, there), Type.Struct.EMPTY), gone);
    }

    @Test
    void reportsAChangedFileAndReadsTheOthers() throws IOException {
        var changed = written("a/" + fileName(), ROWS);
        var there = written("b/" + fileName(), ROWS);
        Files.delete(Path.of(changed.path()));
        written("a/" + fileName(), ROWS.subList(0, 2));
        assertRefused(read(List.of(changed, there), Type.Struct.EMPTY), changed);
    }

    @Test
    void reportsAFileWhosePartitionValueIsOfAnotherType() throws IOException {
        var years = Type.Struct.of(new Type.Field("year", Type.Primitive.INT));
        var bad = in("unknown", written("year=unknown/" + fileName(), ROWS));
        var good = in("2024", written("year=2024/" + fileName(), ROWS));
        var none = in("__HIVE_DEFAULT_PARTITION__", written("year=none/" + fileName(), ROWS));
        var frame = read(List.of(bad, good, none), years);
        assertThat(frame.toDF().select("year").distinct().collectAsList())
                .containsExactlyInAnyOrder(RowFactory.create(2024), RowFactory.create((Object) null));
        assertThat(faults(frame)).singleElement().satisfies(fault -> {
            assertThat(fault.getString(0)).isEqualTo(bad.path());
            assertThat(fault.getString(4)).isEqualTo("year");
            assertThat(fault.getString(5)).contains("'unknown'");
        });
    }

    @Test
    void readsBackWhatItsWriterWrites() {
        Assumptions.assumeTrue(format().writer().isPresent(), "the format is only read");
        var target = folder.resolve("written");
        frameOfRows()
                .write()
                .format(format().writer().orElseThrow().getClass().getName())
                .save(target.toString());
        var frame = read(FileListing.list(target.toString(), new Configuration()), Type.Struct.EMPTY);
        assertThat(frame.toDF().collectAsList()).containsExactlyInAnyOrderElementsOf(ROWS);
    }

    @Test
    void tellsHiveHowToReadIt() {
        var hive = format().hive(new Match("any", 1, "none", Map.of()), TYPE);
        assertThat(List.of(hive.inputFormat(), hive.outputFormat(), hive.serde()))
                .doesNotContainNull();
    }

    /** The rows as a Dataset of one partition. */
    protected final Dataset<Row> frameOfRows() {
        return SparkExtension.session().createDataFrame(ROWS, SCHEMA).coalesce(1);
    }

    /** The frame of these files with the columns of {@link #TYPE}. */
    protected final DynamicFrame read(List<FileItem> files, Type.Struct partitionType) {
        return read(files, TYPE, partitionType);
    }

    /** The frame of these files. */
    protected final DynamicFrame read(List<FileItem> files, Type.Struct type, Type.Struct partitionType) {
        var match = files.isEmpty() ? new Match("any", 1, "none", Map.of()) : match(input(files.get(0)));
        var scan = new FileScan("orders", files, match, type, partitionType);
        return format().read(
                        LazySpark.of(SparkExtension.session()), scan, FrameContext.outsideJobs(Registry.of(List.of())));
    }

    /** What the frame's readers have refused so far, by source and offset. */
    protected static List<Row> faults(DynamicFrame frame) {
        return frame.errorsAsDynamicFrame().toDF().sort("source", "offset").collectAsList();
    }

    /** The listed version of a file. */
    protected static FileItem item(Path file) {
        return FileListing.list(file.toString(), new Configuration()).get(0);
    }

    /** A file as formats see it. */
    protected static InputFile input(FileItem item) {
        return new InputFile(item, new Configuration());
    }

    private void assertRefused(DynamicFrame frame, FileItem refused) {
        assertThat(frame.count()).isEqualTo(ROWS.size());
        assertThat(faults(frame)).singleElement().satisfies(fault -> {
            assertThat(fault.getString(0)).isEqualTo(refused.path());
            assertThat(fault.isNullAt(1)).isTrue();
            assertThat(fault.getString(3)).isEqualTo("orders");
            assertThat(fault.getString(5)).contains("changed since it was listed");
        });
    }

    private Match match(InputFile file) {
        if (!Files.exists(Path.of(file.item().path()))) {
            return new Match("any", 1, "none", Map.of());
        }
        return format().sniff(file.sample()).orElseThrow();
    }

    private FileItem written(String name, List<Row> rows) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        write(file, new ArrayList<>(rows));
        return item(file);
    }

    private static FileItem in(String partition, FileItem item) {
        return new FileItem(item.path(), item.size(), item.modified(), item.etag(), List.of(partition));
    }

    private static Sample sample(byte[] bytes) {
        return new Sample("/any", bytes.length, bytes, bytes, "none");
    }
}
