// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.testkit.PostgresExtension;
import dev.mastic.testkit.PostgresExtension.PostgresUrl;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The state in PostgreSQL by one option of the command line, and back to a file. */
@ExtendWith(PostgresExtension.class)
class StateOnServerIT {
    private static final String JOB = """
            job {
              name = people
              sources { people { path = "in", format = json } }
              sinks { files { in = people, path = "out" } }
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void runsShowsChangesAndMoves(PostgresUrl database) {
        var shell = new Shell(folder);
        var job = shell.write("job.conf", JOB).toString();
        shell.write("in/a.json", "{\"id\":1}\n");
        var db = database.url();
        Shell.raw("run", job, "--run-id", "first", "--db", db).succeeded();
        assertThat(Shell.raw("bookmark", "show", "people", "--db", db)
                        .succeeded()
                        .out())
                .contains("1 file", "first");
        assertThat(Shell.raw("runs", "show", "first", "--db", db).succeeded().out())
                .contains("committed", "advanced");
        assertThat(Shell.raw("runs", "list", "--db", db).succeeded().out()).contains("first");
        Shell.raw("bookmark", "reset", "people", "--db", db, "--dry-run").succeeded();
        Shell.raw("bookmark", "reset", "people", "--db", db).succeeded();
        Shell.raw("bookmark", "rewind", "people", "--to-run", "first", "--db", db)
                .succeeded();
        assertThat(Shell.raw(
                                "bookmark",
                                "why",
                                "people",
                                shell.file("in/a.json").toString(),
                                "--db",
                                db)
                        .succeeded()
                        .out())
                .contains("seen", "run first");
        assertThat(Shell.raw("run", job, "--db", db, "--output", "json")
                        .succeeded()
                        .document()
                        .path("status")
                        .asText())
                .isEqualTo("nothing-new");

        var exported = shell.file("people.json").toString();
        Shell.raw("bookmark", "export", "people", "--to", exported, "--db", db).succeeded();
        shell.mastic("bookmark", "import", exported).succeeded();
        assertThat(shell.mastic("run", job, "--output", "json")
                        .succeeded()
                        .document()
                        .path("status")
                        .asText())
                .isEqualTo("nothing-new");
    }
}
