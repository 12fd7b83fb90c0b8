// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.catalog;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mastic.catalog.MetadataRebuild;
import dev.mastic.catalog.MetadataRebuild.Found;
import dev.mastic.catalog.MetadataRebuild.Outcome;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.failure.ExitCode;
import dev.mastic.submit.console.Console;
import dev.mastic.submit.console.TableJson;
import dev.mastic.submit.verb.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes a lost catalog again. */
@Command(
        name = "rebuild",
        description = "Make the rows of Iceberg tables again from their metadata, after the database was lost.")
final class CatalogRebuild extends Verb {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Option(
            names = "--from-metadata",
            required = true,
            paramLabel = "FOLDER",
            description = "Where to look for tables, at any depth: database/table/metadata.")
    private String place;

    @Option(names = "--dry-run", description = "Say what was found, and change nothing.")
    private boolean dryRun;

    @Override
    protected ExitCode execute(Console console) {
        try (var workspace = openHere()) {
            var catalog = workspace.parts().the(Catalog.class);
            var found = new MetadataRebuild(catalog, workspace.parts().the(Configuration.class), dryRun).rebuild(place);
            if (options().output() == Console.Output.json) {
                var document = JSON.createObjectNode().put("applied", !dryRun);
                document.set("tables", TableJson.array(found, table -> JSON.createObjectNode()
                        .put("name", table.name())
                        .put("outcome", outcome(table))
                        .put("metadata", table.metadata())
                        .put("note", table.note())));
                console.print(document);
            } else {
                console.rows(options().output(), rows(found));
            }
            console.say(found.isEmpty() ? "No Iceberg table lies below " + place : said(found));
            return found.stream().anyMatch(table -> table.outcome() == Outcome.SKIPPED)
                    ? ExitCode.PARTIAL
                    : ExitCode.OK;
        }
    }

    private String said(List<Found> found) {
        long taken = found.stream()
                .filter(table -> table.outcome() == Outcome.CREATED || table.outcome() == Outcome.UPDATED)
                .count();
        return found.size() + " tables found, " + taken + (dryRun ? " would be" : "") + " taken into the catalog";
    }

    private static String outcome(Found table) {
        return table.outcome().name().toLowerCase(Locale.ROOT);
    }

    private static List<List<String>> rows(List<Found> found) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("table", "outcome", "metadata", "note"));
        found.forEach(table -> rows.add(List.of(table.name(), outcome(table), table.metadata(), table.note())));
        return rows;
    }
}
