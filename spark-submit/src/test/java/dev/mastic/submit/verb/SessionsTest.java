// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.verb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.config.Project;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Who has the last word on a setting of Spark. */
class SessionsTest {
    private static final String SHUFFLES = "spark.sql.shuffle.partitions";
    private final Project project = new Project("mastic.db", "warehouse", Map.of(SHUFFLES, "3"));

    @AfterEach
    void leaveSparkSubmit() {
        System.clearProperty(SHUFFLES);
    }

    private Map<String, String> settings(String... words) {
        var options = new CommonOptions();
        new CommandLine(CommandLine.Model.CommandSpec.forAnnotatedObject(options)).parseArgs(words);
        return Sessions.settings(project, options);
    }

    @Test
    void aProjectHasDefaults() {
        assertThat(settings()).containsEntry(SHUFFLES, "3").containsEntry("spark.master", "local[*]");
    }

    @Test
    void sparkSubmitHasTheWordBeforeTheProject() {
        System.setProperty(SHUFFLES, "5"); // as spark-submit --conf does
        assertThat(settings()).as("left to Spark").doesNotContainKey(SHUFFLES);
    }

    @Test
    void anOptionOfTheVerbIsTheLastWord() {
        System.setProperty(SHUFFLES, "5");
        assertThat(settings("--conf", SHUFFLES + "=7")).containsEntry(SHUFFLES, "7");
    }
}
