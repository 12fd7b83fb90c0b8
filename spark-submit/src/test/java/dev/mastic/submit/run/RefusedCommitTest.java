// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mastic.submit.Shell;
import dev.mastic.testkit.PostgresExtension;
import dev.mastic.testkit.PostgresExtension.PostgresUrl;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a run whose rows a table does not take, and the ways out of it. */
@ExtendWith(PostgresExtension.class)
class RefusedCommitTest {
    private final PostgresUrl database;

    @TempDir
    private Path folder;

    private Shell shell;

    RefusedCommitTest(PostgresUrl database) {
        this.database = database;
    }

    @BeforeEach
    void open() {
        shell = new Shell(folder);
        database.execute("DROP TABLE IF EXISTS strict, free, mastic_commits");
        database.execute("CREATE TABLE strict (id bigint PRIMARY KEY, CONSTRAINT small CHECK (id < 2))");
        shell.write("in/a.json", "{\"id\":1}\n{\"id\":2}\n");
    }

    private void job(String sinks) {
        shell.write(
                "job.conf",
                "job { name = ids, sources { ids { path = in, format = json } }, sinks {\n" + sinks + "\n} }");
    }

    private String free() {
        return "free { in = ids, jdbc = \"" + database.url() + "\", dbtable = free, run-column = run }\n";
    }

    private String strict() {
        return "strict { in = ids, jdbc = \"" + database.url() + "\", dbtable = strict, mode = upsert, keys = [id] }\n";
    }

    @Test
    void aRunIsTakenBackWholeWhileNothingOfItIsVisible() {
        job("files { in = ids, path = out }\n" + strict());

        run("r1").failed(1, "violates check constraint", "nothing of run r1 is visible: its output is taken back");
        assertThat(shell.dataFiles("out")).isEmpty();
        assertThat(ids("strict")).isEmpty();
        assertThat(database.texts("SELECT relname FROM pg_class WHERE relname LIKE 'mastic_stage%'"))
                .isEmpty();
        assertThat(shell.mastic("runs", "show", "r1").succeeded().out())
                .contains("discarded", "violates check constraint");
        shell.mastic("runs", "discard", "r1").failed(2, "No unfinished run 'r1'");

        database.execute("ALTER TABLE strict DROP CONSTRAINT small");
        assertThat(report("r2").path("recovered")).isEmpty();
        assertThat(ids("strict")).containsExactly("1", "2");
        assertThat(shell.dataFiles("out")).isNotEmpty();
    }

    @Test
    void theRestIsCommittedWhenTheTargetIsMended() {
        job(free() + strict());

        run("r1").failed(1, "run r1 is visible already in free", "mastic runs discard r1 --sink strict");
        assertThat(ids("free")).containsExactly("1", "2");
        run("again").failed(1, "violates check constraint", "run r1 is visible already in free");

        database.execute("ALTER TABLE strict DROP CONSTRAINT small");
        shell.write("in/b.json", "{\"id\":3}\n");
        assertThat(report("r2").at("/recovered/0/outcome").asText()).isEqualTo("the staged output was committed");
        assertThat(ids("free")).containsExactly("1", "2", "3");
        assertThat(ids("strict")).containsExactly("1", "2", "3");
    }

    @Test
    void thePartOfOneSinkIsGivenUpAndWrittenLaterByARedo() {
        job(free() + strict());
        run("r1").failed(1, "run r1 is visible already in free");

        shell.mastic("runs", "discard", "r1")
                .failed(2, "its output is visible in free, where it would be doubled", "--sink");
        shell.mastic("runs", "discard", "r1", "--sink", "free").failed(2, "its output is visible in free");
        shell.mastic("runs", "discard", "r1", "--sink", "strikt").failed(2, "did you mean 'strict'");
        shell.mastic("runs", "discard", "r2", "--sink", "strict").failed(2, "did you mean 'r1'");
        var rehearsed = discard("r1", "--sink", "strict", "--dry-run");
        assertThat(rehearsed.path("sinks").findValuesAsText("was")).containsExactly("committed", "staged");
        assertThat(rehearsed.path("sinks").findValuesAsText("becomes")).containsExactly("committed", "discarded");

        assertThat(discard("r1", "--sink", "strict").path("sinks")).isEqualTo(rehearsed.path("sinks"));
        assertThat(report("r2").path("status").asText()).isEqualTo("nothing-new");
        assertThat(ids("strict")).isEmpty();
        assertThat(shell.mastic("runs", "show", "r1").succeeded().out()).contains("given up", "advanced");

        database.execute("ALTER TABLE strict DROP CONSTRAINT small");
        shell.mastic("run", job(), "--redo", "r1").succeeded();
        assertThat(ids("strict")).containsExactly("1", "2");
        assertThat(ids("free")).containsExactly("1", "2");
    }

    @Test
    void whatNeverPassesThoughItMightIsDiscardedByHand() {
        job(strict());
        database.execute("CREATE OR REPLACE FUNCTION later() RETURNS trigger LANGUAGE plpgsql AS"
                + " $$ BEGIN RAISE EXCEPTION 'not now' USING ERRCODE = '55000'; END $$");
        database.execute("CREATE TRIGGER later BEFORE INSERT ON strict EXECUTE FUNCTION later()");

        run("r1").failed(1, "not now");
        run("r2").failed(1, "not now");
        assertThat(shell.mastic("runs", "list").succeeded().out()).contains("unfinished (staged)");
        assertThat(discard("r1", "--dry-run").at("/sinks/0/becomes").asText()).isEqualTo("discarded");
        shell.mastic("runs", "discard", "r1", "--sink", "strict").failed(2, "leave --sink out");

        assertThat(discard("r1").path("notes").toString()).contains("the next run reads again");
        database.execute("DROP TRIGGER later ON strict");
        database.execute("ALTER TABLE strict DROP CONSTRAINT small");
        assertThat(report("r3").path("recovered")).isEmpty();
        assertThat(ids("strict")).containsExactly("1", "2");
    }

    private String job() {
        return shell.file("job.conf").toString();
    }

    private Shell.Ended run(String runId) {
        return shell.mastic("run", job(), "--run-id", runId);
    }

    private JsonNode report(String runId) {
        return shell.mastic("run", job(), "--run-id", runId, "--output", "json")
                .succeeded()
                .document();
    }

    private JsonNode discard(String... arguments) {
        var all = new ArrayList<>(List.of("runs", "discard", "--output", "json"));
        all.addAll(List.of(arguments));
        return shell.mastic(all.toArray(String[]::new)).succeeded().document();
    }

    private List<String> ids(String table) {
        return database.texts("SELECT id::text FROM " + table + " ORDER BY 1");
    }
}
