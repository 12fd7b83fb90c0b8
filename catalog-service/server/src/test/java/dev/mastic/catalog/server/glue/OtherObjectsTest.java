// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.glue.model.ColumnStatistics;
import software.amazon.awssdk.services.glue.model.PrincipalType;
import software.amazon.awssdk.services.glue.model.UserDefinedFunction;

class OtherObjectsTest extends GlueTest {
    private static ColumnStatistics decimals(String column) {
        return ColumnStatistics.builder()
                .columnName(column)
                .columnType("decimal(10,2)")
                .analyzedTime(Instant.ofEpochSecond(1_700_000_000))
                .statisticsData(d -> d.type("DECIMAL").decimalColumnStatisticsData(s -> s.minimumValue(m -> m.scale(2)
                                .unscaledValue(SdkBytes.fromByteArray(
                                        BigInteger.valueOf(-12345).toByteArray())))
                        .numberOfNulls(1L)
                        .numberOfDistinctValues(Long.MAX_VALUE)))
                .build();
    }

    @Test
    void statisticsOfTablesAndPartitions() {
        createPartitioned("orders", "year:int");
        var statistics = decimals("id");
        var errors = glue.updateColumnStatisticsForTable(r ->
                        r.databaseName("sales").tableName("orders").columnStatisticsList(statistics, decimals("nope")))
                .errors();
        assertThat(errors)
                .singleElement()
                .satisfies(e -> assertThat(e.columnStatistics().columnName()).isEqualTo("nope"));
        var found = glue.getColumnStatisticsForTable(
                r -> r.databaseName("sales").tableName("orders").columnNames("ID", "year"));
        assertThat(found.columnStatisticsList()).containsExactly(statistics);
        assertThat(found.errors()).singleElement().satisfies(e -> {
            assertThat(e.columnName()).isEqualTo("year");
            assertThat(e.error().errorCode()).isEqualTo("EntityNotFoundException");
        });
        glue.createPartition(r -> r.databaseName("sales").tableName("orders").partitionInput(partition("2024")));
        glue.updateColumnStatisticsForPartition(r -> r.databaseName("sales")
                .tableName("orders")
                .partitionValues("2024")
                .columnStatisticsList(statistics));
        assertThat(glue.getColumnStatisticsForPartition(r -> r.databaseName("sales")
                                .tableName("orders")
                                .partitionValues("2024")
                                .columnNames("id"))
                        .columnStatisticsList())
                .containsExactly(statistics);
        glue.deleteColumnStatisticsForPartition(r -> r.databaseName("sales")
                .tableName("orders")
                .partitionValues("2024")
                .columnName("id"));
        glue.deleteColumnStatisticsForTable(
                r -> r.databaseName("sales").tableName("orders").columnName("id"));
        assertRefused(
                "EntityNotFoundException",
                () -> glue.deleteColumnStatisticsForTable(
                        r -> r.databaseName("sales").tableName("orders").columnName("id")));
    }

    @Test
    void functionsOfDatabases() {
        glue.createUserDefinedFunction(r -> r.databaseName("sales").functionInput(f -> f.functionName("Trim2")
                .className("a.B")
                .ownerType(PrincipalType.USER)
                .ownerName("ada")
                .resourceUris(u -> u.resourceType("JAR").uri("s3://b/x.jar"))));
        assertRefused(
                "AlreadyExistsException",
                () -> glue.createUserDefinedFunction(
                        r -> r.databaseName("sales").functionInput(f -> f.functionName("trim2"))));
        var found = glue.getUserDefinedFunction(r -> r.databaseName("sales").functionName("TRIM2"))
                .userDefinedFunction();
        assertThat(found.functionName()).isEqualTo("trim2");
        assertThat(found.resourceUris()).hasSize(1);
        assertThat(found.createTime()).isNotNull();
        glue.updateUserDefinedFunction(
                r -> r.databaseName("sales").functionName("trim2").functionInput(f -> f.functionName("trim2")
                        .className("a.C")));
        IntStream.range(0, 3)
                .forEach(i -> glue.createUserDefinedFunction(r -> r.databaseName("sales")
                        .functionInput(f -> f.functionName("f" + i).className("x"))));
        assertThat(named("*")).containsExactly("f0", "f1", "f2", "trim2");
        assertThat(named("f*")).hasSize(3);
        glue.deleteUserDefinedFunction(r -> r.databaseName("sales").functionName("trim2"));
        assertRefused(
                "EntityNotFoundException",
                () -> glue.getUserDefinedFunction(r -> r.databaseName("sales").functionName("trim2")));
    }

    private static List<String> named(String pattern) {
        return glue.getUserDefinedFunctionsPaginator(r -> r.pattern(pattern).maxResults(2)).stream()
                .flatMap(page -> page.userDefinedFunctions().stream())
                .map(UserDefinedFunction::functionName)
                .toList();
    }
}
