// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.glue.model.Connection;
import software.amazon.awssdk.services.glue.model.ConnectionType;

class ConnectionOperationsTest extends GlueTest {
    @BeforeEach
    void forgetConnections() {
        glue.getConnections(r -> {})
                .connectionList()
                .forEach(each -> glue.deleteConnection(r -> r.connectionName(each.name())));
    }

    private static void create(String name) {
        glue.createConnection(r -> r.connectionInput(c -> c.name(name)
                .connectionType(ConnectionType.JDBC)
                .matchCriteria("x")
                .connectionPropertiesWithStrings(Map.of(
                        "JDBC_CONNECTION_URL", "jdbc:postgresql://db/x", "USERNAME", "ada", "PASSWORD", "sesame"))));
    }

    @Test
    void passwordsAreGivenOnlyToThoseWhoAsk() throws Exception {
        create("pg");
        assertThat(server.post("GetConnection", "{\"Name\":\"pg\"}").body())
                .contains("ada")
                .doesNotContain("sesame");
        assertThat(server.post("GetConnections", "{}").body()).doesNotContain("sesame");
        var asked = glue.getConnection(r -> r.name("pg").hidePassword(false)).connection();
        assertThat(asked.connectionPropertiesAsStrings()).containsEntry("PASSWORD", "sesame");
    }

    @Test
    void areKeptChangedAndDeleted() {
        create("pg");
        assertRefused("AlreadyExistsException", () -> create("pg"));
        glue.updateConnection(r -> r.name("pg")
                .connectionInput(c ->
                        c.name("pg").connectionType(ConnectionType.NETWORK).connectionPropertiesWithStrings(Map.of())));
        var found = glue.getConnection(r -> r.name("pg")).connection();
        assertThat(found.connectionType()).isEqualTo(ConnectionType.NETWORK);
        assertThat(found.creationTime()).isNotNull();
        assertThat(found.matchCriteria()).isEmpty();
        create("other");
        assertThat(glue.getConnections(r -> r.filter(f -> f.connectionType(ConnectionType.JDBC)))
                        .connectionList())
                .extracting(Connection::name)
                .containsExactly("other");
        var gone = glue.batchDeleteConnection(r -> r.connectionNameList("pg", "none"));
        assertThat(gone.succeeded()).containsExactly("pg");
        assertThat(gone.errors()).containsOnlyKeys("none");
        assertRefused("EntityNotFoundException", () -> glue.getConnection(r -> r.name("pg")));
        assertRefused("EntityNotFoundException", () -> glue.deleteConnection(r -> r.connectionName("pg")));
    }
}
