// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.submit.Shell;
import dev.mastic.testkit.PostgresExtension;
import dev.mastic.testkit.PostgresExtension.PostgresUrl;
import dev.mastic.testkit.SparkExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerEvent;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The job of the page on databases. */
@ExtendWith({PostgresExtension.class, SparkExtension.class})
class JdbcJobTest {
    private static final String CANARY = "c4n4ry-in-a-cage";
    private final PostgresUrl database;

    @TempDir
    private Path folder;

    private Shell shell;

    JdbcJobTest(PostgresUrl database) {
        this.database = database;
    }

    @BeforeEach
    void writeTheJobOfThePage() throws IOException {
        shell = new Shell(folder);
        var page = Files.readString(Path.of("../docs/jdbc.md"));
        int start = page.indexOf("```hocon\n") + "```hocon\n".length();
        var job = page.substring(start, page.indexOf("```", start))
                .replace("jdbc:postgresql://localhost:5432/shop", database.url().replaceFirst("\\?.*", ""));
        shell.write("orders.conf", job);
        shell.write("shop.password", CANARY);
        database.execute(
                "CREATE TABLE orders (id int PRIMARY KEY, updated_at timestamptz NOT NULL, total numeric(9,2))");
        database.execute("INSERT INTO orders VALUES (1, '2024-05-01 09:00+00', 10), (2, '2024-05-01 09:05+00', 20)");
    }

    @Test
    void readsWhatIsNewAndWritesItOnce() {
        shell.mastic("check", at("orders.conf")).succeeded();
        assertThat(run("r1").document().path("sinks").get(0).path("rows").asLong())
                .isEqualTo(2);
        assertThat(newest()).containsExactly("1 10.00", "2 20.00");
        assertThat(run("r2").document().path("status").asText()).isEqualTo("nothing-new");
        database.execute("UPDATE orders SET total = 11, updated_at = '2024-05-01 09:06+00' WHERE id = 1");
        database.execute("INSERT INTO orders VALUES (3, '2024-05-01 09:01+00', 30)");
        var third = run("r3").document();
        assertThat(third.path("sinks").get(0).path("rows").asLong()).isEqualTo(2);
        assertThat(third.path("sources").get(0).path("lateRows").asLong()).isEqualTo(1);
        assertThat(shell.mastic("runs", "show", "r3").succeeded().out())
                .contains("came late to orders: 1 row", "orders: 2 rows, 1 of them late");
        assertThat(newest()).containsExactly("1 11.00", "2 20.00", "3 30.00");
        assertThat(run("r4").document().path("status").asText()).isEqualTo("nothing-new");
        assertThat(shell.mastic("bookmark", "show", "orders").succeeded().out()).contains("2024-05-01 09:06:00+00");
    }

    @Test
    void aMisspeltSettingOfASinkIsAProblemAndNoBug() throws IOException {
        shell.write(
                "orders.conf",
                shell.read("orders.conf").replace("dbtable = \"public.newest", "db-table = \"public.newest"));
        var checked = shell.mastic("check", at("orders.conf"));
        assertThat(checked.exitCode()).as(checked.toString()).isEqualTo(2);
        assertThat(checked.out())
                .contains("unknown setting 'db-table' (did you mean 'dbtable'?)", "missing setting 'dbtable'");
    }

    @Test
    void adoptsWhatTheTableRemembers() throws IOException {
        run("r1");
        Files.delete(shell.file("state.db"));
        shell.mastic("run", at("orders.conf")).failed(2, "run r1", "mastic bookmark adopt");

        shell.mastic("bookmark", "adopt", at("orders.conf")).succeeded();
        assertThat(run("r2").document().path("status").asText()).isEqualTo("nothing-new");
        database.execute("INSERT INTO orders VALUES (3, '2024-05-01 09:10+00', 30)");
        assertThat(run("r3").document().path("sinks").get(0).path("rows").asLong())
                .isEqualTo(1);
    }

    @Test
    void thePasswordIsSeenNowhere(SparkSession spark) throws IOException {
        var events = new ConcurrentLinkedQueue<String>();
        var listener = new SparkListener() {
            @Override
            public void onJobStart(SparkListenerJobStart start) {
                events.add(start.toString() + start.properties());
            }

            @Override
            public void onOtherEvent(SparkListenerEvent event) {
                events.add(event.toString());
            }
        };
        spark.sparkContext().addSparkListener(listener);
        var said = new ArrayList<String>();
        try {
            said.add(run("r1").toString());
        } finally {
            spark.sparkContext().removeSparkListener(listener);
        }
        assertThat(events).anyMatch(event -> event.contains("JDBCRelation"));
        said.addAll(events);
        database.execute("ALTER TABLE newest DROP COLUMN total");
        database.execute("UPDATE orders SET updated_at = '2024-05-01 09:10+00'");
        said.add(shell.mastic("run", at("orders.conf"), "--debug").toString());
        said.add(shell.mastic("runs", "list", "--output", "json").toString());
        for (var name :
                shell.files("").filter(name -> !name.equals("shop.password")).toList()) {
            said.add(new String(Files.readAllBytes(shell.file(name)), StandardCharsets.ISO_8859_1));
        }
        assertThat(said).hasSizeGreaterThan(5).noneMatch(each -> each.contains(CANARY));
        assertThat(said).anyMatch(each -> each.contains("secret:file:shop.password"));
    }

    @Test
    void aPasswordThatIsWrittenOutIsRefusedAndNotRepeated() {
        shell.mastic("check", at("orders.conf"), "--set", "job.sources.orders.password=" + CANARY);
        var ended = shell.mastic("run", at("orders.conf"), "--set", "job.sources.orders.password=" + CANARY);
        ended.failed(2, "setting 'password' must be a reference to a secret");
        assertThat(ended.toString()).doesNotContain(CANARY);
        ended = shell.mastic(
                "run",
                at("orders.conf"),
                "--set",
                "job.sources.orders.jdbc=\"" + database.url() + "&password=" + CANARY + "\"");
        ended.failed(2, "without a password, which has a setting of its own");
        assertThat(ended.toString()).doesNotContain(CANARY);
    }

    private Shell.Ended run(String runId) {
        return shell.mastic("run", at("orders.conf"), "--run-id", runId, "--output", "json")
                .succeeded();
    }

    private String at(String file) {
        return shell.file(file).toString();
    }

    private List<String> newest() {
        return database.texts("SELECT id || ' ' || total FROM newest ORDER BY id");
    }
}
