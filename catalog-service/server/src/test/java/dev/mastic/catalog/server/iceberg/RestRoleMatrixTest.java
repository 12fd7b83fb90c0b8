// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.iceberg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.catalog.Access;
import dev.mastic.catalog.AccessTokens;
import dev.mastic.catalog.AuditLog;
import dev.mastic.catalog.Role;
import dev.mastic.core.catalog.Database;
import dev.mastic.core.catalog.PageRequest;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three roles by all routes, of one database and of another. */
class RestRoleMatrixTest {
    private static final String RENAME =
            "{\"source\":{\"namespace\":[\"sales\"],\"name\":\"a\"},\"destination\":{\"namespace\":[\"sales\"],\"name\":\"b\"}}";
    private static final Map<String, String> BODIES = Map.of(
            "POST /v1/namespaces",
            "{\"namespace\":[\"sales\"]}",
            "POST /v1/tables/rename",
            RENAME,
            "POST /v1/views/rename",
            RENAME,
            "POST /v1/transactions/commit",
            "{\"table-changes\":[{\"identifier\":{\"namespace\":[\"sales\"],\"name\":\"a\"},\"requirements\":[],\"updates\":[]}]}");

    @TempDir
    Path dir;

    private RestServer server;
    private final Map<String, String> tokens = new HashMap<>();

    @BeforeEach
    void start() {
        server = RestServer.authenticated(dir);
        server.rows().createDatabase(Database.named("sales"));
        server.rows().createDatabase(Database.named("hidden"));
        for (var role : Role.values()) {
            give(role + "-here", role, "sales");
            give(role + "-elsewhere", role, "hidden");
        }
        give("all", Role.ADMIN);
    }

    private void give(String who, Role role, String... databases) {
        var secret = new AccessTokens(server.rows()).create(new Access(who, role, Set.of(databases)));
        tokens.put(who, "Bearer " + who + "~" + secret);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void eachRoleMayAskForWhatItMay() throws Exception {
        for (var role : Role.values()) {
            for (var route : server.face().routes()) {
                int code = send(route, role + "-here");
                if (role.includes(route.needed())) {
                    assertThat(code).as("%s as %s", route.endpoint(), role).isNotIn(401, 403, 500);
                } else {
                    assertThat(code).as("%s as %s", route.endpoint(), role).isEqualTo(403);
                }
                restore();
            }
        }
    }

    @Test
    void noRoleOfOneDatabaseIsGoodInAnother() throws Exception {
        for (var role : Role.values()) {
            for (var route : server.face().routes()) {
                if (route.path().contains("{namespace}") || BODIES.containsKey(name(route))) {
                    assertThat(send(route, role + "-elsewhere"))
                            .as("%s as %s", route.endpoint(), role)
                            .isEqualTo(403);
                }
            }
        }
        assertThat(server.rows().databases()).extracting(Database::name).containsExactly("hidden", "sales");
    }

    @Test
    void withoutATokenNothingIsAnswered() throws Exception {
        for (var route : server.face().routes()) {
            assertThat(server.send(route.method(), path(route), "{}").statusCode())
                    .as("%s", route.endpoint())
                    .isEqualTo(401);
        }
    }

    @Test
    void listsShowWhatMayBeRead() throws Exception {
        assertThat(as("READER-here", "GET", "/v1/namespaces", "")).contains("[[\"sales\"]]");
        assertThat(as("READER-here", "GET", "/v1/namespaces/Sales", "")).contains("properties");
        assertThat(as("READER-here", "GET", "/v1/namespaces/Hidden", "")).contains("403");
        assertThat(as("all", "GET", "/v1/namespaces", "")).contains("[[\"hidden\"],[\"sales\"]]");
    }

    @Test
    void changesAreWrittenDown() throws Exception {
        as("all", "POST", "/v1/namespaces", "{\"namespace\":[\"fresh\"]}");
        as("all", "POST", "/v1/namespaces", "{\"namespace\":[\"fresh\"]}");
        as("WRITER-here", "DELETE", "/v1/namespaces/sales", "");
        var log = new AuditLog(server.rows(), Clock.systemUTC())
                .page(PageRequest.first(100))
                .items();
        assertThat(log)
                .extracting(AuditLog.Entry::who, AuditLog.Entry::what, AuditLog.Entry::object, AuditLog.Entry::outcome)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("all", "create database", "fresh", "done"),
                        org.assertj.core.groups.Tuple.tuple(
                                "all", "create database", "fresh", "refused: Database already exists: fresh"));
    }

    @Test
    void revokedTokensAreWorthNothingAtOnce() throws Exception {
        new AccessTokens(server.rows()).revoke("all");
        var answer = server.send("GET", "/v1/namespaces", "", "Authorization", tokens.get("all"));
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    }

    private String as(String who, String method, String path, String body) throws Exception {
        return server.send(method, path, body, "Authorization", tokens.get(who)).body();
    }

    private int send(Route route, String who) throws Exception {
        var body = route.method().equals("POST") ? BODIES.getOrDefault(name(route), "{}") : "";
        return server.send(route.method(), path(route), body, "Authorization", tokens.get(who))
                .statusCode();
    }

    private static String name(Route route) {
        return route.method() + " " + route.path();
    }

    private static String path(Route route) {
        return route.path()
                .replace("{namespace}", "sales")
                .replace("{table}", "a")
                .replace("{view}", "a");
    }

    private void restore() {
        if (server.rows().findDatabase("sales").isEmpty()) {
            server.rows().createDatabase(Database.named("sales"));
        }
    }
}
