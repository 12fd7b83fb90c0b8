// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableAttributes;
import software.amazon.awssdk.services.glue.model.TableInput;
import software.amazon.awssdk.services.glue.model.TableVersion;

class TableOperationsTest extends GlueTest {
    private static final StorageDescriptor STORAGE = StorageDescriptor.builder()
            .columns(
                    c -> c.name("id").type("BigInt").comment("the id").parameters(Map.of("k", "v")),
                    c -> c.name("tags").type("array<struct<a:int,b:varchar(10)>>"))
            .location("s3://bucket/orders")
            .additionalLocations("s3://bucket/more")
            .inputFormat("in")
            .outputFormat("out")
            .compressed(true)
            .numberOfBuckets(4)
            .serdeInfo(i -> i.name("x").serializationLibrary("lib").parameters(Map.of("field.delim", ",")))
            .bucketColumns("id")
            .sortColumns(o -> o.column("id").sortOrder(1))
            .parameters(Map.of("p", "q"))
            .skewedInfo(k -> k.skewedColumnNames("id")
                    .skewedColumnValues("1")
                    .skewedColumnValueLocationMaps(Map.of("1", "there")))
            .storedAsSubDirectories(true)
            .schemaReference(r -> r.schemaVersionNumber(3L).schemaVersionId("00000000-0000-0000-0000-000000000000"))
            .build();

    private static Table table(String name) {
        return glue.getTable(r -> r.databaseName("Sales").name(name)).table();
    }

    @Test
    void keepsAllThatIsSaid() {
        createTable("Orders", t -> t.description("d")
                .owner("ada")
                .lastAccessTime(Instant.ofEpochSecond(1_700_000_000L, 250_000_000))
                .retention(7)
                .storageDescriptor(STORAGE)
                .partitionKeys(column("Day", "date"))
                .viewOriginalText("select 1")
                .viewExpandedText("select 1 x")
                .tableType("EXTERNAL_TABLE")
                .parameters(Map.of("classification", "parquet"))
                .targetTable(i -> i.databaseName("a").name("b")));
        var found = table("ORDERS");
        assertThat(found.name()).isEqualTo("orders");
        assertThat(found.databaseName()).isEqualTo("sales");
        assertThat(found.storageDescriptor()).isEqualTo(STORAGE);
        assertThat(found.partitionKeys()).containsExactly(column("day", "date"));
        assertThat(found.lastAccessTime()).isEqualTo(Instant.ofEpochSecond(1_700_000_000L, 250_000_000));
        assertThat(found.retention()).isEqualTo(7);
        assertThat(found.tableType()).isEqualTo("EXTERNAL_TABLE");
        assertThat(found.viewExpandedText()).isEqualTo("select 1 x");
        assertThat(found.targetTable().name()).isEqualTo("b");
        assertThat(found.parameters()).isEqualTo(Map.of("classification", "parquet"));
        assertThat(found.createTime()).isNotNull().isEqualTo(found.updateTime());
        assertThat(found.versionId()).isEqualTo("1");
    }

    @Test
    void keysAreAlwaysAList() throws Exception {
        createTable("bare", t -> {});
        var body = server.post("GetTable", "{\"DatabaseName\":\"sales\",\"Name\":\"bare\"}")
                .body();
        assertThat(body).contains("\"PartitionKeys\":[]").doesNotContain("null").doesNotContain("StorageDescriptor");
    }

    @Test
    void anUpdateReplacesTheWholeDefinition() {
        createTable("orders", t -> t.description("d").storageDescriptor(STORAGE).parameters(Map.of("a", "b")));
        glue.updateTable(
                r -> r.databaseName("sales").tableInput(t -> t.name("orders").parameters(Map.of("c", "d"))));
        var found = table("orders");
        assertThat(found.description()).isNull();
        assertThat(found.storageDescriptor()).isNull();
        assertThat(found.parameters()).isEqualTo(Map.of("c", "d"));
        assertThat(found.versionId()).isEqualTo("2");
    }

    @Test
    void aVersionIdIsAnOptimisticLock() {
        createTable("orders", t -> {});
        var input = TableInput.builder().name("orders").build();
        glue.updateTable(r -> r.databaseName("sales").tableInput(input).versionId("1"));
        assertRefused(
                "ConcurrentModificationException",
                () -> glue.updateTable(
                        r -> r.databaseName("sales").tableInput(input).versionId("1")));
        assertThat(table("orders").versionId()).isEqualTo("2");
        assertRefused(
                "InvalidInputException",
                () -> glue.updateTable(
                        r -> r.databaseName("sales").tableInput(input).versionId("x")));
    }

    @Test
    void versionsAreKeptUnlessTheArchiveIsSkipped() {
        createTable("orders", t -> t.description("1"));
        for (var text : List.of("2", "3", "4")) {
            glue.updateTable(
                    r -> r.databaseName("sales").skipArchive(text.equals("3")).tableInput(t -> t.name("orders")
                            .description(text)));
        }
        var versions =
                glue
                        .getTableVersionsPaginator(
                                r -> r.databaseName("sales").tableName("orders").maxResults(1))
                        .stream()
                        .flatMap(page -> page.tableVersions().stream())
                        .toList();
        assertThat(versions).extracting(TableVersion::versionId).containsExactly("4", "3", "1");
        assertThat(glue.getTableVersion(
                                r -> r.databaseName("sales").tableName("orders").versionId("1"))
                        .tableVersion()
                        .table()
                        .description())
                .isEqualTo("1");
        assertRefused(
                        "EntityNotFoundException",
                        () -> glue.getTableVersion(
                                r -> r.databaseName("sales").tableName("orders").versionId("2")))
                .isEqualTo("Version not found.");
        glue.deleteTableVersion(r -> r.databaseName("sales").tableName("orders").versionId("1"));
        var errors = glue.batchDeleteTableVersion(
                        r -> r.databaseName("sales").tableName("orders").versionIds("1", "3"))
                .errors();
        assertThat(errors).singleElement().satisfies(error -> {
            assertThat(error.versionId()).isEqualTo("1");
            assertThat(error.errorDetail().errorCode()).isEqualTo("EntityNotFoundException");
        });
        assertRefused(
                "InvalidInputException",
                () -> glue.deleteTableVersion(
                        r -> r.databaseName("sales").tableName("orders").versionId("4")));
    }

    @Test
    void saysWhatIsThereAndWhatIsNot() {
        createTable("orders", t -> {});
        assertRefused("AlreadyExistsException", () -> createTable("ORDERS", t -> {}))
                .isEqualTo("Table already exists.");
        assertRefused("EntityNotFoundException", () -> table("none")).isEqualTo("Table none not found.");
        assertRefused(
                        "EntityNotFoundException",
                        () -> glue.getTable(r -> r.databaseName("none").name("orders")))
                .isEqualTo("Database none not found.");
        assertRefused("EntityNotFoundException", () -> glue.getTables(r -> r.databaseName("none")));
        assertRefused(
                "EntityNotFoundException",
                () -> glue.createTable(r -> r.databaseName("none").tableInput(t -> t.name("x"))));
        assertRefused(
                "EntityNotFoundException",
                () -> glue.updateTable(r -> r.databaseName("sales").tableInput(t -> t.name("none"))));
        assertRefused(
                "EntityNotFoundException",
                () -> glue.deleteTable(r -> r.databaseName("sales").name("none")));
        glue.deleteTable(r -> r.databaseName("sales").name("Orders"));
        assertRefused("EntityNotFoundException", () -> table("orders"));
    }

    @Test
    void whatIsNotOfferedIsRefusedByName() {
        createTable("orders", t -> {});
        assertRefused(
                        "InvalidInputException",
                        () -> glue.getTable(
                                r -> r.databaseName("sales").name("orders").queryAsOfTime(Instant.now())))
                .contains("QueryAsOfTime");
    }

    @Test
    void areListedByExpressionAndPage() {
        for (var name : List.of("orders_2024", "orders_2025", "people", "x")) {
            createTable(name, t -> t.tableType("EXTERNAL_TABLE"));
        }
        assertThat(listed("orders*")).containsExactly("orders_2024", "orders_2025");
        assertThat(listed("*2024|people")).containsExactly("orders_2024", "people");
        assertThat(listed("Orders_.*")).hasSize(2);
        assertThat(listed("ers")).isEmpty();
        assertThat(listed("")).hasSize(4);
        assertRefused("InvalidInputException", () -> listed("(["));
        var bare = glue.getTables(r -> r.databaseName("sales").attributesToGet(TableAttributes.NAME))
                .tableList();
        assertThat(bare.get(0).tableType()).isNull();
        assertThat(bare.get(0).createTime()).isNull();
        var typed = glue.getTables(
                r -> r.databaseName("sales").attributesToGet(TableAttributes.NAME, TableAttributes.TABLE_TYPE));
        assertThat(typed.tableList().get(0).tableType()).isEqualTo("EXTERNAL_TABLE");
    }

    private static List<String> listed(String expression) {
        return glue
                .getTablesPaginator(
                        r -> r.databaseName("sales").expression(expression).maxResults(1))
                .stream()
                .flatMap(page -> page.tableList().stream())
                .map(Table::name)
                .toList();
    }

    @Test
    void anExpressionThatNeverEndsIsRefused() {
        createTable("a".repeat(60), t -> {});
        assertRefused("InvalidInputException", () -> listed(".*".repeat(10) + "b"))
                .contains("takes too long");
    }

    @Test
    void manyAreDeletedAtOnce() {
        createTable("a", t -> {});
        createTable("b", t -> {});
        var errors = glue.batchDeleteTable(r -> r.databaseName("sales").tablesToDelete("A", "none", "b"))
                .errors();
        assertThat(errors).singleElement().satisfies(error -> {
            assertThat(error.tableName()).isEqualTo("none");
            assertThat(error.errorDetail().errorCode()).isEqualTo("EntityNotFoundException");
        });
        assertThat(glue.getTables(r -> r.databaseName("sales")).tableList()).isEmpty();
        var many = IntStream.range(0, 101).mapToObj(i -> "t" + i).toList();
        assertRefused(
                        "ValidationException",
                        () -> glue.batchDeleteTable(r -> r.databaseName("sales").tablesToDelete(many)))
                .contains("'tablesToDelete'")
                .contains("length less than or equal to 100");
    }

    @Test
    void areFoundByWordsAndFields() {
        createTable("customer-link", t -> t.description("Who buys").parameters(Map.of("team", "red")));
        createTable("linked", t -> t.storageDescriptor(s -> s.columns(column("buyer", "string"))));
        assertThat(searched("buy")).containsExactly("customer-link", "linked");
        assertThat(searched("\"linked\"")).containsExactly("linked");
        var byName = glue.searchTables(r -> r.filters(f -> f.key("Name").value("link")));
        assertThat(byName.tableList()).extracting(Table::name).containsExactly("customer-link");
        var byTeam = glue.searchTables(r -> r.filters(f -> f.key("team").value("RED")));
        assertThat(byTeam.tableList()).hasSize(1);
        var sorted = glue
                .searchTablesPaginator(r ->
                        r.maxResults(1).sortCriteria(s -> s.fieldName("Name").sort("DESC")))
                .stream()
                .flatMap(page -> page.tableList().stream())
                .map(Table::name)
                .toList();
        assertThat(sorted).containsExactly("linked", "customer-link");
    }

    private static List<String> searched(String text) {
        return glue.searchTables(r -> r.searchText(text)).tableList().stream()
                .map(Table::name)
                .toList();
    }
}
