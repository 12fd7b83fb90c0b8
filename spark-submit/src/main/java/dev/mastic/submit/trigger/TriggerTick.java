// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.trigger;

import dev.mastic.core.failure.ExitCode;
import dev.mastic.operations.trigger.Triggers;
import dev.mastic.submit.console.Console;
import dev.mastic.submit.verb.Launcher;
import dev.mastic.submit.verb.Verb;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Starts what is due; for cron, every minute. */
@Command(name = "tick", description = "Start the jobs of all triggers that are due, each once; for cron, every minute.")
final class TriggerTick extends Verb {
    @Mixin
    private final StartOptions how = new StartOptions();

    @Override
    protected ExitCode execute(Console console) {
        how.keep();
        var launcher = Launcher.ofThisProcess();
        try (var workspace = openHere()) {
            var triggers = workspace.parts().the(Triggers.class);
            var runs = new StartedRuns(triggers, workspace.project().db(), how);
            runs.start(launcher, triggers.claimDue(Instant.now()));
            return runs.tell(console, options());
        }
    }
}
