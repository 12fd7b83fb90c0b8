// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.access;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mastic.catalog.AuditLog;
import dev.mastic.catalog.AuditLog.Entry;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.Page;
import dev.mastic.core.failure.ExitCode;
import dev.mastic.submit.console.Console;
import dev.mastic.submit.verb.Verb;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows who changed what in the catalog. */
@Command(
        name = "audit",
        description = "Who changed what in the catalog, and what mastic serve has refused; the oldest first.")
public final class AuditCommand extends Verb {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 1000;

    @Option(names = "--who", paramLabel = "NAME", description = "Only what this one has changed or asked for.")
    private String who;

    @Override
    protected ExitCode execute(Console console) {
        try (var workspace = openHere()) {
            var log = new AuditLog(workspace.parts().the(Catalog.class), Clock.systemUTC());
            var entries = Page.all(PAGE, log::page).stream()
                    .filter(entry -> who == null || who.equals(entry.who()))
                    .toList();
            show(console, entries);
            return ExitCode.OK;
        }
    }

    private void show(Console console, List<Entry> entries) {
        if (options().output() == Console.Output.json) {
            var document = JSON.createObjectNode();
            var array = document.putArray("changes");
            entries.forEach(entry -> array.addObject()
                    .put("when", entry.when().toString())
                    .put("who", entry.who())
                    .put("face", entry.face())
                    .put("what", entry.what())
                    .put("object", entry.object())
                    .put("outcome", entry.outcome()));
            console.print(document);
            return;
        }
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("when", "who", "face", "what", "object", "outcome"));
        entries.forEach(entry -> rows.add(List.of(
                entry.when().toString(), entry.who(), entry.face(), entry.what(), entry.object(), entry.outcome())));
        console.rows(options().output(), rows);
    }
}
