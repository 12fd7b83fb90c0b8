// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.hive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.mastic.catalog.hive.SyncStep.Action;
import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.Database;
import dev.mastic.core.catalog.NoSuchDatabaseException;
import dev.mastic.core.catalog.Partition;
import dev.mastic.core.catalog.Storage;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.type.Type;
import dev.mastic.testkit.InMemoryCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a real metastore as a process, and Spark reading by it. */
class HiveSyncTest {
    private static final String TEXT_IN = "org.apache.hadoop.mapred.TextInputFormat";
    private static final String TEXT_OUT = "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat";
    private static final String PARQUET = "org.apache.hadoop.hive.ql.io.parquet.";

    @TempDir
    private static Path home;

    private static Metastore metastore;
    private static SparkSession spark;
    private static int databases;

    private final InMemoryCatalog catalog = new InMemoryCatalog();
    private String database;

    @TempDir
    private Path data;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        metastore = Metastore.start(home);
        spark = SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.sql.shuffle.partitions", "2")
                .config("spark.sql.warehouse.dir", home.resolve("warehouse").toString())
                .config("spark.hadoop.hive.metastore.uris", metastore.uri())
                .config("spark.hadoop.hive.exec.dynamic.partition.mode", "nonstrict")
                .enableHiveSupport()
                .getOrCreate();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        spark.stop();
        metastore.close();
    }

    @BeforeEach
    void ownDatabase() {
        database = "d" + databases++;
    }

    @Test
    void sparkReadsBySyncedDescriptors() throws IOException {
        spark.sql("select 1 as id, 'ä' as name union all select 2, null")
                .write()
                .parquet(data.resolve("people").toString());
        Files.createDirectories(data.resolve("visits/year=2023"));
        Files.createDirectories(data.resolve("visits/year=2024"));
        Files.writeString(data.resolve("visits/year=2023/a.csv"), "1|home\n");
        Files.writeString(data.resolve("visits/year=2024/b.csv"), "2|search\n3|home\n");
        createDatabase();
        catalog.create(parquet("people", "people", Column.of("id", Type.Primitive.INT), text("name")));
        catalog.create(visits());
        catalog.putPartitions(name("visits"), List.of(year("2023"), year("2024")));

        assertThat(sync().apply())
                .extracting(SyncStep::action)
                .containsExactly(Action.CREATE_DATABASE, Action.CREATE_TABLE, Action.CREATE_TABLE);

        assertThat(rows("select id, name from " + database + ".people order by id"))
                .containsExactly("[1,ä]", "[2,null]");
        assertThat(rows("select id, page, year from " + database + ".visits where year = '2024' order by id"))
                .containsExactly("[2,search,2024]", "[3,home,2024]");
        assertThat(sync().steps()).as("the second time").isEmpty();
    }

    @Test
    void thePlanSaysWhatDiffersAndChangesNothing() throws IOException {
        createDatabase();
        var created = catalog.create(visits());
        catalog.putPartitions(name("visits"), List.of(year("2023"), year("2024")));
        sync().apply();
        var retyped = new Table(
                name("visits"),
                List.of(Column.of("id", Type.Primitive.LONG), text("page"), text("more")),
                created.table().partitionKeys(),
                created.table().storage(),
                with(created.table().parameters(), "comment", "who came"));
        catalog.update(retyped, created.version());
        catalog.dropPartitions(name("visits"), List.of(List.of("2023")));
        catalog.putPartitions(name("visits"), List.of(year("2025")));

        var plan = sync();

        assertThat(plan.steps()).singleElement().satisfies(step -> {
            assertThat(step.action()).isEqualTo(Action.ALTER_TABLE);
            assertThat(step.name()).isEqualTo(database + ".visits");
            assertThat(step.differences())
                    .containsExactly(
                            "column id: int → bigint",
                            "column more: none → string",
                            "columns: id, page → id, page, more",
                            "parameter comment: none → who came");
            assertThat(step.partitions()).isEqualTo(new SyncStep.Partitions(1, 1, 0));
        });
        assertThat(columns("visits"))
                .as("nothing has changed yet")
                .containsExactly("id int", "page string", "year string");
        plan.apply();
        spark.catalog().refreshTable(database + ".visits");
        assertThat(columns("visits")).containsExactly("id bigint", "page string", "more string", "year string");
        assertThat(partitions("visits"))
                .as("a partition that only Hive has stays")
                .containsExactly("year=2023", "year=2024", "year=2025");
        assertThat(sync().steps()).isEmpty();
    }

    @Test
    void whatOnlyTheChangedSideHasIsDroppedWhenAskedButNeverItsData() throws IOException {
        createDatabase();
        catalog.create(visits());
        catalog.create(parquet("people", "people", text("name")));
        catalog.putPartitions(name("visits"), List.of(year("2023"), year("2024")));
        sync().apply();
        var file = Files.writeString(data.resolve("people/part-0.parquet"), "bytes");
        catalog.drop(name("people"));
        catalog.dropPartitions(name("visits"), List.of(List.of("2023")));

        assertThat(sync().steps()).as("unasked, nothing is dropped").isEmpty();
        var steps = sync(new SyncScope(List.of(database), true)).apply();

        assertThat(steps)
                .extracting(SyncStep::action, SyncStep::name)
                .containsExactly(
                        tuple(Action.ALTER_PARTITIONS, database + ".visits"),
                        tuple(Action.DROP_TABLE, database + ".people"));
        assertThat(rows("show tables in " + database)).hasSize(1);
        assertThat(partitions("visits")).containsExactly("year=2024");
        assertThat(file).exists();
    }

    @Test
    void aMetastoreComesIntoTheCatalogAndBackWithoutADifference() throws IOException {
        spark.sql("create database " + database + " comment 'of Hive' location '"
                + data.resolve("db").toUri() + "'");
        spark.sql("create table " + database + ".orders (id int comment 'the number', price decimal(10,2),"
                + " tags array<string>, name varchar(20)) partitioned by (day date) stored as parquet");
        spark.sql(
                "insert into " + database
                        + ".orders select 1, 9.99, array('a'), 'x', date'2024-01-01' union all select 2, 1.5, null, 'y', date'2024-01-02'");
        spark.sql("create view " + database + ".cheap as select id from " + database + ".orders where price < 5");

        assertThat(from().apply()).noneMatch(SyncStep::isLeft);

        assertThat(catalog.findDatabase(database).orElseThrow().database().description())
                .contains("of Hive");
        var orders = catalog.get(name("orders")).table();
        assertThat(orders.columns())
                .extracting(Column::name, Column::typeText, Column::comment)
                .containsExactly(
                        tuple("id", "int", Optional.of("the number")),
                        tuple("price", "decimal(10,2)", Optional.empty()),
                        tuple("tags", "array<string>", Optional.empty()),
                        tuple("name", "varchar(20)", Optional.empty()));
        assertThat(orders.partitionKeys())
                .extracting(Column::name, Column::type)
                .containsExactly(tuple("day", Type.Primitive.DATE));
        assertThat(catalog.partitions(name("orders")))
                .extracting(Partition::values)
                .containsExactlyInAnyOrder(List.of("2024-01-01"), List.of("2024-01-02"));
        assertThat(catalog.get(name("cheap")).table().attributes().find("ViewOriginalText"))
                .hasValueSatisfying(text -> assertThat(text.asText()).contains("price < 5"));
        assertThat(from().steps()).as("the second time").isEmpty();
        assertThat(sync().steps()).as("and back").isEmpty();
        assertThat(rows("select id from " + database + ".orders order by id")).containsExactly("[1]", "[2]");
    }

    @Test
    void whatTheCatalogNotedOfAColumnStaysWhenHiveChangesIt() throws IOException {
        createDatabase();
        var noted = new Column("id", Type.Primitive.INT, Optional.empty(), Map.of(Column.EVIDENCE, "seen"));
        catalog.create(parquet("people", "people", noted, text("name")));
        sync().apply();
        spark.sql("alter table " + database + ".people change column name name string comment 'full'");

        assertThat(from().apply()).extracting(SyncStep::action).containsExactly(Action.ALTER_TABLE);

        var columns = catalog.get(name("people")).table().columns();
        assertThat(columns.get(0)).isEqualTo(noted);
        assertThat(columns.get(1).comment()).contains("full");
    }

    @Test
    void whatHiveHasNoWordsForIsLeftOutAndSaid() {
        createDatabase();
        catalog.create(parquet("good", "good", text("a")));
        catalog.create(new Table(name("Upper"), List.of(text("a")), List.of(), Storage.at(folder("upper")), Map.of()));
        catalog.create(new Table(
                name("one_file"),
                List.of(text("a")),
                List.of(),
                Storage.at(folder("f.csv").replaceAll("/$", "")),
                Map.of()));
        catalog.create(
                new Table(name("rows"), List.of(text("a")), List.of(), Storage.at(""), Map.of(Table.SOURCE, "jdbc")));

        var dashed = new Type.Struct(List.of(new Type.Field("end-type", Type.Primitive.STRING)));
        catalog.create(parquet("dashed", "dashed", Column.of("term", dashed)));

        var done = sync().apply();

        assertThat(done)
                .filteredOn(SyncStep::isLeft)
                .extracting(step -> step.name() + " " + step.action() + ": "
                        + step.differences().get(0))
                .containsExactlyInAnyOrder(
                        database + ".dashed left out: a field in column term has a name that Hive cannot spell (got"
                                + " `end-type`; expected letters, digits and _): rename it",
                        database + ".Upper left out: Hive keeps names in lower case only: rename it",
                        database
                                + ".one_file left out: it is one file, and Hive reads folders: move the file into a folder"
                                + " of its own",
                        database + ".rows left out: its rows come from jdbc, which Hive cannot read");
        assertThat(rows("show tables in " + database)).hasSize(1);
    }

    @Test
    void oneRefusalOfHiveDoesNotKeepTheOthersBack() {
        createDatabase();
        catalog.create(parquet("bad-name", "bad", text("a")));
        catalog.create(parquet("good", "good", text("a")));

        var done = sync().apply();

        assertThat(done).filteredOn(SyncStep::isLeft).singleElement().satisfies(step -> {
            assertThat(step.action()).isEqualTo(Action.FAILED);
            assertThat(step.differences().get(0))
                    .startsWith(
                            "Cannot create table " + database + ".bad-name in the Hive metastore thrift://127.0.0.1:")
                    .endsWith(": bad-name is not a valid object name");
        });
        assertThat(rows("show tables in " + database)).hasSize(1);
    }

    @Test
    void aChangeThatSomebodyMadeMeanwhileIsNotOverwritten() {
        createDatabase();
        var created = catalog.create(parquet("people", "people", text("a")));
        sync().apply();
        spark.sql("alter table " + database + ".people add columns (b int)");
        var plan = from();
        catalog.update(parquet("people", "people", text("a"), text("mine")), created.version());

        assertThat(plan.apply()).extracting(SyncStep::action).containsExactly(Action.FAILED);

        assertThat(catalog.get(name("people")).table().columns())
                .extracting(Column::name)
                .containsExactly("a", "mine");
    }

    @Test
    void aBarePathMeansTheSamePlaceToHive() {
        catalog.createDatabase(Database.named(database));
        var table = parquet("people", "people", text("a"));
        var bare = new Table(
                table.name(),
                table.columns(),
                List.of(),
                new Storage(
                        data.resolve("people") + "/",
                        table.storage().inputFormat(),
                        table.storage().outputFormat(),
                        table.storage().serde(),
                        table.storage().serdeParameters(),
                        false),
                table.parameters());
        catalog.create(bare);

        assertThat(sync().apply()).noneMatch(SyncStep::isLeft);

        assertThat(sync().steps()).isEmpty();
        assertThat(from().steps()).isEmpty();
        spark.sql("alter table " + database + ".people change column a a string comment 'full'");
        from().apply();
        assertThat(catalog.get(name("people")).table().storage()).isEqualTo(bare.storage());
        assertThat(catalog.findDatabase(database).orElseThrow().database().location())
                .isEmpty();
    }

    @Test
    void moreThanABatchOfPartitions() {
        createDatabase();
        catalog.create(visits());
        catalog.putPartitions(
                name("visits"),
                IntStream.range(0, 503)
                        .mapToObj(i -> year(String.valueOf(1000 + i)))
                        .toList());

        assertThat(sync().apply().get(1).partitions()).isEqualTo(new SyncStep.Partitions(503, 0, 0));

        assertThat(partitions("visits")).hasSize(503);
        assertThat(sync().steps()).isEmpty();
        catalog.drop(name("visits"));
        assertThat(from().apply().get(0).partitions().added()).isEqualTo(503);
        assertThat(catalog.partitions(name("visits"))).hasSize(503);
    }

    @Test
    void wrongCalls() {
        assertThatThrownBy(() -> HiveSync.to("http://127.0.0.1:9083", catalog))
                .isInstanceOf(UsageException.class)
                .hasMessage("Invalid address of a Hive metastore: 'http://127.0.0.1:9083' (expected thrift://host:port,"
                        + " several with commas between them)");
        assertThatThrownBy(() -> HiveSync.to("thrift://127.0.0.1:1", catalog))
                .isInstanceOf(MetastoreFailedException.class)
                .hasMessageStartingWith("Cannot reach the Hive metastore thrift://127.0.0.1:1: ")
                .hasMessageEndingWith(": check the address, and that the metastore runs");
        assertThatThrownBy(() -> sync(new SyncScope(List.of("nowhere"), false)))
                .isInstanceOf(NoSuchDatabaseException.class);
    }

    @Test
    void theFirstAddressThatAnswersServes() {
        createDatabase();

        try (var sync = HiveSync.to("thrift://127.0.0.1:1," + metastore.uri(), catalog)) {
            assertThat(sync.plan(scope()).apply()).extracting(SyncStep::action).containsExactly(Action.CREATE_DATABASE);
        }
    }

    private SyncPlan sync() {
        return sync(scope());
    }

    /** The connection stays open until the plan is applied; the metastore ends with the tests. */
    private SyncPlan sync(SyncScope scope) {
        return HiveSync.to(metastore.uri(), catalog).plan(scope);
    }

    private SyncPlan from() {
        return HiveSync.from(metastore.uri(), catalog).plan(scope());
    }

    private SyncScope scope() {
        return new SyncScope(List.of(database), false);
    }

    private void createDatabase() {
        catalog.createDatabase(new Database(
                database,
                Optional.of("of tests"),
                Optional.of(data.resolve("db").toUri().toString()),
                Map.of()));
    }

    private TableName name(String table) {
        return new TableName(database, table);
    }

    private static Column text(String name) {
        return Column.of(name, Type.Primitive.STRING);
    }

    private String folder(String name) {
        return data.resolve(name).toUri().toString().replaceAll("/*$", "/");
    }

    private Table parquet(String name, String folder, Column... columns) {
        var storage = new Storage(
                folder(folder),
                PARQUET + "MapredParquetInputFormat",
                PARQUET + "MapredParquetOutputFormat",
                PARQUET + "serde.ParquetHiveSerDe",
                Map.of("serialization.format", "1"),
                false);
        return new Table(name(name), List.of(columns), List.of(), storage, Map.of("classification", "parquet"));
    }

    private Storage csv(String folder) {
        return new Storage(
                folder(folder),
                TEXT_IN,
                TEXT_OUT,
                "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe",
                Map.of("field.delim", "|"),
                false);
    }

    private Table visits() {
        return new Table(
                name("visits"),
                List.of(Column.of("id", Type.Primitive.INT), text("page")),
                List.of(text("year")),
                csv("visits"),
                Map.of("classification", "csv", "delimiter", "|"));
    }

    private Partition year(String year) {
        return new Partition(List.of(year), csv("visits/year=" + year), Map.of("classification", "csv"));
    }

    private static Map<String, String> with(Map<String, String> map, String key, String value) {
        var all = new HashMap<>(map);
        all.put(key, value);
        return all;
    }

    private List<String> rows(String sql) {
        return spark.sql(sql).collectAsList().stream().map(Object::toString).toList();
    }

    private List<String> columns(String table) {
        var columns = new ArrayList<String>();
        for (var field : spark.table(database + "." + table).schema().fields()) {
            columns.add(field.name() + " " + field.dataType().simpleString());
        }
        return columns;
    }

    private List<String> partitions(String table) {
        return spark.sql("show partitions " + database + "." + table).collectAsList().stream()
                .map(row -> row.getString(0))
                .toList();
    }
}
