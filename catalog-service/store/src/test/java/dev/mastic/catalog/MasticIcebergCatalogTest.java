// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.PageRequest;
import dev.mastic.core.catalog.Storage;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.type.Type;
import dev.mastic.testkit.TestJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.NamespaceNotEmptyException;
import org.apache.iceberg.exceptions.NoSuchIcebergTableException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.hadoop.HadoopFileIO;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasticIcebergCatalogTest {
    private static final Namespace SALES = Namespace.of("sales");
    private static final TableIdentifier ORDERS = TableIdentifier.of(SALES, "orders");
    private static final TableName ROW = TableName.parse("sales.orders");
    private static final Schema SCHEMA = new Schema(
            NestedField.required(1, "id", Types.LongType.get()), NestedField.optional(2, "day", Types.DateType.get()));
    private static final Map<String, String> PATIENT = Map.of(
            "commit.retry.num-retries", "500", "commit.retry.min-wait-ms", "5", "commit.retry.max-wait-ms", "40");

    @TempDir
    Path dir;

    private Stores stores;
    private RelationalCatalog rows;
    private MasticIcebergCatalog iceberg;

    @BeforeEach
    void start() {
        stores = Stores.inFile(dir);
        rows = new RelationalCatalog(stores.open());
        iceberg = open(rows);
        iceberg.createNamespace(SALES);
    }

    @AfterEach
    void end() {
        stores.close();
    }

    @Test
    void showsANewTableAsARow() {
        var spec = PartitionSpec.builderFor(SCHEMA).month("day").build();
        iceberg.createTable(ORDERS, SCHEMA, spec, Map.of("comment", "what we sold"));
        var row = rows.get(ROW);
        assertThat(row.version()).isEqualTo(1);
        assertThat(row.table().isIceberg()).isTrue();
        assertThat(row.table().columns()).extracting(Column::name).containsExactly("id", "day");
        assertThat(row.table().columns())
                .extracting(Column::type)
                .containsExactly(Type.Primitive.LONG, Type.Primitive.DATE);
        assertThat(row.table().storage()).isEqualTo(Storage.at(dir + "/warehouse/sales/orders"));
        assertThat(row.table().parameters())
                .containsEntry("comment", "what we sold")
                .containsEntry("classification", "iceberg")
                .hasEntrySatisfying(
                        "default-partition-spec", text -> assertThat(text).contains("day_month", "month"))
                .doesNotContainKeys("previous_metadata_location", "current-snapshot-id");
    }

    @Test
    void movesThePointerWithEachCommit() {
        var table = create();
        var first = rows.get(ROW).table().parameters().get("metadata_location");
        append(table, "a.parquet");
        table.updateSchema().addColumn("total", Types.DecimalType.of(10, 2)).commit();

        var row = rows.get(ROW);
        assertThat(row.version()).isEqualTo(3);
        assertThat(row.table().columns()).extracting(Column::name).containsExactly("id", "day", "total");
        assertThat(row.table().parameters())
                .containsEntry("metadata_location", location(table))
                .containsEntry(
                        "current-snapshot-id",
                        Long.toString(table.currentSnapshot().snapshotId()));
        var second = rows.history(ROW).get(1).table().parameters();
        assertThat(second).containsEntry("previous_metadata_location", first);
        assertThat(files(open(rows).loadTable(ORDERS))).isEqualTo(1);
    }

    @Test
    void showsPropertiesAsParametersAsLongAsTheTableHasThem() {
        var table = create();
        table.updateProperties()
                .set("owner", "ann")
                .set("schema.name-mapping.default", "[]")
                .commit();
        assertThat(rows.get(ROW).table().parameters())
                .containsEntry("owner", "ann")
                .doesNotContainKey("schema.name-mapping.default");
        table.updateProperties().remove("owner").commit();
        assertThat(rows.get(ROW).table().parameters()).doesNotContainKey("owner");
    }

    @Test
    void loadsMetadataTables() {
        append(create(), "a.parquet");
        assertThat(iceberg.loadTable(TableIdentifier.of("sales", "orders", "snapshots")))
                .isNotNull();
        assertThatThrownBy(() -> iceberg.loadTable(TableIdentifier.of("sales", "other", "snapshots")))
                .isInstanceOf(NoSuchTableException.class);
    }

    @Test
    void refusesATableTwice() {
        create();
        assertThatThrownBy(this::create).isInstanceOf(AlreadyExistsException.class);
        assertThat(metadataFiles("sales/orders")).hasSize(1);
    }

    @Test
    void aLostRaceToCreateLeavesNoFile() {
        var transaction = iceberg.newCreateTableTransaction(ORDERS, SCHEMA);
        create();
        assertThatThrownBy(transaction::commitTransaction).isInstanceOf(AlreadyExistsException.class);
        assertThat(metadataFiles("sales/orders")).hasSize(1);
    }

    @Test
    void refusesACommitFromAnOldPointer() {
        var table = create();
        var operations = ((BaseTable) table).operations();
        var old = operations.current();
        append(open(rows).loadTable(ORDERS), "a.parquet");
        var files = metadataFiles("sales/orders").size();
        assertThatThrownBy(() -> operations.commit(
                        old,
                        TableMetadata.buildFrom(old)
                                .setProperties(Map.of("a", "b"))
                                .build()))
                .isInstanceOf(CommitFailedException.class)
                .hasMessageContaining("sales.orders");
        assertThat(metadataFiles("sales/orders")).hasSize(files);
    }

    @Test
    void keepsParametersThatOthersSet() {
        var table = create();
        var row = rows.get(ROW);
        var parameters = new HashMap<>(row.table().parameters());
        parameters.put("owner", "ann");
        rows.update(Rows.of(ROW, row.table().columns(), row.table().storage(), parameters), row.version());
        append(table, "a.parquet");
        assertThat(rows.get(ROW).table().parameters()).containsEntry("owner", "ann");
        assertThat(files(table)).isEqualTo(1);
    }

    @Test
    void appendsOfTwoThreadsBothArrive() throws Exception {
        create();
        var threads = List.of(new Thread(() -> appendFive("one")), new Thread(() -> appendFive("two")));
        threads.forEach(Thread::start);
        for (var thread : threads) {
            thread.join();
        }
        assertThat(files(iceberg.loadTable(ORDERS))).isEqualTo(10);
        assertThat(rows.get(ROW).version()).isEqualTo(11);
    }

    @Test
    @Tag("chaos")
    void appendsOfTwoProcessesBothArrive() throws Exception {
        create();
        var children = List.of(appender("one"), appender("two"));
        for (var child : children) {
            assertThat(child.waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(child.exitValue()).isZero();
        }
        assertThat(files(iceberg.loadTable(ORDERS))).isEqualTo(10);
        assertThat(rows.get(ROW).version()).isEqualTo(11);
    }

    @Test
    void renamesATable() {
        append(create(), "a.parquet");
        iceberg.createNamespace(Namespace.of("archive"));
        var to = TableIdentifier.of("archive", "old");
        iceberg.renameTable(ORDERS, to);
        assertThat(iceberg.tableExists(ORDERS)).isFalse();
        assertThat(files(iceberg.loadTable(to))).isEqualTo(1);
        append(iceberg.loadTable(to), "b.parquet");

        create();
        assertThatThrownBy(() -> iceberg.renameTable(ORDERS, to)).isInstanceOf(AlreadyExistsException.class);
        assertThatThrownBy(() -> iceberg.renameTable(TableIdentifier.of(SALES, "none"), to))
                .isInstanceOf(NoSuchTableException.class);
        assertThatThrownBy(() -> iceberg.renameTable(ORDERS, TableIdentifier.of("none", "a")))
                .isInstanceOf(NoSuchNamespaceException.class);
    }

    @Test
    void aNewTableDoesNotShareTheFolderOfARenamedOne() {
        var folder = create().location();
        iceberg.renameTable(ORDERS, TableIdentifier.of(SALES, "old"));
        assertThat(create().location()).startsWith(folder + "-");
    }

    @Test
    void putsTablesWhereTheirDatabaseLies() {
        var namespace = Namespace.of("placed");
        iceberg.createNamespace(namespace, Map.of("location", dir + "/elsewhere/", "comment", "here", "k", "v"));
        assertThat(iceberg.createTable(TableIdentifier.of(namespace, "t"), SCHEMA)
                        .location())
                .isEqualTo(dir + "/elsewhere/t");
        assertThat(iceberg.loadNamespaceMetadata(namespace))
                .isEqualTo(Map.of("location", dir + "/elsewhere/", "comment", "here", "k", "v"));
    }

    @Test
    void dropsTheRowAndOnPurgeTheFiles() {
        append(create(), "a.parquet");
        assertThat(iceberg.dropTable(ORDERS, false)).isTrue();
        assertThat(rows.find(ROW)).isEmpty();
        assertThat(dir.resolve("warehouse/sales/orders/a.parquet")).exists();
        assertThat(iceberg.dropTable(ORDERS, true)).isFalse();

        var purged = Path.of(append(create(), "b.parquet").location());
        assertThat(iceberg.dropTable(ORDERS, true)).isTrue();
        assertThat(purged).isDirectoryNotContaining(path -> path.toString().endsWith(".parquet"));
        assertThat(purged.resolve("metadata")).isEmptyDirectory();
    }

    @Test
    void dropsATableWhoseMetadataIsLost() throws IOException {
        var table = create();
        Files.delete(local(location(table)));
        assertThat(iceberg.dropTable(ORDERS, true)).isTrue();
        assertThat(rows.find(ROW)).isEmpty();
    }

    @Test
    void tellsTablesOfOtherFormats() {
        rows.create(Rows.of(
                ROW,
                List.of(Column.of("id", Type.Primitive.LONG)),
                Storage.at("/data/orders/"),
                Map.of("classification", "csv")));
        assertThatThrownBy(() -> iceberg.loadTable(ORDERS))
                .isInstanceOf(NoSuchIcebergTableException.class)
                .hasMessage("Not an Iceberg table: sales.orders (its format is csv)");
        assertThat(iceberg.tableExists(ORDERS)).isFalse();
        assertThat(iceberg.listTables(SALES)).isEmpty();
        assertThat(iceberg.dropTable(ORDERS, true)).isFalse();
        assertThatThrownBy(() -> iceberg.renameTable(ORDERS, TableIdentifier.of(SALES, "b")))
                .isInstanceOf(NoSuchIcebergTableException.class);
        assertThat(rows.find(ROW)).isPresent();
    }

    @Test
    void registersATableThatItForgot() {
        var table = append(create(), "a.parquet");
        var location = location(table);
        iceberg.dropTable(ORDERS, false);
        assertThat(files(iceberg.registerTable(ORDERS, location))).isEqualTo(1);
        assertThatThrownBy(() -> iceberg.registerTable(ORDERS, location)).isInstanceOf(AlreadyExistsException.class);
        assertThatThrownBy(() -> iceberg.registerTable(TableIdentifier.of("none", "t"), location))
                .isInstanceOf(NoSuchNamespaceException.class);
        assertThat(local(location)).as("a metadata file that was there before").exists();
    }

    @Test
    void namespacesAreDatabases() {
        assertThat(iceberg.listNamespaces()).containsExactly(SALES);
        assertThat(iceberg.listNamespaces(SALES)).isEmpty();
        assertThat(iceberg.namespaceExists(SALES)).isTrue();
        assertThat(iceberg.namespaceExists(Namespace.of("sales", "deep"))).isFalse();
        create();
        assertThat(iceberg.listTables(SALES)).containsExactly(ORDERS);
        assertThatThrownBy(() -> iceberg.createNamespace(SALES)).isInstanceOf(AlreadyExistsException.class);
        assertThatThrownBy(() -> iceberg.dropNamespace(SALES)).isInstanceOf(NamespaceNotEmptyException.class);
        iceberg.dropTable(ORDERS);
        assertThat(iceberg.dropNamespace(SALES)).isTrue();
        assertThat(iceberg.dropNamespace(SALES)).isFalse();
        assertThatThrownBy(this::create).isInstanceOf(NoSuchNamespaceException.class);
        assertThatThrownBy(() -> iceberg.listTables(SALES)).isInstanceOf(NoSuchNamespaceException.class);
    }

    @Test
    void refusesWhatItDoesNotOffer() {
        assertThatThrownBy(() -> iceberg.createNamespace(Namespace.of("a", "b")))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("expected 1");
    }

    @Test
    void changesThePropertiesOfANamespace() {
        iceberg.setProperties(SALES, Map.of("comment", "what we sell", "location", dir + "/sales", "a", "1", "b", "2"));
        assertThat(iceberg.changeProperties(SALES, Set.of("a", "none"), Map.of("c", "3")))
                .containsExactly("none");
        assertThat(iceberg.loadNamespaceMetadata(SALES))
                .isEqualTo(Map.of("comment", "what we sell", "location", dir + "/sales", "b", "2", "c", "3"));
        iceberg.removeProperties(SALES, Set.of("comment", "location"));
        var database = rows.database("sales").database();
        assertThat(database.description()).isEmpty();
        assertThat(database.location()).isEmpty();
        assertThatThrownBy(() -> iceberg.setProperties(Namespace.of("none"), Map.of("a", "b")))
                .isInstanceOf(NoSuchNamespaceException.class);
    }

    @Test
    void writersOfPropertiesLoseNoneOfOneAnother() throws Exception {
        var threads = List.of(propertyWriter("one"), propertyWriter("two"));
        threads.forEach(Thread::start);
        for (var thread : threads) {
            thread.join();
        }
        assertThat(iceberg.loadNamespaceMetadata(SALES)).hasSize(20);
    }

    private Thread propertyWriter(String who) {
        return new Thread(() -> {
            for (int i = 0; i < 10; i++) {
                iceberg.setProperties(SALES, Map.of(who + i, "x"));
            }
        });
    }

    @Test
    void registersOverATableThatIsThere() {
        var table = create();
        var first = location(table);
        append(table, "a.parquet");
        assertThat(files(iceberg.registerTable(ORDERS, first, true))).isZero();
        assertThat(rows.get(ROW).table().parameters()).containsEntry("metadata_location", first);
        append(iceberg.loadTable(ORDERS), "b.parquet");
        assertThat(files(iceberg.loadTable(ORDERS))).isEqualTo(1);
    }

    @Test
    void pagesThroughTablesAndNamespaces() {
        create();
        iceberg.createTable(TableIdentifier.of(SALES, "a"), SCHEMA);
        iceberg.createNamespace(Namespace.of("zoo"));
        var first = iceberg.tables(SALES, PageRequest.first(1));
        assertThat(first.items()).containsExactly(TableIdentifier.of(SALES, "a"));
        assertThat(iceberg.tables(SALES, new PageRequest(1, first.next())).items())
                .containsExactly(ORDERS);
        assertThat(iceberg.namespaces(PageRequest.first(1)).items()).containsExactly(SALES);
    }

    @Test
    void foldsNamesWhereItIsToldTo() {
        var folding = new MasticIcebergCatalog(
                rows,
                dir + "/warehouse",
                new HadoopFileIO(new Configuration()),
                Map.of(MasticIcebergCatalog.FOLDING, "true"));
        iceberg.createNamespace(Namespace.of("Old"));
        iceberg.createTable(TableIdentifier.of("Old", "Kept"), SCHEMA);
        folding.createTable(TableIdentifier.of("SALES", "Orders"), SCHEMA);
        assertThat(rows.find(ROW)).isPresent();
        assertThat(folding.tableExists(TableIdentifier.of("Sales", "ORDERS"))).isTrue();
        assertThat(folding.tableExists(TableIdentifier.of("Old", "Kept"))).isTrue();
        assertThat(iceberg.tableExists(TableIdentifier.of("Sales", "orders"))).isFalse();
        folding.createNamespace(Namespace.of("New"));
        assertThat(iceberg.namespaceExists(Namespace.of("new"))).isTrue();
    }

    private MasticIcebergCatalog open(RelationalCatalog catalog) {
        return new MasticIcebergCatalog(catalog, dir + "/warehouse", new Configuration());
    }

    private Table create() {
        return iceberg.createTable(ORDERS, SCHEMA, PartitionSpec.unpartitioned(), PATIENT);
    }

    private void appendFive(String who) {
        appendFive(open(new RelationalCatalog(stores.open())), who);
    }

    static void appendFive(MasticIcebergCatalog catalog, String who) {
        var table = catalog.loadTable(ORDERS);
        for (int i = 0; i < 5; i++) {
            table.newAppend().appendFile(file(table, who + i + ".parquet")).commit();
        }
    }

    private Process appender(String who) throws IOException {
        var command = TestJvm.command(List.of(), IcebergAppender.class, stores.where(), dir + "/warehouse", who);
        return new ProcessBuilder(command).inheritIO().start();
    }

    private static Table append(Table table, String name) {
        try {
            Files.createFile(Files.createDirectories(Path.of(table.location())).resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        table.newAppend().appendFile(file(table, name)).commit();
        return table;
    }

    private static DataFile file(Table table, String name) {
        return DataFiles.builder(table.spec())
                .withPath(table.location() + "/" + name)
                .withFileSizeInBytes(10)
                .withRecordCount(1)
                .build();
    }

    private static long files(Table table) {
        try (var tasks = table.newScan().planFiles()) {
            return StreamSupport.stream(tasks.spliterator(), false).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String location(Table table) {
        return ((BaseTable) table).operations().current().metadataFileLocation();
    }

    private List<Path> metadataFiles(String table) {
        try (var files = Files.list(dir.resolve("warehouse").resolve(table).resolve("metadata"))) {
            return files.filter(path -> path.toString().endsWith(".metadata.json"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path local(String location) {
        return location.startsWith("file:") ? Path.of(URI.create(location)) : Path.of(location);
    }
}
