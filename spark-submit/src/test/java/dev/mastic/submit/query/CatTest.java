// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.submit.MessagesTest;
import dev.mastic.submit.Shell;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How {@code cat} and jobs are told what the columns of files are. */
class CatTest {
    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void open() {
        shell = new Shell(folder);
    }

    @Test
    void readsTheColumnsThatAreDeclared() {
        var file =
                shell.write("a.json", "{\"id\":1,\"name\":7}\n{\"id\":\"x\"}\n").toString();
        var ended = shell.mastic("cat", file, "--schema", "id long, name string, more date");
        assertThat(ended.succeeded().lines()).containsExactly("{\"id\":1,\"name\":\"7\"}");
        assertThat(ended.err()).contains("a.json:2", "1 row refused");
        assertThat(shell.mastic("cat", file, "--schema", "struct<id:uniontype<int,string>>")
                        .succeeded()
                        .lines())
                .containsExactly("{\"id\":{\"int\":1}}", "{\"id\":{\"string\":\"x\"}}");
        shell.mastic("cat", file, "--schema", "id lnog").failed(2, "'schema'", "did you mean 'long'?");
    }

    @Test
    void refusesWhatItDoesNotFindInTheSampleUnlessAllRowsAreRead() {
        var line = "{\"id\":1,\"pad\":\"" + "x".repeat(1000) + "\"}\n";
        var file = shell.write("big.json", line.repeat(10_500) + "{\"id\":\"two\"}\n")
                .toString();
        var sampled = shell.mastic("cat", file, "--output", "csv", "--limit", "20000");
        assertThat(sampled.succeeded().err()).contains("big.json:10501", "1 row refused");
        var all = shell.mastic("cat", file, "--output", "csv", "--infer", "all");
        assertThat(all.succeeded().out()).contains("\"{\"\"string\"\":\"\"two\"\"}\"");
        assertThat(all.err()).doesNotContain("refused");
        shell.mastic("cat", file, "--infer", "some").failed(2, "infer", "all, sample");
    }

    @Test
    void refusesOptionsThatNoFormatHas() {
        var file = shell.write("a.json", "{\"id\":1}\n").toString();
        shell.mastic("cat", file, "--format", "json", "--option", "nosuchoption=1")
                .failed(2, "'nosuchoption'");
        shell.mastic("cat", file, "--option", "nosuchoption=1").failed(2, "no format has an option 'nosuchoption'");
        shell.mastic("cat", "nosuch.json").failed(2, "nosuch.json", "no such file or folder");
        shell.mastic("cat", "hr.people", "--schema", "id long").failed(2, "--schema", "hr.people");
    }

    @Test
    void letsOptionsWinOverWhatTheFileShows() {
        var file = shell.write("a.csv", "id;name\n1;Ada, Lady\n2;Bob, Sir\n").toString();
        assertThat(shell.mastic("cat", file, "--option", "separator=;")
                        .succeeded()
                        .lines())
                .containsExactly("{\"id\":1,\"name\":\"Ada, Lady\"}", "{\"id\":2,\"name\":\"Bob, Sir\"}");
        assertThat(shell.mastic(
                                "cat",
                                file,
                                "--format",
                                "csv",
                                "--option",
                                "separator=,",
                                "--option",
                                "with-header=false",
                                "--limit",
                                "1")
                        .succeeded()
                        .out())
                .contains("id;name");
        assertThat(shell.mastic("cat", file, "--schema", "id string, name string", "--option", "separator=;")
                        .succeeded()
                        .lines())
                .contains("{\"id\":\"1\",\"name\":\"Ada, Lady\"}");
        shell.mastic("cat", file, "--format", "csv", "--option", "separator=ab")
                .failed(2, "Cannot read " + file + ": setting 'separator'", "\"ab\"");
        shell.mastic("cat", file, "--format", "csv", "--option", "seperator=;").failed(2, "did you mean 'separator'?");
    }

    @Test
    void saysInWhichLineOfAJobASchemaIsWrong() {
        shell.write("in/a.json", "{\"id\":1}\n");
        var job = MessagesTest.JOB.replace("path = \"in\"", "path = \"in\"\n, schema = \"id lnog\"");
        var wrong = shell.mastic("check", shell.write("job.conf", job).toString());
        assertThat(wrong.out()).contains("job.conf:4", "'schema'", "did you mean 'long'?");
        var option = MessagesTest.JOB.replace("path = \"in\"", "path = \"in\"\n, options {\n nosuchoption = 1 }");
        assertThat(shell.mastic("check", shell.write("job.conf", option).toString())
                        .out())
                .contains("job.conf:5", "nosuchoption");
    }

    @Test
    void saysThatNoRowWasFound() {
        var file = shell.write("orders.xml", "<orders><order><id>1</id></order></orders>\n")
                .toString();
        var wrong = shell.mastic("cat", file, "--option", "row-tag=ordr");
        wrong.failed(1, "Cannot read " + file + ": it has no rows with columns (got row-tag=ordr): mend the options");
        assertThat(wrong.out()).isEmpty();
    }

    @Test
    void refusesAnEmptyListOfInputs() {
        shell.write("in/a.json", "{\"id\":1}\n");
        var job = MessagesTest.JOB.replace("name = named,", "name = named, in = [],");
        assertThat(shell.mastic("check", shell.write("job.conf", job).toString())
                        .out())
                .contains("job.conf:5", "'in' must be a list of at least one text");
    }
}
