// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.definition;

import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.Storage;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.failure.UsageException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Changes of a table's definition, each refused where the table has not what it speaks of. Names are compared without case. */
public final class TableEdits {
    /** What Hive, Spark and Glue keep the comment of a table under. */
    public static final String COMMENT = "comment";

    private static final Set<String> ICEBERGS =
            Set.of(Table.TABLE_TYPE, Table.METADATA_LOCATION, Table.PREVIOUS_METADATA_LOCATION);

    private TableEdits() {}

    /** More columns, behind those that there are. */
    public static UnaryOperator<Table> add(List<Column> more) {
        return table -> {
            var all = new ArrayList<>(table.columns());
            all.addAll(more);
            ColumnList.refuseTwins(table.name().toString(), all, table.partitionKeys());
            return table.withColumns(all);
        };
    }

    /** Without a column; a table keeps at least one. */
    public static UnaryOperator<Table> drop(String name) {
        return table -> {
            var column = column(table, name, "drop");
            if (table.columns().size() == 1) {
                throw cannot(table, "drop column '" + name + "'", "it is the only one");
            }
            return table.withColumns(table.columns().stream()
                    .filter(each -> !each.equals(column))
                    .toList());
        };
    }

    /** A column under another name; files that are there keep the old one. */
    public static UnaryOperator<Table> rename(String from, String to) {
        return table -> {
            var column = column(table, from, "rename");
            var renamed = replace(table, column, column.named(to));
            ColumnList.refuseTwins(table.name().toString(), renamed.columns(), renamed.partitionKeys());
            return renamed;
        };
    }

    /** A column or partition key of another type; its comment stays, unless there is another. */
    public static UnaryOperator<Table> retype(Column wanted) {
        return table -> {
            var column = columnOrKey(table, wanted.name(), "retype");
            var comment = wanted.comment().or(column::comment);
            var retyped = new Column(column.name(), wanted.type(), comment, column.parameters(), wanted.written());
            return replace(table, column, retyped);
        };
    }

    /** A column or partition key with another comment; an empty one takes it away. */
    public static UnaryOperator<Table> comment(String name, String text) {
        return table -> {
            var column = columnOrKey(table, name, "comment on");
            var comment = Optional.of(text).filter(words -> !words.isEmpty());
            return replace(
                    table,
                    column,
                    new Column(column.name(), column.type(), comment, column.parameters(), column.written()));
        };
    }

    /** The table at another place; its partitions stay where they are. */
    public static UnaryOperator<Table> at(String location) {
        return table -> {
            var now = table.storage();
            return table.withStorage(new Storage(
                    location,
                    now.inputFormat(),
                    now.outputFormat(),
                    now.serde(),
                    now.serdeParameters(),
                    now.compressed(),
                    now.attributes()));
        };
    }

    /** Parameters set and taken away. */
    public static UnaryOperator<Table> parameters(Map<String, String> set, Collection<String> unset) {
        return table -> {
            ICEBERGS.stream()
                    .filter(key -> set.containsKey(key) || unset.contains(key))
                    .findFirst()
                    .ifPresent(key -> {
                        throw cannot(table, "set parameter " + key, "only an Iceberg catalog may");
                    });
            return table.withParameters(changed(table.name().toString(), table.parameters(), set, unset));
        };
    }

    /**
     * Parameters with some set and some taken away.
     *
     * @param what has them
     * @throws UsageException if one that is to be taken away is not there
     */
    public static Map<String, String> changed(
            String what, Map<String, String> parameters, Map<String, String> set, Collection<String> unset) {
        var changed = new HashMap<>(parameters);
        for (var key : unset) {
            if (changed.remove(key) == null) {
                throw new UsageException("Cannot unset parameter '" + key + "' of " + what + ": there is none "
                        + Suggestion.among(
                                key, parameters.keySet().stream().sorted().toList()));
            }
        }
        changed.putAll(set);
        return changed;
    }

    private static Column column(Table table, String name, String verb) {
        return find(table.columns(), name).orElseThrow(() -> {
            var isKey = find(table.partitionKeys(), name).isPresent();
            return cannot(
                    table,
                    verb + " column '" + name + "'",
                    isKey ? "it is a partition key, by which the folders are called" : missing(table, name));
        });
    }

    private static Column columnOrKey(Table table, String name, String verb) {
        return find(table.columns(), name)
                .or(() -> find(table.partitionKeys(), name))
                .orElseThrow(() -> cannot(table, verb + " column '" + name + "'", missing(table, name)));
    }

    private static String missing(Table table, String name) {
        return "there is none " + Suggestion.among(name, table.rowType().names());
    }

    private static Optional<Column> find(List<Column> columns, String name) {
        return columns.stream()
                .filter(column -> column.name().equalsIgnoreCase(name))
                .findFirst();
    }

    private static Table replace(Table table, Column column, Column by) {
        return table.withColumns(replaced(table.columns(), column, by))
                .withPartitionKeys(replaced(table.partitionKeys(), column, by));
    }

    private static List<Column> replaced(List<Column> columns, Column column, Column by) {
        return columns.stream().map(each -> each.equals(column) ? by : each).toList();
    }

    private static UsageException cannot(Table table, String what, String why) {
        return new UsageException("Cannot " + what + " of " + table.name() + ": " + why);
    }
}
