// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.bookmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mastic.submit.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people ask of bookmarks and do to them, and what the next run reads then. */
class BookmarkVerbsTest {
    private static final String JOB = """
            job {
              name = people
              sources { people { path = "in", format = json } }
              sinks { files { in = people, path = "out" } }
            }
            """;

    @TempDir
    private Path folder;

    private Shell shell;
    private String job;

    @BeforeEach
    void open() {
        shell = new Shell(folder);
        job = shell.write("job.conf", JOB).toString();
        write("a.json", 1);
    }

    private void write(String name, int id) {
        shell.write("in/" + name, "{\"id\":" + id + "}\n");
    }

    private JsonNode run(String runId) {
        return shell.mastic("run", job, "--run-id", runId, "--output", "json")
                .succeeded()
                .document();
    }

    private JsonNode json(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--output", "json"));
        return shell.mastic(all.toArray(String[]::new)).succeeded().document();
    }

    private static int files(JsonNode report) {
        return report.path("sources").path(0).path("files").asInt();
    }

    @Test
    void goesBackAndForthBetweenRuns() throws IOException {
        run("first");
        write("b.json", 2);
        write("a.json", 11);
        assertThat(files(run("second"))).isEqualTo(2);

        var rehearsed = json("bookmark", "rewind", "people", "--to-run", "first", "--dry-run");
        assertThat(rehearsed.path("dryRun").asBoolean()).isTrue();
        var change = rehearsed.path("changes").path(0);
        assertThat(change.path("before").asText()).isEqualTo("2 files");
        assertThat(change.path("after").asText()).isEqualTo("1 file");
        assertThat(change.path("reversed").asInt()).isEqualTo(1);
        assertThat(change.path("forgotten").asInt()).isEqualTo(1);
        assertThat(rehearsed.path("doubles")).hasSize(1);
        assertThat(rehearsed.path("doubles").path(0).path("runId").asText()).isEqualTo("second");
        assertThat(rehearsed.path("doubles").path(0).path("rows").asInt()).isEqualTo(2);
        assertThat(run("third").path("status").asText()).as("a dry run").isEqualTo("nothing-new");

        var said = shell.mastic("bookmark", "rewind", "people", "--to-run", "first")
                .succeeded();
        assertThat(said.err()).contains("run second: files, 2 rows", "--redo second", "--to-run second");
        assertThat(files(json("run", job, "--dry-run"))).isEqualTo(2);
        shell.mastic("bookmark", "rewind", "people", "--to-time", Instant.now().toString())
                .succeeded();
        assertThat(run("fourth").path("status").asText()).isEqualTo("nothing-new");

        shell.mastic("bookmark", "rewind", "people", "--to-run", "frist").failed(2, "did you mean 'first'");
        shell.mastic("bookmark", "rewind", "people", "--to-time", "2001-01-01 00:00:00")
                .failed(2, "no run had moved its bookmarks by then", "bookmark reset people");
        shell.mastic("bookmark", "rewind", "people", "--to-time", "yesterday").failed(2, "--to-time 'yesterday'");
        shell.mastic("bookmark", "rewind", "peolpe", "--to-run", "first").failed(2, "did you mean 'people'");
        shell.mastic("bookmark", "rewind", "people").failed(2, "mastic: Missing required argument", "--to-run");
    }

    @Test
    void resetsAndMarks() {
        run("first");
        write("b.json", 2);
        var reset = json("bookmark", "reset", "people", "--source", "people");
        assertThat(reset.path("changes").path(0).path("forgotten").asInt()).isEqualTo(1);
        shell.mastic("bookmark", "show", "people").failed(2, "people");
        var marked = json(
                "bookmark",
                "mark-seen",
                "people",
                "--source",
                "people",
                shell.file("in/a.json").toString());
        assertThat(marked.path("changes").path(0).path("added").asInt()).isEqualTo(1);
        assertThat(files(json("run", job, "--dry-run"))).isEqualTo(1);
        var all = json("bookmark", "mark-seen", "people", "--file", job);
        assertThat(all.path("changes").path(0).path("added").asInt()).isEqualTo(1);
        assertThat(run("second").path("status").asText()).isEqualTo("nothing-new");
        assertThat(json("bookmark", "mark-seen", "people", "--file", job).path("changes"))
                .isEmpty();

        shell.mastic("bookmark", "mark-seen", "people", "in").failed(2, "--source");
        shell.mastic("bookmark", "mark-seen", "people").failed(2, "--file");
        shell.mastic("bookmark", "mark-seen", "other", "--file", job).failed(2, "is job 'people'");
        shell.mastic("bookmark", "reset", "people", "--source", "peple").failed(2, "did you mean 'people'");
    }

    @Test
    void saysWhyAFileIsReadOrNot() throws IOException {
        run("first");
        write("new.json", 2);
        write("changed.json", 3);
        run("second");
        Files.writeString(shell.file("in/changed.json"), "{\"id\":33}\n");
        write("_hidden.json", 4);
        shell.write("in/empty.json", "");
        shell.write("elsewhere/x.json", "{}");

        assertThat(why("a.json")).isEqualTo("seen first");
        assertThat(why("new.json")).isEqualTo("seen second");
        assertThat(why("changed.json")).isEqualTo("changed second");
        assertThat(why("_hidden.json")).isEqualTo("hidden null");
        assertThat(why("empty.json")).isEqualTo("empty null");
        assertThat(why("nowhere.json")).isEqualTo("missing null");
        write("late.json", 5);
        assertThat(why("late.json")).isEqualTo("new null");
        Files.delete(shell.file("in/a.json"));
        assertThat(why("a.json")).isEqualTo("gone first");
        var elsewhere = shell.file("elsewhere/x.json").toString();
        assertThat(json("bookmark", "why", "people", elsewhere, "--file", job)
                        .path("state")
                        .asText())
                .isEqualTo("other");
        assertThat(shell.mastic(
                                "bookmark",
                                "why",
                                "people",
                                shell.file("in/late.json").toString())
                        .succeeded()
                        .out())
                .contains("late.json: new: no version of it was read");
        shell.mastic("bookmark", "why", "people", folder.toString()).failed(2, "it is a folder");
    }

    private String why(String name) {
        var answer = json("bookmark", "why", "people", shell.file("in/" + name).toString());
        assertThat(answer.path("reason").asText()).isNotEmpty();
        return answer.path("state").asText() + " " + answer.path("runId").asText();
    }

    @Test
    void movesToAnotherState() throws IOException {
        run("first");
        var exported = shell.file("people.bookmarks.json").toString();
        shell.mastic("bookmark", "export", "people", "--to", exported).succeeded();
        assertThat(shell.mastic("bookmark", "export", "people")
                        .succeeded()
                        .document()
                        .path("job")
                        .asText())
                .isEqualTo("people");
        var other = shell.file("other.db").toString();
        Shell.raw("bookmark", "import", exported, "--db", other, "--dry-run").succeeded();
        Shell.raw("bookmark", "show", "people", "--db", other).failed(2, "people");
        Shell.raw("bookmark", "import", exported, "--db", other).succeeded();
        write("b.json", 2);
        var report = Shell.raw("run", job, "--db", other, "--output", "json")
                .succeeded()
                .document();
        assertThat(files(report)).isEqualTo(1);
        Shell.raw("bookmark", "import", exported, "--db", other).failed(2, "--replace");
        var junk = shell.write("junk.json", "{}").toString();
        Shell.raw("bookmark", "import", junk, "--db", other)
                .failed(2, "junk.json", "no document of mastic bookmark export");
        Shell.raw("bookmark", "import", "nowhere.json", "--db", other).failed(2, "nowhere.json");
    }

    @Test
    void refusesToGoOnWithoutItsState() throws IOException {
        run("first");
        Files.delete(shell.file("state.db"));
        shell.mastic("run", job).failed(2, "run first", "mastic bookmark adopt");
        shell.mastic("bookmark", "adopt", job, "--believe", "fils").failed(2, "did you mean 'files'");
    }

    @Test
    void adoptsWhatAnIcebergTableRemembers() throws IOException {
        job = shell.write("job.conf", JOB.replace("path = \"out\"", "table = \"lake.people\", format = iceberg"))
                .toString();
        run("first");
        write("b.json", 2);
        run("second");
        Files.delete(shell.file("state.db"));
        shell.mastic("run", job).failed(2, "run second", "mastic bookmark adopt");

        assertThat(json("bookmark", "adopt", job).at("/changes/0/added").asInt())
                .isEqualTo(2);
        assertThat(run("third").path("status").asText()).isEqualTo("nothing-new");
        write("c.json", 3);
        assertThat(files(run("fourth"))).isEqualTo(1);
        assertThat(shell.mastic("cat", "lake.people").succeeded().lines()).hasSize(3);
    }

    @Test
    void tellsTheStoryOfRuns() throws IOException {
        run("first");
        var report = json("runs", "show", "first");
        assertThat(report.path("status").asText()).isEqualTo("succeeded");
        assertThat(report.path("story").findValuesAsText("what")).contains("sliced", "staged", "committed", "advanced");
        assertThat(shell.mastic("runs", "show", "first").succeeded().out()).contains("advanced");
        shell.mastic("runs", "show", "frist").failed(2, "did you mean 'first'");
    }

    @Test
    void aChangedTimeAloneMakesAnotherVersion() throws IOException {
        run("first");
        Files.setLastModifiedTime(shell.file("in/a.json"), FileTime.from(Instant.parse("2001-01-01T00:00:00Z")));
        assertThat(why("a.json")).isEqualTo("changed first");
    }
}
