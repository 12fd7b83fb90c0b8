// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.catalog;

import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.failure.Quantity;
import dev.mastic.core.failure.UsageException;
import dev.mastic.submit.definition.Difference;
import dev.mastic.submit.verb.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes a database or table out of the catalog. */
@Command(name = "drop", description = "Take a database or table out of the catalog; its data stay.")
final class CatalogDrop extends CatalogChange {
    @Parameters(paramLabel = "NAME", description = "database, or database.table")
    private String name;

    @Option(names = "--cascade", description = "Of a database: with its tables.")
    private boolean cascade;

    @Override
    Prepared prepare(Workspace workspace, Catalog catalog) {
        return isTable(name) ? table(catalog) : database(catalog);
    }

    private Prepared table(Catalog catalog) {
        refuse(cascade, "drop table", name, "--cascade", "databases");
        var table = catalog.get(TableName.parse(name)).table();
        return new Prepared(
                new Named("table", name),
                "dropped",
                List.of(new Difference("table " + name, table.place(), "")),
                () -> {
                    catalog.drop(table.name());
                    return OptionalLong.empty();
                },
                List.of("its data stay at " + table.place()));
    }

    private Prepared database(Catalog catalog) {
        var database = catalog.database(name).database();
        var tables = catalog.tables(name);
        if (!tables.isEmpty() && !cascade) {
            throw new UsageException("Cannot drop database " + name + ": it has "
                    + Quantity.of(tables.size(), "table") + " (such as " + tables.get(0)
                    + "; expected none): drop them,"
                    + " or all of them by --cascade");
        }
        var differences = new ArrayList<Difference>();
        differences.add(new Difference("database " + name, database.location().orElse(name), ""));
        tables.forEach(table -> differences.add(
                new Difference("table " + table, catalog.get(table).table().place(), "")));
        return new Prepared(
                new Named("database", name),
                "dropped",
                differences,
                () -> {
                    drop(catalog);
                    return OptionalLong.empty();
                },
                List.of("data stay where they are"));
    }

    private void drop(Catalog catalog) {
        if (cascade) {
            catalog.dropDatabaseWithTables(name);
        } else {
            catalog.dropDatabase(name);
        }
    }
}
