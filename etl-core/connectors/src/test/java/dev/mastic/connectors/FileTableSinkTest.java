// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.connectors.table.TableSink;
import dev.mastic.core.bookmark.Bounds;
import dev.mastic.core.bookmark.Output;
import dev.mastic.core.bookmark.Run;
import dev.mastic.core.bookmark.Token;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.Partition;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.config.ConfigProblemsException;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.io.Sink;
import dev.mastic.core.plugin.Registry;
import dev.mastic.testkit.InMemoryCatalog;
import dev.mastic.testkit.Inputs;
import dev.mastic.testkit.SparkExtension;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class FileTableSinkTest {
    private static final TableName ORDERS = TableName.parse("sales.orders");
    private static final Map<String, ?> UPDATE = Map.of("update-catalog", true);
    private static final Map<String, ?> LOG = Map.of("update-catalog", true, "update-behavior", "log");
    private static final String FIRST = "select 1L as id, 2020 as year, 'a' as region";

    @TempDir
    Path folder;

    private final InMemoryCatalog catalog = new InMemoryCatalog();

    @Test
    void makesTheTableAndItsPartitionsWithTheFirstRows(SparkSession spark) {
        var staged = sink(UPDATE).stage(frames(spark, FIRST), output(1));
        assertThat(catalog.find(ORDERS)).isEmpty();
        staged.commit();
        var table = catalog.get(ORDERS).table();
        assertThat(table.columns()).extracting(Column::name).containsExactly("id");
        assertThat(table.partitionKeys()).extracting(Column::name).containsExactly("year", "region");
        assertThat(table.storage().location()).isEqualTo(root() + "/");
        assertThat(table.classification()).contains("parquet");
        assertThat(catalog.partitions(ORDERS)).singleElement().satisfies(partition -> {
            assertThat(partition.values()).containsExactly("2020", "a");
            assertThat(partition.storage().location()).isEqualTo(root() + "/year=2020/region=a/");
        });
    }

    @Test
    void isReadBackAsItWasWritten(SparkSession spark) {
        var rows = "select * from values (1L, 2020, 'a'), (2L, 2021, null) as t(id, year, region)";
        sink(UPDATE).stage(frames(spark, rows), output(1)).commit();
        var maker = new TableSource.Plugin();
        var source = maker.create(maker.settings().of("test", Map.of("table", "sales.orders")), parts());
        var read = source.read(LazySpark.of(spark), source.slice("in", Bounds.all()), context());
        assertThat(read.schema()).isEqualTo(frames(spark, rows).get("").schema());
        assertThat(read.toDF().collectAsList())
                .containsExactlyInAnyOrderElementsOf(spark.sql(rows).collectAsList());
    }

    @Test
    void writesNothingToACatalogThatKnowsEverything(SparkSession spark) {
        sink(UPDATE).stage(frames(spark, FIRST), output(1)).commit();
        long writes = catalog.writes();
        sink(UPDATE).stage(frames(spark, FIRST), output(2)).commit();
        assertThat(catalog.writes()).isEqualTo(writes);
    }

    @Test
    void appendsNewColumnsAndLeavesThoseThatRowsLack(SparkSession spark) {
        sink(UPDATE).stage(frames(spark, FIRST), output(1)).commit();
        var more = "select 'x' as note, 2020 as year, 'b' as region";
        sink(UPDATE).stage(frames(spark, more), output(2)).commit();
        assertThat(catalog.get(ORDERS).table().columns())
                .extracting(Column::name)
                .containsExactly("id", "note");
        assertThat(partitions()).containsExactly(List.of("2020", "a"), List.of("2020", "b"));
    }

    @Test
    void addsPartitionsOnlyOfRowsWithoutNewColumnsWhereItLogs(SparkSession spark) {
        sink(UPDATE).stage(frames(spark, FIRST), output(1)).commit();
        var more = "select 2L as id, 'x' as note, 2020 as year, 'b' as region";
        sink(LOG).stage(frames(spark, more), output(2)).commit();
        assertThat(partitions()).containsExactly(List.of("2020", "a"));
        sink(LOG)
                .stage(frames(spark, "select 2L as id, 2020 as year, 'c' as region"), output(3))
                .commit();
        assertThat(catalog.get(ORDERS).table().columns())
                .extracting(Column::name)
                .containsExactly("id");
        assertThat(partitions()).containsExactly(List.of("2020", "a"), List.of("2020", "c"));
    }

    @Test
    void leavesTheCatalogAloneUnlessItIsTold(SparkSession spark) {
        refuses(Map.of(), spark, FIRST, "there is none (expected update-catalog = true");
        sink(UPDATE).stage(frames(spark, FIRST), output(1)).commit();
        long writes = catalog.writes();
        sink(Map.of())
                .stage(frames(spark, "select 2L as id, 2021 as year, 'b' as region"), output(2))
                .commit();
        assertThat(catalog.writes()).isEqualTo(writes);
        assertThat(partitions()).containsExactly(List.of("2020", "a"));
    }

    @Test
    void takesNewColumnsOfTwoJobsAtOnce(SparkSession spark) {
        sink(UPDATE).stage(frames(spark, FIRST), output(1)).commit();
        var staged = IntStream.range(0, 6)
                .mapToObj(i -> {
                    var rows = "select 1L as c" + i + ", 2020 as year, 'r" + i + "' as region";
                    var run = new Run("job" + i, "r1", new Token(1));
                    var output = new Output(run, "lake", Inputs.of("0a"), Optional.empty());
                    return sink(UPDATE).stage(frames(spark, rows), output);
                })
                .toList();
        staged.parallelStream().forEach(output -> output.commit());
        assertThat(catalog.get(ORDERS).table().columns())
                .extracting(Column::name)
                .containsExactlyInAnyOrder("id", "c0", "c1", "c2", "c3", "c4", "c5");
        assertThat(partitions()).hasSize(7);
    }

    @Test
    void refusesWhatTheTableIsNot(SparkSession spark) {
        sink(UPDATE).stage(frames(spark, FIRST), output(1)).commit();
        refuses(Map.of("partition-by", List.of("region", "year")), spark, FIRST, "expected [year, region]");
        refuses(Map.of("path", folder.resolve("elsewhere").toString()), spark, FIRST, "it lies elsewhere");
        var text = "select '1' as id, 2020 as year, 'a' as region";
        refuses(UPDATE, spark, text, "column 'id' has another type (got string; expected bigint");
        refuses(UPDATE, spark, "select 1L as id, '2020' as year, 'a' as region", "column 'year' has another type");
        var current = catalog.get(ORDERS);
        var table = current.table();
        var csv = Map.of(Table.CLASSIFICATION, "csv");
        catalog.update(
                new Table(ORDERS, table.columns(), table.partitionKeys(), table.storage(), csv), current.version());
        refuses(UPDATE, spark, FIRST, "its files are of another format (got parquet; expected csv)");
    }

    @Test
    void takesOneFrame(SparkSession spark) {
        var frame = frames(spark, FIRST).get("");
        assertThatThrownBy(() ->
                        sink(UPDATE).check(Frames.of("a", frame, "b", frame).shapes()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("a table takes one frame (got a, b)");
    }

    @Test
    void refusesSettingsOfTheOtherKindOfTable() {
        assertThatThrownBy(() -> sink(Map.of("format", "iceberg")))
                .isInstanceOf(ConfigProblemsException.class)
                .hasMessageContaining("unknown setting 'path'");
        assertThatThrownBy(() -> sink(Map.of("update-behavior", "log")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("Cannot follow update-behavior without update-catalog = true");
        assertThatThrownBy(() -> sink(Map.of("format", "parkuet")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("did you mean 'parquet'?");
        assertThatThrownBy(() -> sink(Map.of("mode", "overwrite")))
                .isInstanceOf(ConfigProblemsException.class)
                .hasMessageContaining("one of append, replace, replace-partitions");
    }

    @Test
    void isFoundOnTheClassPathByName() {
        assertThat(Registry.fromClasspath().get(Sink.class, "table")).isInstanceOf(TableSink.class);
    }

    private void refuses(Map<String, ?> settings, SparkSession spark, String rows, String why) {
        assertThatThrownBy(() -> sink(settings).check(frames(spark, rows).shapes()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("Cannot write to table sales.orders: ")
                .hasMessageContaining(why);
    }

    private List<List<String>> partitions() {
        return catalog.partitions(ORDERS).stream().map(Partition::values).toList();
    }

    private Sink sink(Map<String, ?> more) {
        var settings = new HashMap<String, Object>();
        settings.put("table", "sales.orders");
        settings.put("format", "parquet");
        settings.put("path", root().toString());
        settings.put("partition-by", List.of("year", "region"));
        settings.putAll(more);
        var maker = new TableSink();
        return maker.create(maker.settings().of("test", settings), parts());
    }

    private TestParts parts() {
        return TestParts.of(Map.of(Catalog.class, catalog));
    }

    private Path root() {
        return folder.resolve("orders");
    }

    private static Frames frames(SparkSession spark, String query) {
        return Frames.of("", DynamicFrame.fromDF(spark.sql(query), "rows", context()));
    }

    private static FrameContext context() {
        return FrameContext.outsideJobs(Registry.of(List.of()));
    }

    private static Output output(long token) {
        return new Output(new Run("job", "r" + token, new Token(token)), "lake", Inputs.of("0a"), Optional.empty());
    }
}
