// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.cron;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.submit.Shell;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wrong calls; right ones are of the distribution, see {@link CronIT}. */
class CronVerbsTest {
    @TempDir
    private Path folder;

    private static void refused(String what, String... words) {
        Shell.raw(words).failed(2, what);
    }

    @Test
    void wrongCallsAreRefused() {
        var log = folder.toString();
        refused("needs one of: run", "cron");
        refused("'--log=FOLDER'", "cron", "run", "--", "doctor");
        refused("-- COMMAND", "cron", "run", "--log", log);
        refused("expected a time such as 90s", "cron", "run", "--log", log, "--timeout", "2", "--", "doctor");
        refused("expected a time such as 90s", "cron", "run", "--log", log, "--grace", "soon", "--", "doctor");
        refused("wait, skip, fail", "cron", "run", "--log", log, "--on-locked", "die", "--", "doctor");
        refused("'many' is not an int", "cron", "run", "--log", log, "--keep", "many", "--", "doctor");
        refused("Cannot keep 0 logs", "cron", "run", "--log", log, "--keep", "0", "--", "doctor");
        refused("a number of bytes", "cron", "run", "--log", log, "--keep-size", "big", "--", "doctor");
        refused("Unknown option: '--tiemout'", "cron", "run", "--log", log, "--tiemout", "1s", "--", "doctor");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void anotherMasticIsStartedOnlyBesideItsDistribution() {
        refused(
                "this process was not started by bin/mastic",
                "cron",
                "run",
                "--log",
                folder.toString(),
                "--",
                "doctor");
    }
}
