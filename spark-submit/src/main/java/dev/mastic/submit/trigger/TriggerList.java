// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.trigger;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mastic.core.failure.ExitCode;
import dev.mastic.operations.trigger.Action;
import dev.mastic.operations.trigger.KeptTrigger;
import dev.mastic.operations.trigger.Triggers;
import dev.mastic.submit.console.Console;
import dev.mastic.submit.console.TableJson;
import dev.mastic.submit.verb.Verb;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** All triggers. */
@Command(name = "list", description = "All triggers, and when they are due.")
final class TriggerList extends Verb {
    @Override
    protected ExitCode execute(Console console) {
        try (var workspace = openHere()) {
            var triggers = workspace.parts().the(Triggers.class).list();
            if (options().output() == Console.Output.json) {
                var document = new ObjectMapper().createObjectNode();
                document.set("triggers", TableJson.array(triggers, TriggerJson::node));
                console.print(document);
            } else {
                console.rows(options().output(), rows(triggers));
            }
            return ExitCode.OK;
        }
    }

    static List<List<String>> rows(List<KeptTrigger> triggers) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("trigger", "type", "state", "fires", "jobs", "due"));
        triggers.forEach(kept -> rows.add(List.of(
                kept.name(),
                kept.trigger().type().name(),
                kept.state().name(),
                TriggerJson.fires(kept.trigger()),
                kept.trigger().actions().stream().map(Action::job).collect(Collectors.joining(", ")),
                TriggerJson.next(kept).map(Instant::toString).orElse(""))));
        return rows;
    }
}
