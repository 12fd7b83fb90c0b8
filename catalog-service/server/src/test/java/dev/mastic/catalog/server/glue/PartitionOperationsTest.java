// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.glue.model.Partition;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.PartitionValueList;

class PartitionOperationsTest extends GlueTest {
    @BeforeEach
    void createOrders() {
        createPartitioned("orders", "year:int", "country:string");
    }

    private static void create(String... values) {
        glue.createPartition(r -> r.databaseName("sales").tableName("orders").partitionInput(partition(values)));
    }

    private static Partition get(String... values) {
        return glue.getPartition(
                        r -> r.databaseName("sales").tableName("Orders").partitionValues(values))
                .partition();
    }

    private static List<List<String>> filtered(String expression) {
        return glue
                .getPartitionsPaginator(r -> r.databaseName("sales")
                        .tableName("orders")
                        .expression(expression)
                        .maxResults(2))
                .stream()
                .flatMap(page -> page.partitions().stream())
                .map(Partition::values)
                .sorted((a, b) -> a.toString().compareTo(b.toString()))
                .toList();
    }

    @Test
    void keepsAllThatIsSaidAndTheColumnsOfTheTable() {
        create("2024", "DE");
        var found = get("2024", "DE");
        assertThat(found.databaseName()).isEqualTo("sales");
        assertThat(found.tableName()).isEqualTo("orders");
        assertThat(found.parameters()).containsEntry("rows", "1");
        assertThat(found.creationTime()).isNotNull();
        assertThat(found.storageDescriptor().location()).isEqualTo("s3://bucket/2024/DE");
        assertThat(found.storageDescriptor().columns()).containsExactly(column("id", "bigint"));
    }

    @Test
    void keepsColumnsOfItsOwn() {
        var own = PartitionInput.builder()
                .values("2024", "FR")
                .storageDescriptor(s -> s.columns(column("id", "int")))
                .build();
        glue.createPartition(r -> r.databaseName("sales").tableName("orders").partitionInput(own));
        assertThat(get("2024", "FR").storageDescriptor().columns()).containsExactly(column("id", "int"));
        var bare = glue.getPartitions(
                r -> r.databaseName("sales").tableName("orders").excludeColumnSchema(true));
        assertThat(bare.partitions().get(0).storageDescriptor().hasColumns()).isFalse();
    }

    @Test
    void saysWhatIsThereAndWhatIsNot() {
        create("2024", "DE");
        assertRefused("AlreadyExistsException", () -> create("2024", "DE")).isEqualTo("Partition already exists.");
        assertRefused("EntityNotFoundException", () -> get("2025", "DE")).isEqualTo("Cannot find partition.");
        assertRefused("InvalidInputException", () -> create("2024"))
                .startsWith("The number of partition keys do not match");
        assertRefused(
                "EntityNotFoundException",
                () -> glue.getPartitions(r -> r.databaseName("sales").tableName("none")));
        glue.deletePartition(r -> r.databaseName("sales").tableName("orders").partitionValues("2024", "DE"));
        assertRefused(
                "EntityNotFoundException",
                () -> glue.deletePartition(
                        r -> r.databaseName("sales").tableName("orders").partitionValues("2024", "DE")));
    }

    @Test
    void isRenamedByAnUpdateAndKeepsItsTimeOfCreation() {
        create("2024", "DE");
        create("2024", "FR");
        var created = get("2024", "DE").creationTime();
        glue.updatePartition(r -> r.databaseName("sales")
                .tableName("orders")
                .partitionValueList("2024", "DE")
                .partitionInput(p -> p.values("2025", "DE")));
        assertThat(get("2025", "DE").creationTime()).isEqualTo(created);
        assertRefused("EntityNotFoundException", () -> get("2024", "DE"));
        assertRefused(
                "AlreadyExistsException",
                () -> glue.updatePartition(r -> r.databaseName("sales")
                        .tableName("orders")
                        .partitionValueList("2025", "DE")
                        .partitionInput(p -> p.values("2024", "FR"))));
    }

    @Test
    void batchesSayWhatTheyCouldNotDo() {
        create("2024", "DE");
        var created = glue.batchCreatePartition(r -> r.databaseName("sales")
                .tableName("orders")
                .partitionInputList(partition("2024", "DE"), partition("2025", "DE"), partition("2026")));
        assertThat(created.errors())
                .extracting(e -> e.errorDetail().errorCode())
                .containsExactlyInAnyOrder("AlreadyExistsException", "InvalidInputException");
        var found = glue.batchGetPartition(r -> r.databaseName("sales")
                .tableName("orders")
                .partitionsToGet(values("2025", "DE"), values("1999", "DE"), values("2024", "DE")));
        assertThat(found.partitions())
                .extracting(Partition::values)
                .containsExactly(List.of("2025", "DE"), List.of("2024", "DE"));
        assertThat(found.unprocessedKeys()).isEmpty();
        var updated = glue.batchUpdatePartition(r -> r.databaseName("sales")
                .tableName("orders")
                .entries(
                        e -> e.partitionValueList("2025", "DE").partitionInput(partition("2025", "DE")),
                        e -> e.partitionValueList("1999", "DE").partitionInput(partition("1999", "DE"))));
        assertThat(updated.errors())
                .singleElement()
                .satisfies(e -> assertThat(e.errorDetail().errorCode()).isEqualTo("EntityNotFoundException"));
        var deleted = glue.batchDeletePartition(r -> r.databaseName("sales")
                .tableName("orders")
                .partitionsToDelete(values("2024", "DE"), values("1999", "DE")));
        assertThat(deleted.errors()).singleElement().satisfies(e -> assertThat(e.partitionValues())
                .containsExactly("1999", "DE"));
        assertThat(filtered("")).containsExactly(List.of("2025", "DE"));
    }

    private static PartitionValueList values(String... values) {
        return PartitionValueList.builder().values(values).build();
    }

    @Test
    void batchesHaveLimits() {
        var inputs =
                IntStream.range(0, 101).mapToObj(i -> partition("" + i, "DE")).toList();
        assertRefused(
                "ValidationException",
                () -> glue.batchCreatePartition(
                        r -> r.databaseName("sales").tableName("orders").partitionInputList(inputs)));
        var keys = IntStream.range(0, 26).mapToObj(i -> values("" + i, "DE")).toList();
        assertRefused(
                "ValidationException",
                () -> glue.batchDeletePartition(
                        r -> r.databaseName("sales").tableName("orders").partitionsToDelete(keys)));
        assertThat(filtered("")).isEmpty();
    }

    @Test
    void filtersAreGluesOwn() {
        for (var year : List.of("2023", "2024", "2025")) {
            create(year, "DE");
            create(year, "FR");
        }
        assertThat(filtered("year > 2023 AND country = 'DE'"))
                .containsExactly(List.of("2024", "DE"), List.of("2025", "DE"));
        assertThat(filtered(" ")).hasSize(6);
        assertRefused("InvalidInputException", () -> filtered("month = 1"));
        assertRefused("InvalidInputException", () -> filtered("year = 'x'"));
        assertRefused("ValidationException", () -> filtered("year = 1 " + "or year = 1 ".repeat(200)));
    }

    @Test
    void segmentsAreAllAndDoNotOverlap() {
        IntStream.range(0, 60).forEach(i -> create("" + i, "DE"));
        var all = new ArrayList<List<String>>();
        for (int i = 0; i < 5; i++) {
            int number = i;
            glue.getPartitionsPaginator(r -> r.databaseName("sales")
                            .tableName("orders")
                            .maxResults(7)
                            .segment(s -> s.segmentNumber(number).totalSegments(5)))
                    .forEach(page -> page.partitions().forEach(p -> all.add(p.values())));
        }
        assertThat(all).hasSize(60).doesNotHaveDuplicates();
        assertRefused(
                "InvalidInputException",
                () -> glue.getPartitions(
                        r -> r.databaseName("sales").tableName("orders").segment(s -> s.segmentNumber(5)
                                .totalSegments(5))));
    }

    @Test
    void indexesHoldTypesAndKeys() {
        create("2024", "DE");
        glue.createPartitionIndex(
                r -> r.databaseName("sales").tableName("orders").partitionIndex(i -> i.indexName("by_year")
                        .keys("Year")));
        var index = glue.getPartitionIndexes(r -> r.databaseName("sales").tableName("orders"))
                .partitionIndexDescriptorList();
        assertThat(index).singleElement().satisfies(each -> {
            assertThat(each.indexStatusAsString()).isEqualTo("ACTIVE");
            assertThat(each.keys().get(0).type()).isEqualTo("int");
        });
        assertRefused("InvalidInputException", () -> create("x", "DE"));
        assertRefused(
                "InvalidInputException",
                () -> glue.updateTable(r -> r.databaseName("sales").tableInput(t -> t.name("orders"))));
        assertRefused(
                "AlreadyExistsException",
                () -> glue.createPartitionIndex(
                        r -> r.databaseName("sales").tableName("orders").partitionIndex(i -> i.indexName("by_year")
                                .keys("country"))));
        glue.deletePartitionIndex(
                r -> r.databaseName("sales").tableName("orders").indexName("by_year"));
        assertRefused(
                "EntityNotFoundException",
                () -> glue.deletePartitionIndex(
                        r -> r.databaseName("sales").tableName("orders").indexName("by_year")));
    }
}
