// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    void secretsAreHiddenWhereverTheyStand() throws Exception {
        var url = "jdbc:postgresql://ada:sesame@db/x?sslpassword=sesame&user=ada";
        glue.createConnection(r -> r.connectionInput(c -> c.name("pg")
                .connectionType(ConnectionType.JDBC)
                .connectionPropertiesWithStrings(Map.of(
                        "JDBC_CONNECTION_URL",
                        url,
                        "KAFKA_CLIENT_KEY_PASSWORD",
                        "sesame",
                        "PASSWORD",
                        "secret:env:PGPASSWORD"))));
        assertThat(server.post("GetConnection", "{\"Name\":\"pg\"}").body())
                .contains("jdbc:postgresql://ada:***@db/x?sslpassword=***&user=ada", "secret:env:PGPASSWORD")
                .doesNotContain("sesame");
        assertThat(server.post("GetConnections", "{}").body()).doesNotContain("sesame");
        var asked = glue.getConnection(r -> r.name("pg").hidePassword(false)).connection();
        assertThat(asked.connectionPropertiesAsStrings()).containsEntry("JDBC_CONNECTION_URL", url);
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:h2:mem:x;INIT=RUNSCRIPT FROM http://sesame, jdbc:h2:",
        "jdbc:mysql://ada:sesame@db/x, jdbc:mysql:",
        "JDBC:postgresql://ada:sesame@db/x, no URL of JDBC",
        "postgresql://ada:sesame@db/x, no URL of JDBC"
    })
    void urlsOfOtherDatabasesAreRefused(String url, String got) {
        create("pg");
        var properties = Map.of("JDBC_CONNECTION_URL", url);
        assertRefused(
                        "InvalidInputException",
                        () -> glue.createConnection(r -> r.connectionInput(c -> c.name("other")
                                .connectionType(ConnectionType.JDBC)
                                .connectionPropertiesWithStrings(properties))))
                .contains("got " + got + "; expected jdbc:postgresql: or jdbc:sqlite:")
                .doesNotContain("sesame");
        assertRefused(
                "InvalidInputException",
                () -> glue.updateConnection(r -> r.name("pg").connectionInput(c -> c.name("pg")
                        .connectionType(ConnectionType.JDBC)
                        .connectionPropertiesWithStrings(properties))));
        assertThat(glue.getConnections(r -> {}).connectionList()).hasSize(1);
        assertThat(glue.getConnection(r -> r.name("pg")).connection().connectionPropertiesAsStrings())
                .containsEntry("JDBC_CONNECTION_URL", "jdbc:postgresql://db/x");
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

    @Test
    void testsAreOfConnectionsThatAreKept() {
        assertRefused("EntityNotFoundException", () -> glue.testConnection(r -> r.connectionName("none")));
        assertRefused("InvalidInputException", () -> glue.testConnection(r -> {}))
                .contains("ConnectionName is missing");
        assertRefused(
                        "InvalidInputException",
                        () -> glue.testConnection(r -> r.testConnectionInput(
                                i -> i.connectionType(ConnectionType.JDBC).connectionPropertiesWithStrings(Map.of()))))
                .contains("TestConnectionInput is not offered");
        create("pg");
        assertRefused("InvalidInputException", () -> glue.testConnection(r -> r.connectionName("pg")))
                .contains("not started by bin/mastic");
    }
}
