// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Databases and tables that are links to others. */
class ResourceLinksTest extends GlueTest {
    @BeforeEach
    void fill() {
        for (var name : List.of("owned", "links")) {
            glue.getDatabases(r -> {}).databaseList().stream()
                    .filter(each -> each.name().equals(name))
                    .forEach(each -> glue.deleteDatabase(r -> r.name(name)));
        }
        glue.createDatabase(r -> r.databaseInput(d -> d.name("owned").description("what we have")));
        glue.createTable(r -> r.databaseName("owned").tableInput(t -> t.name("orders")
                .parameters(Map.of("a", "b"))
                .partitionKeys(c -> c.name("day").type("string"))
                .storageDescriptor(s ->
                        s.location("/data/orders").columns(c -> c.name("id").type("bigint")))));
        glue.createPartition(r -> r.databaseName("owned").tableName("orders").partitionInput(p -> p.values("1")
                .storageDescriptor(s -> s.location("/data/orders/1"))));
        glue.createDatabase(r -> r.databaseInput(
                d -> d.name("links").targetDatabase(t -> t.catalogId("1").databaseName("Owned"))));
    }

    @Test
    void aDatabaseShowsWhatItLeadsTo() {
        var link = glue.getDatabase(r -> r.name("links")).database();
        assertThat(link.name()).isEqualTo("links");
        assertThat(link.description()).isEqualTo("what we have");
        assertThat(link.targetDatabase().databaseName()).isEqualTo("Owned");
        assertThat(glue.getDatabases(r -> {}).databaseList()).contains(link);
        assertThat(glue.getTables(r -> r.databaseName("links")).tableList())
                .isEqualTo(glue.getTables(r -> r.databaseName("owned")).tableList())
                .hasSize(1);
        assertThat(glue.getTable(r -> r.databaseName("links").name("orders")).table())
                .isEqualTo(glue.getTable(r -> r.databaseName("owned").name("orders"))
                        .table());
        assertThat(glue.getPartitions(r -> r.databaseName("links").tableName("orders"))
                        .partitions())
                .hasSize(1);
    }

    @Test
    void aTableShowsWhatItLeadsToUnderItsOwnName() {
        glue.createTable(r -> r.databaseName("owned").tableInput(t -> t.name("same")
                .targetTable(x -> x.catalogId("1").databaseName("owned").name("orders"))));
        var link = glue.getTable(r -> r.databaseName("owned").name("same")).table();
        assertThat(link.name()).isEqualTo("same");
        assertThat(link.targetTable().name()).isEqualTo("orders");
        assertThat(link.storageDescriptor().location()).isEqualTo("/data/orders");
        assertThat(link.storageDescriptor().columns().get(0).name()).isEqualTo("id");
        assertThat(link.parameters()).isEqualTo(Map.of("a", "b"));
        assertThat(glue.getTables(r -> r.databaseName("owned")).tableList()).contains(link);
        assertThat(glue.getPartition(
                                r -> r.databaseName("owned").tableName("same").partitionValues("1"))
                        .partition()
                        .storageDescriptor()
                        .location())
                .isEqualTo("/data/orders/1");
    }

    @Test
    void linksThatLeadNowhereAreShownAsTheyAre() {
        glue.createTable(r -> r.databaseName("owned").tableInput(t -> t.name("lost")
                .targetTable(x -> x.catalogId("1").databaseName("nowhere").name("x"))));
        var lost = glue.getTable(r -> r.databaseName("owned").name("lost")).table();
        assertThat(lost.targetTable().databaseName()).isEqualTo("nowhere");
        assertThat(lost.storageDescriptor()).isNull();
    }

    @Test
    void aLinkThatIsDeletedLeavesWhatItLedTo() {
        glue.createTable(r -> r.databaseName("owned").tableInput(t -> t.name("same")
                .targetTable(x -> x.catalogId("1").databaseName("owned").name("orders"))));
        glue.deleteTable(r -> r.databaseName("owned").name("same"));
        glue.deleteDatabase(r -> r.name("links"));
        assertThat(glue.getTables(r -> r.databaseName("owned")).tableList()).hasSize(1);
    }
}
