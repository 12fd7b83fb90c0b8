// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.trigger;

import dev.mastic.core.failure.ExitCode;
import dev.mastic.operations.trigger.Triggers;
import dev.mastic.submit.console.Console;
import dev.mastic.submit.verb.Group;
import dev.mastic.submit.verb.Verb;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What starts jobs: keeps it, and does it. */
@Command(
        name = "trigger",
        mixinStandardHelpOptions = true,
        description = "Start jobs by a schedule, after other jobs, or on demand.",
        subcommands = {
            TriggerCreate.class,
            TriggerList.class,
            TriggerShow.class,
            TriggerCommand.Drop.class,
            TriggerCommand.Activate.class,
            TriggerCommand.Deactivate.class,
            TriggerStart.class,
            TriggerTick.class
        })
public final class TriggerCommand extends Group {
    /** A verb on one trigger. */
    abstract static class OfOne extends Verb {
        @Parameters(paramLabel = "NAME", description = "The name of a trigger.")
        private String name;

        @Override
        protected final ExitCode execute(Console console) {
            try (var workspace = openHere()) {
                execute(console, workspace.parts().the(Triggers.class), name);
                return ExitCode.OK;
            }
        }

        abstract void execute(Console console, Triggers triggers, String trigger);
    }

    @Command(name = "drop", description = "Remove a trigger; the runs that it has started stay.")
    static final class Drop extends OfOne {
        @Override
        void execute(Console console, Triggers triggers, String trigger) {
            triggers.drop(trigger);
            console.say("trigger " + trigger + ": dropped");
        }
    }

    @Command(name = "activate", description = "Let a trigger fire by itself from now on.")
    static final class Activate extends OfOne {
        @Override
        void execute(Console console, Triggers triggers, String trigger) {
            boolean changed = triggers.activate(trigger, true, Instant.now());
            console.say("trigger " + trigger + ": " + (changed ? "activated" : "active already"));
        }
    }

    @Command(name = "deactivate", description = "Let a trigger fire no more, until it is activated again.")
    static final class Deactivate extends OfOne {
        @Override
        void execute(Console console, Triggers triggers, String trigger) {
            boolean changed = triggers.activate(trigger, false, Instant.now());
            console.say("trigger " + trigger + ": " + (changed ? "deactivated" : "not active already"));
        }
    }
}
