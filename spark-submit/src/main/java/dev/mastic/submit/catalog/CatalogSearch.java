// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.catalog;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.Page;
import dev.mastic.core.failure.ExitCode;
import dev.mastic.core.failure.UsageException;
import dev.mastic.submit.console.Console;
import dev.mastic.submit.console.TableJson;
import dev.mastic.submit.definition.Found;
import dev.mastic.submit.verb.Verb;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks for a text in the definitions. */
@Command(
        name = "search",
        description =
                "Find databases and tables by a text in their names, columns, comments and parameters, in any case of letters.")
final class CatalogSearch extends Verb {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 1000;

    @Parameters(paramLabel = "TEXT", description = "What is looked for.")
    private String text;

    @Option(names = "--database", paramLabel = "NAME", description = "Only in this database.")
    private String database;

    @Override
    protected ExitCode execute(Console console) {
        if (text.isBlank()) {
            throw new UsageException("Cannot search the catalog: no text is given");
        }
        try (var workspace = openHere()) {
            var found = found(workspace.parts().the(Catalog.class), new Found.Words(text));
            switch (options().output()) {
                case json -> {
                    var document = JSON.createObjectNode();
                    document.set("found", TableJson.array(found, place -> JSON.createObjectNode()
                            .put("name", place.name())
                            .put("where", place.where())
                            .put("text", place.text())));
                    console.print(document);
                }
                case csv, table -> console.rows(options().output(), rows(found));
            }
            return ExitCode.OK;
        }
    }

    private List<Found> found(Catalog catalog, Found.Words words) {
        var databases = database == null
                ? catalog.databases()
                : List.of(catalog.database(database).database());
        var found = new ArrayList<Found>();
        for (var each : databases) {
            found.addAll(words.in(each));
            Page.all(PAGE, page -> catalog.tables(each.name(), name -> true, page))
                    .forEach(version -> found.addAll(words.in(version.table())));
        }
        return found;
    }

    private static List<List<String>> rows(List<Found> found) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("name", "where", "text"));
        found.forEach(place -> rows.add(List.of(place.name(), place.where(), place.text())));
        return rows;
    }
}
