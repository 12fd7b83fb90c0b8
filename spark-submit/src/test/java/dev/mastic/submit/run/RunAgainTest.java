// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.bookmark.BookmarkStore;
import dev.mastic.core.bookmark.Lease;
import dev.mastic.submit.Shell;
import dev.mastic.submit.verb.CommonOptions;
import dev.mastic.submit.verb.Workspace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The same job again: while another run is alive, under the same id, with paused bookmarks, for the rows of earlier runs. */
class RunAgainTest {
    private static final String JOB = """
            job {
              name = orders
              sources { orders { path = "in", transformation-ctx = %s } }
              sinks { files { in = orders, path = "out", format = json } }
            }
            """;

    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void open() {
        shell = new Shell(folder);
        order(1);
        job("shop");
    }

    @Test
    void failsAndNamesTheHolderWhileAnotherRunIsAlive() {
        hold("other", () -> run("--lease", "90s").failed(5, "run other holds its lease (somebody elsewhere"));
        hold("other", () -> {
            var skipped = run("--on-locked", "skip", "--output", "json").succeeded();
            assertThat(skipped.document().path("status").asText()).isEqualTo("skipped");
        });
        assertThat(shell.dataFiles("out")).isEmpty();
    }

    @Test
    void waitsForAnotherRunToEnd() {
        var held = acquire("other");
        var released =
                CompletableFuture.runAsync(() -> release(held), CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS));

        var done = run("--on-locked", "wait", "--output", "json").succeeded();

        assertThat(released).isDone();
        assertThat(done.document().path("status").asText()).isEqualTo("succeeded");
    }

    @Test
    void repeatsARunOfTheSameIdHarmlessly() {
        run("--run-id", "today").succeeded();
        order(2);

        var again = run("--run-id", "today", "--output", "json").succeeded();

        assertThat(again.document().path("status").asText()).isEqualTo("already-done");
        assertThat(shell.dataFiles("out")).hasSize(1);
    }

    @Test
    void readsTheRowsOfEarlierRunsWithPausedBookmarks() {
        run("--run-id", "one").succeeded();
        order(2);
        run("--run-id", "two").succeeded();
        order(3);
        run("--run-id", "three").succeeded();

        var range = run(
                        "--job-bookmark-option",
                        "job-bookmark-pause",
                        "--from",
                        "one",
                        "--to",
                        "two",
                        "--dry-run",
                        "--output",
                        "json")
                .succeeded();
        assertThat(range.document().path("sources").get(0).path("files").asInt())
                .isEqualTo(1);
        var disabled =
                run("--bookmarks", "disabled", "--dry-run", "--output", "json").succeeded();
        assertThat(disabled.document().path("sources").get(0).path("files").asInt())
                .isEqualTo(3);
        run("--bookmarks", "paused", "--from", "one").failed(2, "Cannot use --from alone");
        run("--from", "one", "--to", "two").failed(2, "add --bookmarks paused");
        run("--redo", "tow").failed(2, "No such run: 'tow'", "did you mean 'two'?");
        run("--redo", "one", "--from", "one", "--to", "two").failed(2, "Cannot use --redo with --from and --to");
    }

    @Test
    void keepsTheBookmarkOfASourceUnderItsOwnName() {
        run().succeeded();
        assertThat(run("--output", "json").document().path("status").asText()).isEqualTo("nothing-new");

        job("another");

        assertThat(run("--output", "json").document().path("status").asText()).isEqualTo("succeeded");
    }

    private void order(int id) {
        shell.write("in/" + id + ".json", "{\"id\":" + id + "}\n");
    }

    private void job(String bookmark) {
        shell.write("job.conf", JOB.formatted(bookmark));
    }

    private Shell.Ended run(String... more) {
        var job = shell.file("job.conf").toString();
        return shell.mastic(
                Stream.concat(Stream.of("run", job), Stream.of(more)).toArray(String[]::new));
    }

    /** Does something while a run holds the lease. */
    private void hold(String runId, Runnable work) {
        var lease = acquire(runId);
        try {
            work.run();
        } finally {
            release(lease);
        }
    }

    private Lease acquire(String runId) {
        try (var workspace = workspace()) {
            return workspace
                    .parts()
                    .the(BookmarkStore.class)
                    .acquire("orders", runId, "somebody elsewhere", Duration.ofMinutes(1));
        }
    }

    private void release(Lease held) {
        try (var workspace = workspace()) {
            workspace.parts().the(BookmarkStore.class).release(held);
        }
    }

    private Workspace workspace() {
        var options = new CommonOptions();
        new CommandLine(options).parseArgs("--db", shell.file("state.db").toString());
        return Workspace.open(options.project(folder));
    }
}
