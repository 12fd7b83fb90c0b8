// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.iceberg;

import static dev.mastic.connectors.iceberg.Warehouse.frames;
import static dev.mastic.connectors.iceberg.Warehouse.output;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.connectors.SnapshotReader.Changes;
import dev.mastic.connectors.SnapshotReader.Expired;
import dev.mastic.core.bookmark.Advance;
import dev.mastic.core.bookmark.Bounds;
import dev.mastic.core.bookmark.Items;
import dev.mastic.core.bookmark.Position;
import dev.mastic.core.bookmark.Read;
import dev.mastic.core.bookmark.RunCodec;
import dev.mastic.core.bookmark.Slice;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.plugin.Registry;
import dev.mastic.testkit.SparkExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.spark.source.SparkTable;
import org.apache.iceberg.types.Types;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class IcebergReaderTest {
    private static final TableName NAME = TableName.parse("lake.people");
    private final SparkSession spark;

    @TempDir
    private Path folder;

    private Warehouse warehouse;
    private long runs;

    IcebergReaderTest(SparkSession spark) {
        this.spark = spark;
    }

    @BeforeEach
    void openWarehouse() {
        warehouse = new Warehouse(folder);
    }

    @Test
    void readsTheWholeTableFirstAndThenWhatWasAdded() {
        write("append", "(1, 'a')");
        write("append", "(2, 'b')");
        var first = slice(since(Optional.empty()));
        assertThat(rows(first)).containsExactly("1 a", "2 b");
        write("append", "(3, 'c')");
        write("append", "(4, 'd')");
        assertThat(rows(first)).containsExactly("1 a", "2 b");
        var second = slice(since(position(first)));
        assertThat(second.items().count()).isEqualTo(2);
        write("append", "(5, 'e')");
        assertThat(rows(second)).containsExactly("3 c", "4 d");
        assertThat(rows(slice(since(position(second))))).containsExactly("5 e");
    }

    @Test
    void hasNothingNewWhereNothingWasAdded() {
        write("append", "(1, 'a')");
        var first = slice(since(Optional.empty()));
        var again = slice(since(position(first)));
        assertThat(again.isEmpty()).isTrue();
        assertThat(again.advance()).isEqualTo(new Advance.Nothing());
        assertThat(reader().shape(again)).isEqualTo(reader().shape(first));
        assertThat(rows(again)).isEmpty();
    }

    @Test
    void passesOverCompactions() {
        write("append", "(1, 'a')");
        write("append", "(2, 'b')");
        var first = slice(since(Optional.empty()));
        compact();
        assertThat(slice(since(position(first))).isEmpty()).isTrue();
        write("append", "(3, 'c')");
        assertThat(rows(slice(since(position(first))))).containsExactly("3 c");
    }

    @Test
    void readsAllWithoutABookmark() {
        write("append", "(1, 'a')");
        var slice = slice(Bounds.all());
        write("overwrite", "(2, 'b')");
        assertThat(slice.advance()).isEqualTo(new Advance.Nothing());
        assertThat(rows(slice)).containsExactly("1 a");
        assertThat(RunCodec.readSlices(RunCodec.writeSlices(List.of(slice)))).containsExactly(slice);
    }

    @Test
    void readsATableWithoutSnapshots() {
        warehouse
                .sink()
                .stage(frames(people("(1, 'a')").where("false")), output("r0", 0))
                .commit();
        var slice = slice(since(Optional.empty()));
        assertThat(slice.isEmpty()).isTrue();
        assertThat(rows(slice)).isEmpty();
    }

    @Test
    void readsUpToAnOlderSnapshotWithItsColumns() {
        write("append", "(1, 'a')");
        var first = slice(since(Optional.empty()));
        write("append", "(2, 'b')");
        var second = position(slice(since(Optional.empty())));
        write("append", "(3, 'c')");
        warehouse
                .table()
                .updateSchema()
                .addColumn("more", Types.StringType.get())
                .commit();
        var between = new Bounds(Read.NEW, position(first), second, OptionalLong.empty(), OptionalLong.empty());
        assertThat(rows(slice(between))).containsExactly("2 b");
        var whole = new Bounds(Read.ALL, Optional.empty(), second, OptionalLong.empty(), OptionalLong.empty());
        assertThat(rows(slice(whole))).containsExactly("1 a", "2 b");
        assertThat(reader().shape(slice(whole)).names()).containsExactly("id", "name");
        assertThat(reader().shape(slice(Bounds.all())).names()).containsExactly("id", "name", "more");
    }

    @Test
    void refusesSnapshotsThatDidNotOnlyAddRows() {
        write("append", "(1, 'a')");
        var first = slice(since(Optional.empty()));
        write("overwrite", "(2, 'b')");
        assertThatThrownBy(() -> slice(since(position(first))))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("Cannot read table lake.people: snapshot "
                        + current().snapshotId() + " did not only add rows (got operation overwrite; expected append)")
                .hasMessageContaining("changes = changelog")
                .hasMessageContaining("changes = ignore-deletes");
    }

    @Test
    void readsInsertsAndDeletesOfEachSnapshot() {
        write("append", "(1, 'a'), (2, 'b'), (2, 'b')");
        var first = slice(Changes.CHANGELOG, since(Optional.empty()));
        assertThat(changes(Changes.CHANGELOG, first)).containsExactly("INSERT 1 a", "INSERT 2 b", "INSERT 2 b");
        write("upsert", "(1, 'A'), (3, 'c')");
        write("upsert", "(3, 'C')");
        compact();
        var second = slice(Changes.CHANGELOG, since(position(first)));
        assertThat(second.items().count()).isEqualTo(2);
        assertThat(changes(Changes.CHANGELOG, second))
                .containsExactly("DELETE 1 a", "DELETE 3 c", "INSERT 1 A", "INSERT 3 C", "INSERT 3 c");
        var ordinals = read(Changes.CHANGELOG, second)
                .where("name = 'c'")
                .orderBy("_change_ordinal")
                .select("_change_type")
                .as(Encoders.STRING())
                .collectAsList();
        assertThat(ordinals).containsExactly("INSERT", "DELETE");
        assertThat(reader(Changes.CHANGELOG).shape(second).names())
                .containsExactly("id", "name", "_change_type", "_change_ordinal", "_commit_snapshot_id");
    }

    @Test
    void readsOnlyNewAndChangedRowsWhereDeletesAreIgnored() {
        write("append", "(1, 'a'), (2, 'b')");
        var first = slice(Changes.IGNORE_DELETES, since(Optional.empty()));
        write("upsert", "(1, 'A'), (3, 'c')");
        var second = slice(Changes.IGNORE_DELETES, since(position(first)));
        assertThat(texts(read(Changes.IGNORE_DELETES, second).selectExpr("concat(id, ' ', name)")))
                .containsExactly("1 A", "3 c");
        assertThat(reader(Changes.IGNORE_DELETES).shape(second).names()).containsExactly("id", "name");
    }

    @Test
    void namesASnapshotThatHasExpiredAndTheWaysOut() {
        write("append", "(1, 'a')");
        var first = slice(since(Optional.empty()));
        write("append", "(2, 'b')");
        write("append", "(3, 'c')");
        var oldest = current().parentId();
        warehouse
                .table()
                .expireSnapshots()
                .expireOlderThan(Long.MAX_VALUE)
                .retainLast(2)
                .commit();
        var id = ((Advance.To) first.advance()).position().toString();
        assertThatThrownBy(() -> slice(since(position(first))))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("Cannot read table lake.people: " + id + ", up to which it was read, has expired")
                .hasMessageContaining("mastic bookmark reset")
                .hasMessageContaining("the oldest snapshot that is left, " + oldest)
                .hasMessageContaining("expired = oldest");
        var reader = new IcebergReader(NAME, Changes.APPENDS, Expired.OLDEST, new Configuration());
        assertThat(rows(reader.slice("people", metadata(), since(position(first)))))
                .containsExactly("3 c");
    }

    @Test
    void refusesWhatCannotBeBounded() {
        write("append", "(1, 'a')");
        var bounds = new Bounds(Read.NEW, Optional.empty(), Optional.empty(), OptionalLong.of(1), OptionalLong.empty());
        assertThatThrownBy(() -> slice(bounds))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("a part of a snapshot cannot be read");
    }

    @Test
    void saysThatTheMetadataIsGone() throws Exception {
        write("append", "(1, 'a')");
        var slice = slice(Bounds.all());
        Files.delete(Path.of(((Items.Snapshots) slice.items()).metadata()));
        assertThatThrownBy(() -> reader().shape(slice))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("Cannot read table lake.people: its metadata is not there");
    }

    private void write(String mode, String values) {
        runs++;
        var settings = mode.equals("upsert")
                ? Map.of("table", "lake.people", "mode", mode, "keys", "id")
                : Map.of("table", "lake.people", "mode", mode);
        warehouse
                .sink(settings)
                .stage(frames(people(values)), output("r" + runs, runs))
                .commit();
    }

    private Dataset<Row> people(String values) {
        return spark.sql("SELECT * FROM VALUES " + values + " AS t(id, name)").coalesce(1);
    }

    /** All rows in new files, as Iceberg's compaction commits them. */
    private void compact() {
        var table = warehouse.table();
        var rows = SparkFiles.load(spark, new SparkTable(table, false), Map.of());
        var rewrite = table.newRewrite();
        try (var tasks = table.newScan().planFiles()) {
            for (FileScanTask task : tasks) {
                rewrite.deleteFile(task.file());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (DataFile file : SparkFiles.write(rows, table, "compacted")) {
            rewrite.addFile(file);
        }
        rewrite.commit();
    }

    private Snapshot current() {
        return warehouse.table().currentSnapshot();
    }

    private String metadata() {
        return ((HasTableOperations) warehouse.table()).operations().current().metadataFileLocation();
    }

    private Slice slice(Bounds bounds) {
        return slice(Changes.APPENDS, bounds);
    }

    private Slice slice(Changes changes, Bounds bounds) {
        return reader(changes).slice("people", metadata(), bounds);
    }

    private static IcebergReader reader() {
        return reader(Changes.APPENDS);
    }

    private static IcebergReader reader(Changes changes) {
        return new IcebergReader(NAME, changes, Expired.FAIL, new Configuration());
    }

    private static Bounds since(Optional<Position> position) {
        return Bounds.since(position);
    }

    private static Optional<Position> position(Slice slice) {
        return Optional.of(((Advance.To) slice.advance()).position());
    }

    private Dataset<Row> read(Changes changes, Slice slice) {
        var frame = reader(changes).read(LazySpark.of(spark), slice, FrameContext.outsideJobs(Registry.of(List.of())));
        assertThat(frame.schema()).isEqualTo(reader(changes).shape(slice));
        return frame.toDF();
    }

    private List<String> rows(Slice slice) {
        return texts(read(Changes.APPENDS, slice).selectExpr("concat(id, ' ', name)"));
    }

    private List<String> changes(Changes changes, Slice slice) {
        return texts(read(changes, slice).selectExpr("concat_ws(' ', _change_type, id, name)"));
    }

    private static List<String> texts(Dataset<Row> rows) {
        return rows.as(Encoders.STRING()).collectAsList().stream().sorted().toList();
    }
}
