// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mastic.testkit.Distribution;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real process says when a job fails: the message, without the talk of Spark. */
class MessagesIT {
    private static final String JOB = """
            job {
              name = people
              sources { people { path = "in", format = json } }
              sinks { files { in = people, path = "out/files" } }
            }
            """;

    @TempDir
    private Path folder;

    private Path job(String text) throws Exception {
        return Files.writeString(folder.resolve("job.conf"), text);
    }

    @Test
    void saysOneMessageWhenARowIsRefused() throws Exception {
        Files.createDirectories(folder.resolve("in"));
        Files.writeString(folder.resolve("in/people.json"), "{\"id\":1}\nbroken\n{\"id\":2}\n");

        var outcome = Distribution.ofThisBuild().mastic("run", job(JOB).toString(), "--output", "json");

        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(1);
        assertThat(new ObjectMapper().readTree(outcome.out()).path("status").asText())
                .isEqualTo("failed");
        assertThat(outcome.err()).contains("people.json:2 (byte 9)").doesNotContain("\tat ", "WARN", "Exception");
        assertThat(new Shell(folder).files("out")).isEmpty();
    }

    @Test
    void saysOneMessageWhenAFileCannotBeRead() throws Exception {
        Files.writeString(folder.resolve("part.parquet"), "PAR1" + "garbage ".repeat(40) + "PAR1");

        var outcome = Distribution.ofThisBuild()
                .mastic("cat", folder.resolve("part.parquet").toString());

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err().lines()).as(outcome.err()).hasSize(1).allMatch(line -> line.startsWith("mastic: "));
    }
}
