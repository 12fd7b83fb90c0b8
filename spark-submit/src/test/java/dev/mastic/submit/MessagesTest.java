// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the command line says of commands and jobs that are wrong. */
@Timeout(120)
public class MessagesTest {
    public static final String JOB = """
            job {
              name = people
              sources { people { path = "in" } }
              steps = [
                { name = named, transform = rename-field, from = name, to = full_name }
              ]
              sinks { files { in = named, path = "out/files" } }
            }
            """;

    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void open() {
        shell = new Shell(folder);
        shell.write("in/people.json", "{\"id\":1,\"name\":\"Ada\"}\n{\"id\":2,\"name\":\"Grace\"}\n");
    }

    private Shell.Ended run(String job, String... more) {
        return shell.mastic(
                Stream.concat(Stream.of("run", shell.write("job.conf", job).toString()), Stream.of(more))
                        .toArray(String[]::new));
    }

    @Test
    void namesAnUnknownCommand() {
        Shell.raw("rnu").failed(2, "rnu", "run", "--help");
        Shell.raw().failed(2, "No command", "--help");
        Shell.raw("bookmark").failed(2);
        Shell.raw("bookmark", "shwo").failed(2, "shwo", "show");
    }

    @Test
    void namesAnUnknownOption() {
        Shell.raw("cat", "--limt", "3", "x").failed(2, "--limt", "--limit");
        Shell.raw("cat", "--limit", "three", "x").failed(2, "--limit", "three");
        Shell.raw("cat").failed(2, "PATH|TABLE");
        Shell.raw("run").failed(2, "FILE");
        Shell.raw("cat", "--limit", "-1", "x").failed(2, "--limit");
    }

    @Test
    void namesAWrongForm() {
        Shell.raw("cat", "--output", "jsn", "x").failed(2, "--output", "jsn", "table, json, csv");
    }

    @Test
    void saysThatAJobFileIsMissing() {
        var missing = folder.resolve("jobb.conf").toString();
        shell.write("job.conf", JOB);
        shell.mastic("run", missing).failed(2, missing);
        shell.mastic("check", missing).failed(2, missing);
        shell.mastic("run", folder.toString()).failed(2);
        assertThat(shell.file("state.db")).doesNotExist();
        assertThat(shell.mastic("check", missing, "--output", "json").document().at("/problems"))
                .hasSize(1);
    }

    @Test
    void saysWhereAJobFileDoesNotParse() {
        run("job {\n  name = people\n  steps = [ {\n}\n").failed(2, "job.conf:");
        run("job {\n  name = \"people\n}\n").failed(2, "job.conf:2");
        run("job {\n  name = ${missing}\n}\n").failed(2, "job.conf:2", "missing");
        run("").failed(2, "job.conf:1", "job {");
        run("job = 3").failed(2, "job.conf:1", "job {");
        assertThat(run("job {", "--output", "json").document().path("exitCode").asInt())
                .isEqualTo(2);
    }

    @Test
    void suggestsTheSettingThatWasMeant() {
        run(JOB.replace("path = \"in\"", "path = \"in\", fromat = json"))
                .failed(2, "job.conf:3", "'fromat'", "did you mean 'format'?");
        run(JOB.replace("name = people\n", "name = people\n  bookmark = enabled\n"))
                .failed(2, "job.conf:3", "'bookmark'", "did you mean 'bookmarks'?");
        run(JOB.replace("rename-field", "renamefield")).failed(2, "job.conf:5", "did you mean 'rename-field'?");
    }

    @Test
    void namesASettingOfTheWrongType() {
        run(JOB.replace("from = name", "from = [name, id]")).failed(2, "job.conf:5", "'from'");
        run(JOB.replace("path = \"in\"", "path = { in = 1 }")).failed(2, "job.conf:3", "'path'");
        run(JOB.replace("name = people", "name = people\n  bookmarks = { a = 1 }"))
                .failed(2, "job.conf:3", "'bookmarks'");
        run(JOB.replace("  sinks", "  faults { path = \"out/rejects\", max = \"lots\" }\n  sinks"))
                .failed(2, "job.conf:7", "'max'", "\"lots\"");
        run(JOB.replace("path = \"out/files\"", "path = \"out/files\", format = iceberk"))
                .failed(2, "job.conf:7", "iceberk");
        run(JOB, "--set", "job.name=[").failed(2, "--set");
        run(JOB, "--set", "job.nam=x").failed(2, "--set", "did you mean 'name'?");
    }

    @Test
    void namesAMissingTableOrDatabase() {
        var job = JOB.replace("path = \"in\"", "table = \"sales.poeple\"");
        run(job).failed(2, "sales.poeple", "job.conf:3");
        shell.mastic("crawl", shell.file("in").toString(), "--database", "sales")
                .succeeded();
        run(JOB.replace("path = \"in\"", "table = \"sales.i\"")).failed(2, "sales.i", "did you mean", "job.conf:3");
        run(JOB.replace("path = \"in\"", "table = \"sale.in\"")).failed(2, "sale", "did you mean", "job.conf:3");
        run(JOB.replace("path = \"in\"", "table = \"sales\"")).failed(2, "database.table", "job.conf:3");
        shell.mastic("cat", "sales.i").failed(2, "sales.i", "did you mean");
        shell.mastic("cat", "sales").failed(2, "sales");
        shell.mastic("catalog", "show", "sales.i").failed(2, "sales.i", "did you mean");
        shell.mastic("catalog", "list", "sale").failed(2, "sale", "did you mean");
        shell.mastic("bookmark", "show", "nobody").failed(2, "nobody");
        shell.mastic("runs", "show", "nothing").failed(2, "nothing");
    }

    @Test
    void namesAMissingPath() {
        run(JOB.replace("path = \"in\"", "path = \"inn\""))
                .failed(2, folder.resolve("inn").toString(), "job.conf:3");
        shell.mastic("cat", shell.file("inn").toString())
                .failed(2, folder.resolve("inn").toString());
        shell.mastic("crawl", shell.file("inn").toString())
                .failed(2, folder.resolve("inn").toString());
        shell.mastic("cat", "nowhere://x/y").failed(2, "nowhere");
        shell.mastic("crawl", "nowhere://x/y").failed(2, "nowhere");
        run(JOB.replace("path = \"in\"", "path = \"nowhere://x/y\"")).failed(2, "nowhere");
    }

    @Test
    void saysThatAFolderIsEmpty() throws IOException {
        var empty = Files.createDirectories(shell.file("empty")).toString();
        shell.mastic("cat", empty).failed(2, empty);
        run(JOB.replace("path = \"in\"", "path = \"empty\"")).failed(2, empty, "job.conf:3");
        shell.mastic("crawl", empty).failed(2, empty);
    }

    @Test
    void namesWhatIsUnused() {
        run(JOB.replace("sources {", "sources { other { path = \"in\" },"))
                .failed(2, "job.conf:3", "'other'", "remove");
    }

    @Test
    void namesACycleOfSteps() {
        run(JOB.replace(
                                "[\n",
                                "[\n  { name = one, in = two, transform = drop-null-fields }\n"
                                        + "  { name = two, in = one, transform = drop-null-fields }\n")
                        .replace("{ name = named,", "{ name = named, in = people, "))
                .failed(2, "job.conf:5", "cycle", "one → two → one");
    }

    @Test
    void suggestsTheColumnThatWasMeant() {
        run(JOB.replace("from = name", "from = nmae")).failed(2, "job.conf:5", "'nmae'", "did you mean 'name'?");
        run(JOB.replace("path = \"out/files\"", "path = \"out/files\", partition-by = [idd]"))
                .failed(2, "'idd'", "did you mean 'id'?");
        assertThat(shell.files("out")).isEmpty();
    }

    @Test
    void refusesAStateThatIsNoDatabase() {
        var db = shell.write("notes.db", "not a database, whatever its name says: " + "x".repeat(2000))
                .toString();
        var job = shell.write("job.conf", JOB).toString();
        Shell.raw("run", job, "--db", db).failed(2, db, "no SQLite database");
        Shell.raw("catalog", "list", "--db", db).failed(2, db, "no SQLite database");
        assertThat(shell.file("notes.db")).content().startsWith("not a database");
        assertThat(shell.files("")).allMatch(name -> !name.startsWith("notes.db") || name.equals("notes.db"));
    }

    @Test
    void refusesAStateInAFolderThatCannotBeMade() {
        var db = shell.write("file", "x") + "/deeper/state.db";
        Shell.raw("catalog", "list", "--db", db).failed(2, db, "cannot be made");
        Shell.raw("catalog", "list", "--db", folder.toString()).failed(2, folder.toString(), "folder");
        Shell.raw("catalog", "list", "--db", "/proc/state.db").failed(2, "/proc/state.db");
        Shell.raw("catalog", "list", "--db", "jdbc:oracle:thin:@x").failed(2, "jdbc:oracle");
    }

    /** It waits for a server that may be starting. */
    @Tag("chaos")
    @Test
    void refusesAStateOnAServerThatIsNotThere() {
        Shell.raw("catalog", "list", "--db", "jdbc:postgresql://127.0.0.1:9/x").failed(2, "127.0.0.1:9");
    }

    @Test
    void refusesAClassThatIsNoJob() throws IOException {
        shell.mastic("run", "#java.lang.String").failed(2, "java.lang.String", "EtlJob");
        shell.mastic("run", "#com.acme.Gone").failed(2, "com.acme.Gone");
        shell.mastic("run", shell.file("no.jar").toString()).failed(2, "no.jar");
        var jar = shell.file("some.jar");
        new JarOutputStream(Files.newOutputStream(jar), new Manifest()).close();
        shell.mastic("run", jar.toString()).failed(2, jar.toString(), "Mastic-Job", "#");
        shell.mastic("run", jar + "#com.acme.Gone").failed(2, jar.toString(), "com.acme.Gone");
        shell.mastic("run", shell.write("broken.jar", "no zip").toString()).failed(2, "broken.jar");
        shell.mastic("check", jar.toString(), "--output", "json").failed(2);
    }

    @Test
    void listsAllProblemsOfAJobAtOnce() {
        var job = shell.write("job.conf", """
                job {
                  nam = people
                  sources {
                    people { path = "inn", fromat = json }
                    unused { table = "sales.gone" }
                  }
                  steps = [
                    { name = named, in = people, transform = rename-field, from = name }
                    { name = broken, in = nowhere, transform = droop-fields, paths = [id] }
                  ]
                  sinks { files { in = named, path = "out/files", partition-bye = [id] } }
                }
                """).toString();
        var ended = shell.mastic("check", job, "--output", "json");
        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.document().path("problems"))
                .hasSize(10)
                .allMatch(problem -> problem.path("where").asText().startsWith("job.conf:")
                        && problem.has("message")
                        && !problem.path("hint").asText().startsWith("("));
        var told = shell.mastic("check", job);
        assertThat(told.exitCode()).isEqualTo(2);
        assertThat(told.lines())
                .contains(
                        "job.conf:2: unknown setting 'nam' (did you mean 'name'?)",
                        "job.conf:4: unknown setting 'fromat' (did you mean 'format'?)",
                        "job.conf:5: source 'unused' is used by no step and no sink (remove it)",
                        "job.conf:11: unknown setting 'partition-bye' (did you mean 'partition-by'?)",
                        "10 problems")
                .anyMatch(line -> line.startsWith("job.conf:9: no such transform: 'droop-fields' (has: "));
        assertThat(shell.files("out")).isEmpty();
    }

    @Test
    void listsAllProblemsOfThePlacesOfAJobAtOnce() {
        var job = shell.write("job.conf", """
                job {
                  name = people
                  sources {
                    people { path = "inn" }
                    others { table = "sales.gone" }
                    good { path = "in" }
                  }
                  steps = [
                    { name = named, in = good, transform = rename-field, from = nmae, to = x }
                    { name = more, in = [people, others, named], transform = join, keys = [id] }
                  ]
                  sinks { files { in = named, path = "out/files" }, files2 { in = more, path = "out/files2" } }
                }
                """).toString();
        assertThat(shell.mastic("check", job).lines())
                .containsExactly(
                        "job.conf:4: No such file or folder: " + folder.resolve("inn") + " (did you mean 'in'?)",
                        "job.conf:5: No such table: 'sales.gone': there is no database 'sales' (there are none)",
                        "job.conf:9: Cannot rename nmae to x: no field 'nmae' (has: id, name; did you mean 'name'?)",
                        "3 problems");
        shell.mastic("run", job).failed(2, "job.conf:4", "job.conf:5", "2 problems");
        assertThat(shell.files("out")).isEmpty();
    }
}
