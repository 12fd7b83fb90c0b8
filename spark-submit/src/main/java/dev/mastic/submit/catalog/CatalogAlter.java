// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.catalog;

import dev.mastic.core.catalog.AlreadyExistsException;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.Database;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.catalog.TableVersion;
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
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Changes the definition of a database or table. */
@Command(
        name = "alter",
        description =
                "Change what the catalog says of a database or table, as one new version. Columns are dropped, renamed, retyped,"
                        + " added and commented on in this order, whatever the order of the options.")
final class CatalogAlter extends CatalogChange {
    @Parameters(paramLabel = "NAME", description = "database, or database.table")
    private String name;

    @Mixin
    private final ColumnOptions columns = new ColumnOptions();

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Set a parameter; may be repeated.")
    private Map<String, String> set = new LinkedHashMap<>();

    @Option(names = "--unset", paramLabel = "KEY", description = "Take a parameter away; may be repeated.")
    private List<String> unset = new ArrayList<>();

    @Option(names = "--comment", paramLabel = "TEXT", description = "What it is; an empty text takes it away.")
    private String comment;

    @Option(names = "--location", paramLabel = "FOLDER", description = "Where it is; no file is moved.")
    private String location;

    @Option(names = "--rename-to", paramLabel = "TABLE", description = "Another name, also of another database.")
    private String renameTo;

    /** Changes of columns. */
    static final class ColumnOptions {
        @Option(
                names = "--drop-column",
                paramLabel = "NAME",
                description = "A column that goes, from the catalog alone; may be repeated.")
        private List<String> drop = new ArrayList<>();

        @Option(names = "--rename-column", paramLabel = "OLD=NEW", description = "Another name; may be repeated.")
        private Map<String, String> rename = new LinkedHashMap<>();

        @Option(
                names = "--retype",
                paramLabel = "LIST",
                description = "Columns with other types, such as \"amount decimal(12,2)\".")
        private String retype;

        @Option(names = "--add", paramLabel = "LIST", description = "New columns at the end, such as \"city string\".")
        private String add;

        @Option(
                names = "--column-comment",
                paramLabel = "NAME=TEXT",
                description = "What a column is; an empty text takes it away; may be repeated.")
        private Map<String, String> comments = new LinkedHashMap<>();

        List<UnaryOperator<Table>> edits() {
            var edits = new ArrayList<UnaryOperator<Table>>();
            drop.forEach(column -> edits.add(TableEdits.drop(column)));
            rename.forEach((from, to) -> edits.add(TableEdits.rename(from, to)));
            if (retype != null) {
                ColumnList.parse(retype).forEach(column -> edits.add(TableEdits.retype(column)));
            }
            if (add != null) {
                edits.add(TableEdits.add(ColumnList.parse(add)));
            }
            comments.forEach((column, text) -> edits.add(TableEdits.comment(column, text)));
            return edits;
        }
    }

    @Override
    Prepared prepare(Workspace workspace, Catalog catalog) {
        if (comment == null
                && location == null
                && renameTo == null
                && set.isEmpty()
                && unset.isEmpty()
                && columns.edits().isEmpty()) {
            throw new UsageException("Cannot alter " + name + ": no option says how (expected --add, --drop-column,"
                    + " --rename-column, --retype, --column-comment, --set, --unset, --comment, --location or"
                    + " --rename-to)");
        }
        return isTable(name) ? table(workspace, catalog) : database(catalog);
    }

    private Prepared database(Catalog catalog) {
        refuse(renameTo != null, "alter database", name, "--rename-to", "tables, for databases keep their names");
        refuse(
                !columns.edits().isEmpty(),
                "alter database",
                name,
                "--add, --drop-column, --rename-column, --retype and --column-comment",
                "tables (expected database.table)");
        var kept = catalog.database(name);
        var before = kept.database();
        var after = new Database(
                name,
                comment == null ? before.description() : Optional.of(comment).filter(text -> !text.isEmpty()),
                Optional.ofNullable(location).map(CatalogCreate::folder).or(before::location),
                TableEdits.changed("database " + name, before.parameters(), set, unset),
                before.attributes());
        return new Prepared(
                new Named("database", name),
                "altered",
                Difference.between(Definition.of(before), Definition.of(after)),
                () -> {
                    catalog.updateDatabase(after, kept.version());
                    return OptionalLong.empty();
                });
    }

    private Prepared table(Workspace workspace, Catalog catalog) {
        var current = catalog.get(TableName.parse(name));
        var before = current.table();
        var after = altered(workspace, before);
        var definition = Definition.between(before, after);
        var differences = new ArrayList<>(definition);
        var other = Optional.ofNullable(renameTo).map(TableName::parse).filter(to -> !to.equals(before.name()));
        other.ifPresent(to -> {
            refuseTaken(catalog, to);
            differences.add(new Difference("name", name, to.toString()));
        });
        return new Prepared(
                new Named("table", name),
                "altered",
                differences,
                () -> catalog.atomically(() -> {
                    var now = definition.isEmpty() ? current : catalog.update(after, current.version());
                    other.ifPresent(to -> catalog.rename(before.name(), to));
                    return OptionalLong.of(now.version());
                }));
    }

    private Table altered(Workspace workspace, Table before) {
        var edits = new ArrayList<>(columns.edits());
        if (location != null) {
            edits.add(TableEdits.at(CatalogCreate.folder(location)));
        }
        var parameters = new LinkedHashMap<>(set);
        var gone = new ArrayList<>(unset);
        if (comment != null && !comment.isEmpty()) {
            parameters.put(TableEdits.COMMENT, comment);
        } else if (comment != null) {
            gone.add(TableEdits.COMMENT);
        }
        if (!parameters.isEmpty() || !gone.isEmpty()) {
            edits.add(TableEdits.parameters(parameters, gone));
        }
        if (!edits.isEmpty() && before.isIceberg()) {
            throw new UsageException(
                    "Cannot alter table " + name + ": it is an Iceberg table, whose definition stands in"
                            + " its own metadata (expected ALTER TABLE in Spark SQL, or --rename-to alone)");
        }
        var after = before;
        for (var edit : edits) {
            after = edit.apply(after);
        }
        return new Descriptors(workspace.parts()).follow(before, after);
    }

    private static void refuseTaken(Catalog catalog, TableName to) {
        CatalogCreate.refuseUpperCase("table", to.toString());
        catalog.database(to.database());
        if (catalog.find(to).map(TableVersion::table).isPresent()) {
            throw new AlreadyExistsException("Table", to);
        }
    }
}
