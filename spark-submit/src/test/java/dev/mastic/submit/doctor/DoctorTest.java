// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.failure.Failpoints;
import dev.mastic.submit.Shell;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What this installation is made of. */
class DoctorTest {
    @TempDir
    private Path folder;

    @Test
    void saysWhatJobsRunOn() {
        var shell = new Shell(folder);
        var found = shell.mastic("doctor", "--output", "json")
                .succeeded()
                .document()
                .path("findings");
        assertThat(found.findValuesAsText("name"))
                .containsExactly(
                        "java",
                        "java modules",
                        "spark",
                        "scala",
                        "hadoop",
                        "iceberg",
                        "state",
                        "free space",
                        "address");
        assertThat(found.findValuesAsText("text")).anyMatch(text -> text.startsWith("3.5."));
        assertThat(shell.file("state.db")).as("looking makes nothing").doesNotExist();
        shell.mastic("runs", "list").succeeded();
        assertThat(shell.mastic("doctor").succeeded().out())
                .contains("state.db (schema ")
                .doesNotContain("WRONG");
    }

    @Test
    void exitsWithTwoIfSomethingIsWrong() {
        var shell = new Shell(folder);
        shell.write("state.db", "no database at all, but long enough to be looked at. ".repeat(30));
        var ended = shell.mastic("doctor");
        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.out()).contains("WRONG state: ", "no SQLite database");
    }

    @Test
    void listsWhereRunsCanBeKilled() {
        var points = new Shell(folder)
                .mastic("doctor", "--failpoints", "--output", "json")
                .succeeded()
                .document()
                .path("failpoints");
        assertThat(points.findValuesAsText("name")).isEqualTo(Failpoints.names());
        assertThat(points.findValuesAsText("text")).allMatch(text -> text.length() > 10);
    }
}
