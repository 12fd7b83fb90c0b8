// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.submit.MessagesTest;
import dev.mastic.submit.Shell;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run would do. */
class DryRunTest {
    @TempDir
    private Path folder;

    private Shell shell;
    private String job;

    @BeforeEach
    void open() {
        shell = new Shell(folder);
        shell.write("in/a.json", "{\"id\":1,\"name\":\"Ada\"}\n");
        job = shell.write("job.conf", MessagesTest.JOB).toString();
    }

    @Test
    void saysWhatIsReadAndWrittenAndDoesNeither() {
        var dry = shell.mastic("run", job, "--dry-run", "--output", "json")
                .succeeded()
                .document();
        assertThat(dry.path("status").asText()).isEqualTo("dry-run");
        assertThat(dry.at("/sources/0/newFiles").asInt()).isEqualTo(1);
        assertThat(dry.path("sparkStarted").asBoolean()).isFalse();
        assertThat(dry.at("/schemas/people").asText()).isEqualTo("struct<id:int,name:string>");
        assertThat(dry.at("/schemas/named").asText()).isEqualTo("struct<id:int,full_name:string>");
        assertThat(dry.path("notes")).isEmpty();
        assertThat(shell.files("out")).isEmpty();
        assertThat(shell.mastic("runs", "list", "--output", "json").out()).doesNotContain("dry-run");

        shell.mastic("run", job).succeeded();
        shell.write("in/b.json", "{\"id\":2,\"name\":\"Bob\"}\n");
        var files = shell.dataFiles("out");
        assertThat(shell.mastic("run", job, "--dry-run").succeeded().out())
                .contains("a dry run, nothing written")
                .containsPattern("would read +people +1 +1 +new")
                .containsPattern("would write +files")
                .contains("named: struct<id:int,full_name:string>");
        assertThat(shell.dataFiles("out")).isEqualTo(files);
        var real = shell.mastic("run", job, "--output", "json").succeeded().document();
        assertThat(real.at("/sources/0/newFiles").asInt()).isEqualTo(1);
        assertThat(shell.mastic("run", job, "--dry-run", "--fail-on-empty").exitCode())
                .isEqualTo(4);
    }

    @Test
    void findsWhatWouldStopTheRun() {
        var wrong = shell.write("wrong.conf", MessagesTest.JOB.replace("from = name", "from = nmae"))
                .toString();
        shell.mastic("run", wrong, "--dry-run").failed(2, "wrong.conf:5", "did you mean 'name'?");
    }
}
