// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.bookmark.Bounds;
import dev.mastic.core.bookmark.Items;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.Partition;
import dev.mastic.core.catalog.Storage;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.catalog.TableVersion;
import dev.mastic.core.config.ConfigProblemsException;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.io.Match;
import dev.mastic.core.io.Source;
import dev.mastic.core.type.Type;
import dev.mastic.testkit.SourceContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Schema;
import org.apache.iceberg.hadoop.HadoopTables;
import org.apache.iceberg.types.Types;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableSourceTest extends SourceContract {
    private static final Map<String, String> PARQUET = Map.of(Table.CLASSIFICATION, "parquet");
    private static final List<Column> YEAR = List.of(Column.of("year", Type.Primitive.INT));

    @TempDir
    Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        Files.createDirectories(folder.resolve("orders"));
    }

    @Override
    protected Source open() {
        return open(table(List.of(), PARQUET));
    }

    @Override
    protected Source missing() {
        var storage = Storage.at(folder.resolve("nowhere").toString());
        var name = TableName.parse("sales.orders");
        return open(catalog(new Table(name, List.of(), List.of(), storage, PARQUET)));
    }

    @Override
    protected String missingName() {
        return "Cannot read table sales.orders: the table's folder is not there (got " + folder.resolve("nowhere");
    }

    @Override
    protected FrameContext context() {
        return TestParts.of(Map.of()).context();
    }

    @Override
    protected void put(String name, long... ids) {
        ParquetFiles.put(folder.resolve("orders").resolve(name + ".parquet"), ids);
    }

    @Test
    void readsThePartitionsOfTheCatalogAndNoOthers(SparkSession spark) {
        put("any-name/a", 1);
        put("year=2025/b", 2);
        put("year=2026/not-crawled", 3);
        put("directly-in-the-folder", 4);
        var catalog = table(YEAR, PARQUET);
        add(catalog, "any-name", "2024");
        add(catalog, "year=2025", "__HIVE_DEFAULT_PARTITION__");
        var source = open(catalog);
        var slice = source.slice("orders", Bounds.all());
        assertThat(((Items.Files) slice.items()).files())
                .extracting(file -> file.partition())
                .containsExactly(List.of("2024"), List.of("__HIVE_DEFAULT_PARTITION__"));
        var frame = source.read(LazySpark.of(spark), slice, context());
        assertThat(frame.schema()).isEqualTo(source.shape(slice));
        assertThat(frame.toDF().collectAsList())
                .containsExactlyInAnyOrder(RowFactory.create(1L, 2024), RowFactory.create(2L, null));
    }

    @Test
    void givesTheFilesOfAPartitionInsideAnotherToTheInnerOne() {
        put("outer/a", 1);
        put("outer/inner/b", 2);
        var catalog = table(YEAR, PARQUET);
        add(catalog, "outer/inner", "2");
        add(catalog, "outer", "1");
        var slice = open(catalog).slice("orders", Bounds.all());
        assertThat(((Items.Files) slice.items()).files())
                .extracting(file -> file.partition().get(0))
                .containsExactly("1", "2");
    }

    @Test
    void namesThePartitionWhoseFolderIsGone() {
        var catalog = table(YEAR, PARQUET);
        add(catalog, "year=2024", "2024");
        assertThatThrownBy(() -> open(catalog).slice("orders", Bounds.all()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("Cannot read table sales.orders: the folder of partition year=2024 is not there")
                .hasMessageContaining(folder.resolve("orders/year=2024").toString())
                .hasMessageContaining("bring the files back, or take it out of the catalog");
    }

    @Test
    void namesThePartitionWhoseValuesDoNotFitTheKeys() {
        var catalog = table(YEAR, PARQUET);
        add(catalog, "", "2024", "12");
        assertThatThrownBy(() -> open(catalog).slice("orders", Bounds.all()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("partition year=2024/?=12 has not one value for each key [year]");
    }

    @Test
    void aTableWithoutPartitionsInTheCatalogIsEmpty(SparkSession spark) {
        put("year=2024/a", 1);
        var source = open(table(YEAR, PARQUET));
        var slice = source.slice("orders", Bounds.all());
        assertThat(slice.isEmpty()).isTrue();
        assertThat(source.read(LazySpark.of(spark), slice, context()).count()).isZero();
    }

    @Test
    void readsTextWithTheDialectOfTheCatalog(SparkSession spark) throws IOException {
        Files.writeString(folder.resolve("orders/a.txt"), "x\ny\n");
        var lines = Map.of(Table.CLASSIFICATION, "lines", Match.DIALECT_PREFIX + "skip", "1");
        var source = open(table(List.of(), lines));
        var slice = source.slice("orders", Bounds.all());
        var rows = source.read(LazySpark.of(spark), slice, context()).toDF().collectAsList();
        assertThat(rows).containsExactly(RowFactory.create("y"));
    }

    @Test
    void leavesOutTheFilesThatTheTableExcludes() {
        put("a", 1);
        put("b", 2);
        var other = folder.resolve("orders/b.parquet").toString();
        var parameters = Map.of(Table.CLASSIFICATION, "parquet", Table.EXCLUSIONS, "[\"" + other + "\"]");
        var slice = open(table(List.of(), parameters)).slice("orders", Bounds.all());
        assertThat(((Items.Files) slice.items()).files())
                .extracting(file -> file.path())
                .containsExactly(folder.resolve("orders/a.parquet").toString());
    }

    @Test
    void refusesSettingsOfSnapshotsForATableOfFiles() {
        put("a", 1);
        assertThatThrownBy(() -> open(table(List.of(), PARQUET), Map.of("changes", "changelog"))
                        .slice("orders", Bounds.all()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("Cannot read table sales.orders: it is no Iceberg table, and has no snapshots")
                .hasMessageContaining("expected no setting changes");
    }

    @Test
    void readsAnIcebergTableByItsMetadata(SparkSession spark) {
        var schema = new Schema(Types.NestedField.optional(1, "id", Types.LongType.get()));
        var iceberg = new HadoopTables().create(schema, folder.resolve("ice").toString());
        // Spark's own writer opens a table by its folder only where this catalog is configured
        spark.conf().set("spark.sql.catalog.default_iceberg", "org.apache.iceberg.spark.SparkCatalog");
        spark.conf().set("spark.sql.catalog.default_iceberg.type", "hadoop");
        spark.conf().set("spark.sql.catalog.default_iceberg.warehouse", folder.toString());
        spark.range(3).write().format("iceberg").mode("append").save(iceberg.location());
        iceberg.refresh();
        var metadata = ((HasTableOperations) iceberg).operations().current().metadataFileLocation();
        var parameters = Map.of(Table.TABLE_TYPE, "ICEBERG", Table.METADATA_LOCATION, metadata);
        var slice = open(table(List.of(), parameters)).slice("orders", Bounds.since(Optional.empty()));
        assertThat(slice.items()).isInstanceOf(Items.Snapshots.class);
        var rows = open(table(List.of(), parameters)).read(LazySpark.of(spark), slice, context());
        assertThat(rows.count()).isEqualTo(3);
        assertThat(rows.schema()).isEqualTo(open(table(List.of(), parameters)).shape(slice));
        var evolving = open(table(List.of(), parameters), Map.of("schema-change", "evolve"));
        assertThatThrownBy(() -> evolving.slice("orders", Bounds.all()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("an Iceberg table says itself what its columns are");
    }

    @Test
    void addsTheColumnsOfTheFilesOfTheSliceWhereItEvolves() throws IOException {
        var lines = table(List.of(), Map.of(Table.CLASSIFICATION, "lines"));
        var evolving = open(lines, Map.of("schema-change", "evolve"));
        assertThat(evolving.shape(evolving.slice("orders", Bounds.all())).names())
                .containsExactly("id");
        Files.writeString(folder.resolve("orders/a.txt"), "x\ny\n");
        assertThat(evolving.shape(evolving.slice("orders", Bounds.all())).names())
                .containsExactly("id", "line");
        var asItIs = open(lines);
        assertThat(asItIs.shape(asItIs.slice("orders", Bounds.all())).names()).containsExactly("id");
    }

    @Test
    void refusesToFreezeWhatTheReaderOfTheFormatCannot() throws IOException {
        Files.writeString(folder.resolve("orders/a.txt"), "x\n");
        var source = open(table(List.of(), Map.of(Table.CLASSIFICATION, "lines")), Map.of("schema-change", "freeze"));
        var slice = source.slice("orders", Bounds.all());
        assertThatThrownBy(() -> source.shape(slice))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("Cannot read table sales.orders: the reader of lines cannot freeze what is new")
                .hasMessageContaining("schema-change may be evolve");
    }

    @Test
    void refusesARescuedColumnWhereNothingIsRescued() {
        var settings = Map.of("schema-change", "evolve", "rescued-column", "rest");
        assertThatThrownBy(() -> open(table(List.of(), PARQUET), settings))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("rescued-column needs schema-change = rescue");
    }

    @Test
    void namesAMissingOrUnknownFormat(SparkSession spark) {
        put("a", 1);
        var without = open(table(List.of(), Map.of()));
        var slice = without.slice("orders", Bounds.all());
        assertThatThrownBy(() -> without.read(LazySpark.of(spark), slice, context()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("does not say its format");
        var unknown = open(table(List.of(), Map.of(Table.CLASSIFICATION, "parqet")));
        assertThatThrownBy(() -> unknown.read(LazySpark.of(spark), slice, context()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("Cannot read table sales.orders: no such format: 'parqet'")
                .hasMessageContaining("did you mean 'parquet'?");
    }

    @Test
    void namesATableNameThatIsNone() {
        var maker = new TableSource.Plugin();
        assertThatThrownBy(() -> maker.settings().of("test", Map.of("table", "orders")))
                .isInstanceOf(ConfigProblemsException.class)
                .hasMessageContaining("database.table");
    }

    private OneTable table(List<Column> keys, Map<String, String> parameters) {
        var storage = Storage.at(folder.resolve("orders") + "/");
        var isText = "lines".equals(parameters.get(Table.CLASSIFICATION));
        var columns = List.of(Column.of("id", isText ? Type.Primitive.STRING : Type.Primitive.LONG));
        return catalog(new Table(TableName.parse("sales.orders"), columns, keys, storage, parameters));
    }

    private static OneTable catalog(Table table) {
        return new OneTable(new TableVersion(table, 1, Instant.EPOCH));
    }

    private void add(OneTable catalog, String location, String... values) {
        var storage = Storage.at(folder.resolve("orders").resolve(location).toString());
        var partition = new Partition(Arrays.asList(values), storage, Map.of());
        catalog.putPartitions(TableName.parse("sales.orders"), List.of(partition));
    }

    @Test
    void takesAsManyFilesAsTheJobSays() {
        put("a", 1);
        put("b", 2);
        var source = open(table(List.of(), PARQUET), Map.of("bounded-files", 1));
        assertThat(source.slice("orders", Bounds.all()).items().count()).isEqualTo(1);
    }

    @Test
    void refusesRulesOfFilesForATableOfSnapshots() {
        var parameters = Map.of(Table.CLASSIFICATION, "iceberg", Table.TABLE_TYPE, "ICEBERG");
        var source = open(table(List.of(), parameters), Map.of("min-age", "1s"));
        assertThatThrownBy(() -> source.slice("orders", Bounds.all()))
                .isInstanceOf(UsageException.class)
                .hasMessage("Cannot read table sales.orders: its snapshots are read, not its files (expected none of"
                        + " bounded-files, bounded-size, changed-files, min-age)");
    }

    private static Source open(Catalog catalog) {
        return open(catalog, Map.of());
    }

    private static Source open(Catalog catalog, Map<String, ?> more) {
        var maker = new TableSource.Plugin();
        var written = new HashMap<String, Object>(more);
        written.put("table", "sales.orders");
        var settings = maker.settings().of("test", written);
        return maker.create(settings, TestParts.of(Map.of(Catalog.class, catalog)));
    }
}
