// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.catalog;

import dev.mastic.core.catalog.AlreadyExistsException;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.Database;
import dev.mastic.core.catalog.Storage;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.config.Location;
import dev.mastic.core.failure.UsageException;
import dev.mastic.submit.definition.ColumnList;
import dev.mastic.submit.definition.Definition;
import dev.mastic.submit.definition.Descriptors;
import dev.mastic.submit.definition.Difference;
import dev.mastic.submit.definition.TableEdits;
import dev.mastic.submit.verb.Workspace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a database or a table of files. */
@Command(
        name = "create",
        description =
                "Make a database, or a table of files that are or will be at a place. No file is read or written.")
final class CatalogCreate extends CatalogChange {
    @Parameters(paramLabel = "NAME", description = "database, or database.table")
    private String name;

    @Option(
            names = "--columns",
            paramLabel = "LIST",
            description = "The columns of a table, such as \"id bigint, name string comment 'in full'\".")
    private String columns;

    @Option(names = "--partitioned-by", paramLabel = "LIST", description = "The partition keys, written like columns.")
    private String keys;

    @Option(names = "--format", paramLabel = "NAME", description = "The format of the files, such as parquet.")
    private String format;

    @Option(
            names = "--dialect",
            paramLabel = "KEY=VALUE",
            description = "How text is written, such as delimiter=; may be repeated.")
    private Map<String, String> dialect = new LinkedHashMap<>();

    @Option(
            names = "--location",
            paramLabel = "FOLDER",
            description = "Where the files are. Default: below the location of the database.")
    private String location;

    @Option(names = "--comment", paramLabel = "TEXT", description = "What it is.")
    private String comment;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "A parameter; may be repeated.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Override
    Prepared prepare(Workspace workspace, Catalog catalog) {
        if (name.isBlank()) {
            throw new UsageException("Cannot create what has no name (expected database, or database.table)");
        }
        return isTable(name) ? table(workspace, catalog) : database(catalog);
    }

    private Prepared database(Catalog catalog) {
        refuse(
                columns != null || keys != null || format != null || !dialect.isEmpty(),
                "create database",
                name,
                "--columns, --partitioned-by, --format and --dialect",
                "tables (expected database.table)");
        refuseUpperCase("database", name);
        if (catalog.findDatabase(name).isPresent()) {
            throw new AlreadyExistsException("Database", name);
        }
        var made = new Database(
                name,
                Optional.ofNullable(comment),
                Optional.ofNullable(location).map(CatalogCreate::folder),
                parameters);
        var differences = new ArrayList<>(List.of(new Difference("database", "", name)));
        differences.addAll(Difference.between(Definition.NONE, Definition.of(made)));
        return new Prepared(new Named("database", name), "created", differences, () -> {
            catalog.createDatabase(made);
            return OptionalLong.empty();
        });
    }

    private Prepared table(Workspace workspace, Catalog catalog) {
        var tableName = TableName.parse(name);
        refuseUpperCase("table", name);
        var place = place(tableName, catalog.database(tableName.database()).database());
        if (catalog.find(tableName).isPresent()) {
            throw new AlreadyExistsException("Table", name);
        }
        var descriptors = new Descriptors(workspace.parts());
        var match = descriptors.match(required("--format", format, "parquet"), dialect);
        var made = descriptors.describe(definition(tableName, place), match);
        var differences = Difference.between(Definition.NONE, Definition.of(made));
        var notes = made.partitionKeys().isEmpty()
                ? List.<String>of()
                : List.of("mastic catalog repair " + name + " adds the partitions whose folders are there");
        return new Prepared(
                new Named("table", name),
                "created",
                differences,
                () -> OptionalLong.of(catalog.create(made).version()),
                notes);
    }

    private Table definition(TableName tableName, String place) {
        var listed = ColumnList.parse(required("--columns", columns, "\"id bigint, name string\""));
        var partitionKeys = keys == null ? List.<Column>of() : ColumnList.parse(keys);
        ColumnList.refuseTwins("table " + name, listed, partitionKeys);
        var all = new LinkedHashMap<>(parameters);
        Optional.ofNullable(comment).ifPresent(text -> all.put(TableEdits.COMMENT, text));
        return TableEdits.parameters(all, List.of())
                .apply(new Table(tableName, listed, partitionKeys, Storage.at(place), Map.of()));
    }

    private String place(TableName tableName, Database database) {
        return Optional.ofNullable(location)
                .map(CatalogCreate::folder)
                .or(() -> database.location().map(parent -> Location.child(parent, tableName.table() + "/")))
                .orElseThrow(() -> new UsageException("Cannot create table " + name + ": nothing says where its files"
                        + " are (database " + database.name() + " has no location): set --location"));
    }

    private String required(String option, String value, String example) {
        return Optional.ofNullable(value)
                .orElseThrow(() -> new UsageException("Cannot create table " + name + ": " + option
                        + " is missing (expected something like " + option + " " + example + ")"));
    }

    /** With a slash at its end. */
    static String folder(String written) {
        return Location.child(Location.resolve(here(), written), "");
    }

    /** Hive, and Glue's clients, put names into lower case before they ask. */
    static void refuseUpperCase(String noun, String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        if (!name.equals(lower)) {
            throw new UsageException("Cannot call a " + noun + " " + name
                    + ": clients of Glue and Hive ask for names in lower case only (expected " + lower + ")");
        }
    }
}
