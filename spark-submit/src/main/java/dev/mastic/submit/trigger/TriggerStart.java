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
import picocli.CommandLine.Parameters;

/** Fires a trigger by hand. */
@Command(name = "start", description = "Fire a trigger that is fired on demand.")
final class TriggerStart extends Verb {
    @Parameters(paramLabel = "NAME", description = "The name of a trigger.")
    private String name;

    @Mixin
    private final StartOptions how = new StartOptions();

    @Override
    protected ExitCode execute(Console console) {
        how.keep();
        try (var workspace = openHere()) {
            var triggers = workspace.parts().the(Triggers.class);
            triggers.get(name);
            var launcher = Launcher.ofThisProcess();
            var runs = new StartedRuns(triggers, workspace.project().db(), how);
            runs.start(launcher, triggers.claimOnDemand(name, Instant.now()));
            return runs.tell(console, options());
        }
    }
}
