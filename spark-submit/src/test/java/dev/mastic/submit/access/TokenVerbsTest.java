// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.catalog.AccessTokens;
import dev.mastic.catalog.AuditLog;
import dev.mastic.catalog.RelationalCatalog;
import dev.mastic.database.RelationalStore;
import dev.mastic.submit.Shell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenVerbsTest {
    @TempDir
    Path folder;

    @Test
    void makesListsAndRevokesTokens() throws Exception {
        var shell = new Shell(folder);
        var made = shell.mastic(
                        "catalog",
                        "token",
                        "create",
                        "etl",
                        "--role",
                        "writer",
                        "--database",
                        "Sales",
                        "--output",
                        "json")
                .succeeded()
                .document();
        var secret = made.path("credential").asText().substring("etl:".length());
        assertThat(made.path("token").asText()).isEqualTo("etl~" + secret);
        try (var store = RelationalStore.open(folder.resolve("state.db").toString())) {
            var tokens = new AccessTokens(new RelationalCatalog(store));
            assertThat(tokens.verify("etl", secret)).isPresent();
            assertThat(tokens.verify("etl", secret + "0")).isEmpty();
        }
        var listed = shell.mastic("catalog", "token", "list").succeeded().out();
        assertThat(listed).contains("etl", "writer", "sales").doesNotContain(secret);
        assertThat(new String(
                        Files.readAllBytes(folder.resolve("state.db")), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain(secret);
        shell.mastic("catalog", "token", "revoke", "etl").succeeded();
        assertThat(shell.mastic("catalog", "token", "list", "--output", "json")
                        .document()
                        .path("tokens"))
                .isEmpty();
    }

    @Test
    void showsTheWholeSecretToPeopleToo() {
        var shell = new Shell(folder);
        var shown = shell.mastic("catalog", "token", "create", "etl", "--role", "reader")
                .succeeded()
                .lines();
        var secret = shown.get(3).replaceFirst("OAuth2 client secret +", "");
        try (var store = RelationalStore.open(folder.resolve("state.db").toString())) {
            assertThat(new AccessTokens(new RelationalCatalog(store)).verify("etl", secret))
                    .isPresent();
        }
        assertThat(shown.get(1)).endsWith("etl~" + secret);
    }

    @Test
    void refusesWhatIsNoToken() {
        var shell = new Shell(folder);
        shell.mastic("catalog", "token", "create", "etl", "--role", "king").failed(2, "there is no role 'king'");
        shell.mastic("catalog", "token", "create", "e:tl", "--role", "reader").failed(2, "not a name");
        shell.mastic("catalog", "token", "create", "etl").failed(2, "--role");
        shell.mastic("catalog", "token", "create", "etl", "--role", "reader").succeeded();
        shell.mastic("catalog", "token", "create", "etl", "--role", "reader").failed(2, "revoke it first");
        shell.mastic("catalog", "token", "revoke", "none").failed(2, "no such token", "etl");
    }

    @Test
    void showsTheAudit() {
        try (var store = RelationalStore.open(folder.resolve("state.db").toString())) {
            var log = new AuditLog(new RelationalCatalog(store), Clock.systemUTC());
            log.add("ann", "drop table", "sales.orders", "done");
            log.add("bob", "drop table", "sales.orders", "denied");
        }
        var shell = new Shell(folder);
        var changes =
                shell.mastic("catalog", "audit", "--output", "json").document().path("changes");
        assertThat(changes).hasSize(2);
        assertThat(changes.get(0).path("who").asText()).isEqualTo("ann");
        assertThat(shell.mastic("catalog", "audit", "--who", "bob").out())
                .contains("denied")
                .doesNotContain("ann");
    }

    @Test
    void whatIsChangedHereIsInTheAudit() throws Exception {
        var shell = new Shell(folder);
        Files.createDirectories(folder.resolve("in/orders"));
        Files.writeString(folder.resolve("in/orders/a.json"), "{\"id\":1}\n");
        shell.mastic("catalog", "create", "later", "--dry-run").succeeded();
        shell.mastic("catalog", "create", "sales").succeeded();
        shell.mastic("catalog", "create", "sales").failed(2, "sales");
        shell.mastic("crawl", folder.resolve("in/orders").toString(), "--database", "sales")
                .succeeded();
        shell.mastic("catalog", "alter", "sales.orders", "--set", "team=blue").succeeded();
        var changes =
                shell.mastic("catalog", "audit", "--output", "json").document().path("changes");
        assertThat(changes)
                .extracting(change -> change.path("face").asText() + " "
                        + change.path("what").asText() + " "
                        + change.path("object").asText() + " "
                        + change.path("outcome").asText())
                .containsExactly(
                        "cli create database sales done",
                        "crawler create table sales.orders done",
                        "cli update table sales.orders done");
        assertThat(changes)
                .extracting(change -> change.path("who").asText())
                .containsOnly(System.getProperty("user.name"));
    }
}
