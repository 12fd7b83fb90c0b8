// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.trigger;

import dev.mastic.core.failure.ExitCode;
import dev.mastic.operations.trigger.TriggeredRun;
import dev.mastic.operations.trigger.Triggers;
import dev.mastic.submit.console.Console;
import dev.mastic.submit.console.TableJson;
import dev.mastic.submit.verb.Verb;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** One trigger. */
@Command(name = "show", description = "One trigger, and the newest runs that it has started.")
final class TriggerShow extends Verb {
    @Parameters(paramLabel = "NAME", description = "The name of a trigger.")
    private String name;

    @Override
    protected ExitCode execute(Console console) {
        try (var workspace = openHere()) {
            var triggers = workspace.parts().the(Triggers.class);
            var kept = triggers.get(name);
            var runs = triggers.runs(name);
            switch (options().output()) {
                case json -> {
                    var document = TriggerJson.node(kept);
                    document.set("Runs", TableJson.array(runs, TriggerJson::node));
                    console.print(document);
                }
                case csv -> console.csv(rows(runs));
                case table -> {
                    console.table(TriggerList.rows(List.of(kept)));
                    kept.trigger()
                            .actions()
                            .forEach(action -> console.show("  runs " + action.script()
                                    + (action.arguments().isEmpty()
                                            ? ""
                                            : " -- " + String.join(" ", action.arguments()))));
                    console.table(rows(runs));
                }
            }
            return ExitCode.OK;
        }
    }

    private static List<List<String>> rows(List<TriggeredRun> runs) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("run", "job", "due", "started"));
        runs.forEach(run -> rows.add(
                List.of(run.runId(), run.action().job(), run.due().toString(), String.valueOf(run.isStarted()))));
        return rows;
    }
}
