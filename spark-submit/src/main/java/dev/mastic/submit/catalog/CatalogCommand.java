// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.catalog;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.Database;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.catalog.TableVersion;
import dev.mastic.core.failure.ExitCode;
import dev.mastic.submit.access.AuditCommand;
import dev.mastic.submit.access.TokenCommand;
import dev.mastic.submit.console.Console;
import dev.mastic.submit.console.TableJson;
import dev.mastic.submit.console.TableText;
import dev.mastic.submit.crawl.ClassifierCommand;
import dev.mastic.submit.crawl.CrawlerCommand;
import dev.mastic.submit.verb.CommonOptions;
import dev.mastic.submit.verb.Group;
import dev.mastic.submit.verb.Verb;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks into the catalog, and changes it by hand. */
@Command(
        name = "catalog",
        mixinStandardHelpOptions = true,
        description = "Look into the catalog, change it by hand, and keep crawlers and connections.",
        subcommands = {
            CatalogCommand.ListTables.class,
            CatalogCommand.Show.class,
            CatalogCommand.History.class,
            CatalogSearch.class,
            CatalogCreate.class,
            CatalogAlter.class,
            CatalogDrop.class,
            CatalogUndo.class,
            CatalogExport.class,
            CatalogImport.class,
            CatalogRepair.class,
            CatalogRebuild.class,
            ConnectionCommand.class,
            CatalogSync.class,
            CrawlerCommand.class,
            ClassifierCommand.class,
            TokenCommand.class,
            AuditCommand.class
        })
public final class CatalogCommand extends Group {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Command(name = "list", description = "All tables, or those of one database.")
    static final class ListTables extends Verb {
        @Parameters(arity = "0..1", paramLabel = "DATABASE", description = "Only the tables of this database.")
        private String database;

        @Override
        protected ExitCode execute(Console console) {
            try (var workspace = openHere()) {
                var catalog = workspace.parts().the(Catalog.class);
                var databases = Optional.ofNullable(database).map(List::of).orElseGet(() -> catalog.databases().stream()
                        .map(Database::name)
                        .toList());
                var tables = databases.stream()
                        .flatMap(name -> catalog.tables(name).stream())
                        .map(catalog::get)
                        .toList();
                if (workspace.isNew()) {
                    console.say("state: " + workspace.project().state() + " (new)");
                }
                show(options(), console, tables, catalog);
                return ExitCode.OK;
            }
        }
    }

    @Command(name = "show", description = "One table with its columns and their evidence.")
    static final class Show extends Verb {
        @Parameters(paramLabel = "TABLE", description = "database.table")
        private String table;

        @Override
        protected ExitCode execute(Console console) {
            try (var workspace = openHere()) {
                var catalog = workspace.parts().the(Catalog.class);
                var version = catalog.get(TableName.parse(table));
                switch (options().output()) {
                    case json -> console.print(TableJson.kept(version, catalog));
                    case csv -> console.csv(TableText.columns(version));
                    case table -> {
                        console.table(TableText.kept(List.of(version), catalog));
                        console.show("");
                        console.table(TableText.columns(version));
                    }
                }
                return ExitCode.OK;
            }
        }
    }

    @Command(name = "history", description = "All kept versions of a table, newest first.")
    static final class History extends Verb {
        @Parameters(paramLabel = "TABLE", description = "database.table")
        private String table;

        @Option(names = "--diff", description = "Also what each version has changed.")
        private boolean diff;

        @Override
        protected ExitCode execute(Console console) {
            try (var workspace = openHere()) {
                var catalog = workspace.parts().the(Catalog.class);
                var name = TableName.parse(table);
                catalog.get(name);
                var versions = catalog.history(name);
                if (diff) {
                    VersionDiff.print(options(), console, VersionDiff.of(versions));
                } else {
                    show(options(), console, versions, catalog);
                }
                return ExitCode.OK;
            }
        }
    }

    private static void show(CommonOptions options, Console console, List<TableVersion> tables, Catalog catalog) {
        switch (options.output()) {
            case json -> {
                var document = JSON.createObjectNode();
                document.set("tables", TableJson.array(tables, version -> TableJson.kept(version, catalog)));
                console.print(document);
            }
            case csv -> console.csv(TableText.kept(tables, catalog));
            case table -> console.table(TableText.kept(tables, catalog));
        }
    }
}
