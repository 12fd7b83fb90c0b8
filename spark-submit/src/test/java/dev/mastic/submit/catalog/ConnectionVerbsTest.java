// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mastic.submit.Shell;
import dev.mastic.testkit.PostgresExtension;
import dev.mastic.testkit.PostgresExtension.PostgresUrl;
import dev.mastic.testkit.SparkExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Connections by hand, and jobs that name them. */
@ExtendWith({PostgresExtension.class, SparkExtension.class})
class ConnectionVerbsTest {
    private static final String CANARY = "c4n4ry-in-a-cage";
    private final PostgresUrl database;

    @TempDir
    private Path folder;

    private Shell shell;

    ConnectionVerbsTest(PostgresUrl database) {
        this.database = database;
    }

    @BeforeEach
    void open() {
        shell = new Shell(folder);
        shell.write("shop.password", CANARY);
    }

    private Shell.Ended connection(String... arguments) {
        var all = new ArrayList<>(List.of("catalog", "connection"));
        all.addAll(List.of(arguments));
        return shell.mastic(all.toArray(String[]::new));
    }

    private JsonNode json(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--output", "json"));
        return connection(all.toArray(String[]::new)).succeeded().document();
    }

    private String url() {
        return database.url().replaceFirst("\\?.*", "");
    }

    private String secret() {
        return "secret:file:" + shell.file("shop.password");
    }

    private void create() {
        connection("create", "shop", "--jdbc", url(), "--user", "postgres", "--password", secret())
                .succeeded();
    }

    @Test
    void keepsConnectionsInGluesShapeAndConnects() {
        create();
        var shown = json("show", "shop");
        assertThat(shown.path("ConnectionType").asText()).isEqualTo("JDBC");
        assertThat(shown.at("/ConnectionProperties/USERNAME").asText()).isEqualTo("postgres");
        assertThat(shown.at("/ConnectionProperties/PASSWORD").asText()).isEqualTo(secret());
        assertThat(json("list").at("/connections/0/Name").asText()).isEqualTo("shop");
        assertThat(connection("list").succeeded().out())
                .contains("shop", "JDBC", "jdbc:postgresql://localhost", "postgres");
        assertThat(json("test", "shop").path("reached").asText()).startsWith("PostgreSQL ");
        var altered = json("alter", "shop", "--user", "nobody_here", "--comment", "the shop");
        assertThat(altered.path("version").asLong()).isEqualTo(2);
        assertThat(altered.at("/differences/0/what").asText()).isEqualTo("property USERNAME");
        connection("test", "shop").failed(1, "Cannot connect by connection 'shop'", "nobody_here");
        connection("drop", "shop").succeeded();
        assertThat(json("list").path("connections")).isEmpty();
    }

    @Test
    void aKeptPasswordIsSeenNowhere() throws IOException {
        connection("create", "shop", "--jdbc", url(), "--user", "postgres", "--password", secret(), "--keep-password")
                .succeeded();
        Files.delete(shell.file("shop.password"));
        var said = new ArrayList<String>();
        for (var form : List.of("json", "csv", "table")) {
            said.add(connection("show", "shop", "--output", form).succeeded().toString());
            said.add(connection("list", "--output", form).succeeded().toString());
            said.add(connection("alter", "shop", "--comment", "x", "--dry-run", "--output", form)
                    .toString());
            said.add(connection("drop", "shop", "--dry-run", "--output", form).toString());
        }
        said.add(connection("test", "shop", "--debug").succeeded().toString());
        said.add(shell.mastic("catalog", "export").succeeded().out());
        said.add(connection("alter", "shop", "--user", "nobody_here", "--debug").toString());
        said.add(connection("test", "shop", "--debug").toString());
        assertThat(said).noneMatch(each -> each.contains(CANARY));
        assertThat(said.get(0)).contains("\"PASSWORD\" : \"***\"");
        // it was asked for, so it is there: in the state, and a document that was imported does not take it away
        shell.mastic("catalog", "export", "--to", shell.file("all.json").toString())
                .succeeded();
        assertThat(shell.mastic("catalog", "import", shell.file("all.json").toString())
                        .succeeded()
                        .out())
                .contains("nothing to change");
        assertThat(new String(Files.readAllBytes(shell.file("state.db")), StandardCharsets.ISO_8859_1)
                        + (Files.exists(shell.file("state.db-wal"))
                                ? new String(
                                        Files.readAllBytes(shell.file("state.db-wal")), StandardCharsets.ISO_8859_1)
                                : ""))
                .contains(CANARY);
    }

    @Test
    void refusesUrlsThatDoMoreThanConnect() {
        for (var url : List.of(
                "jdbc:postgresql://db/x?socketFactory=org.example.Evil",
                "jdbc:postgresql://db/x?loggerFile=/tmp/x",
                "jdbc:postgresql://ada:" + CANARY + "@db/x",
                "jdbc:postgresql://db/x?password=" + CANARY,
                "jdbc:h2:mem:x;INIT=RUNSCRIPT FROM 'http://127.0.0.1/x.sql'",
                "jdbc:mysql://db/x?allowLoadLocalInfile=true",
                "jdbc:sqlite::memory:",
                "jdbc:sqlite::resource:x.db",
                "jdbc:sqlite:file:x?mode=memory",
                "jdbc:sqlite:x.db?enable_load_extension=true",
                "jdbc:sqlite:",
                "ldap://127.0.0.1/x")) {
            var ended = connection("create", "bad", "--jdbc", url).failed(2, "Cannot connect to ");
            assertThat(ended.toString()).doesNotContain(CANARY, "Evil", "RUNSCRIPT");
        }
        connection("create", "bad").failed(2, "--jdbc URL");
        connection("create", "bad", "--jdbc", url(), "--password", CANARY).failed(2, "it is written out");
        connection("create", "bad", "--jdbc", url(), "--keep-password").failed(2, "expected --password");
        connection("create", "bad", "--jdbc", url(), "--password", "secret:env:NOT_THERE_AT_ALL", "--keep-password")
                .failed(2, "NOT_THERE_AT_ALL");
        create();
        connection("create", "shop", "--jdbc", url()).failed(2, "already exists");
        connection("alter", "shop").failed(2, "no option says how");
        for (var verb : List.of("show", "drop", "test")) {
            connection(verb, "shpo").failed(2, "did you mean 'shop'?");
        }
        connection("test", "shop", "--timeout", "0").failed(2, "at least 1");
    }

    @Test
    void givesUpWhereNobodyAnswers() throws IOException {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            connection("create", "mute", "--jdbc", "jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/x")
                    .succeeded();
            connection("test", "mute", "--timeout", "1").failed(1, "Cannot connect by connection 'mute'");
        }
    }

    @Test
    void opensFilesOfSqliteAndMakesNone() {
        connection("create", "lite", "--jdbc", "jdbc:sqlite:" + shell.file("state.db"))
                .succeeded();
        assertThat(json("test", "lite").path("reached").asText()).startsWith("SQLite ");
        connection("create", "none", "--jdbc", "jdbc:sqlite:" + shell.file("none.db"))
                .succeeded();
        connection("test", "none").failed(2, "there is no such file");
        assertThat(shell.file("none.db")).doesNotExist();
        shell.write("text.db", "no database at all, but a text that is long enough to look at");
        connection("create", "text", "--jdbc", "jdbc:sqlite:" + shell.file("text.db"))
                .succeeded();
        connection("test", "text").failed(1, "Cannot connect by connection 'text'");
    }

    @Test
    void aCatalogGoesToAServerAndBack() {
        create();
        shell.mastic("catalog", "create", "sales", "--location", "/lake").succeeded();
        shell.mastic("catalog", "create", "sales.orders", "--columns", "id int", "--format", "json", "--set", "a=ä")
                .succeeded();
        var all = shell.file("all.json").toString();
        shell.mastic("catalog", "export", "--to", all).succeeded();
        Shell.raw("catalog", "import", all, "--db", database.url()).succeeded();
        assertThat(Shell.raw("catalog", "export", "--db", database.url())
                        .succeeded()
                        .out())
                .isEqualTo(shell.read("all.json"));
        assertThat(Shell.raw("catalog", "import", all, "--db", database.url())
                        .succeeded()
                        .out())
                .contains("nothing to change");
    }

    @Test
    void jobsNameConnections() {
        create();
        database.execute("CREATE TABLE goods (id int PRIMARY KEY, name text)");
        database.execute("INSERT INTO goods VALUES (1, 'a'), (2, 'b')");
        var job = shell.write("goods.conf", """
                job {
                  name = goods
                  sources { goods { connection = shop, dbtable = "public.goods" } }
                  sinks { copy { in = goods, connection = shop, dbtable = "public.copies", mode = append } }
                }
                """).toString();
        shell.mastic("check", job).succeeded();
        connection("alter", "shop", "--password", secret(), "--keep-password").succeeded();
        shell.write("shop.password", "forgotten");
        var ran = shell.mastic("run", job, "--output", "json").succeeded();
        assertThat(ran.document().at("/sinks/0/rows").asLong()).isEqualTo(2);
        assertThat(database.texts("SELECT id || name FROM copies ORDER BY id")).containsExactly("1a", "2b");
        assertThat(ran.toString()).doesNotContain(CANARY);
        shell.write("bad.conf", shell.read("goods.conf").replace("connection = shop", "connection = shpo"));
        var checked = shell.mastic("check", shell.file("bad.conf").toString());
        assertThat(checked.exitCode()).isEqualTo(2);
        assertThat(checked.out()).contains("no connection of this name", "did you mean 'shop'?");
        connection("alter", "shop", "--jdbc", "jdbc:sqlite:" + shell.file("state.db"))
                .succeeded();
        shell.mastic("run", job).failed(2, "sources and sinks know PostgreSQL only");
    }
}
