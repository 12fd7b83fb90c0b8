// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.spark;

import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.Storage;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.SparkTypes;
import dev.mastic.core.io.Match;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.connector.catalog.TableCatalog;
import org.apache.spark.sql.connector.catalog.TableChange;
import org.apache.spark.sql.types.DataType;

/** What an {@code ALTER TABLE} changes of the definition of a table of files. Files are never changed. */
record AlteredTable(Table table) {
    /** Formats whose files name their columns, so that columns may go and others keep their values. */
    private static final Set<String> NAMED = Set.of("parquet", "orc", "avro", "json", "ion", "xml");
    /** From each type those that hold all its values. */
    private static final Map<Type, List<Type>> WIDER = Map.of(
            Type.Primitive.BYTE,
            List.of(Type.Primitive.SHORT, Type.Primitive.INT, Type.Primitive.LONG, Type.Primitive.STRING),
            Type.Primitive.SHORT,
            List.of(Type.Primitive.INT, Type.Primitive.LONG, Type.Primitive.STRING),
            Type.Primitive.INT,
            List.of(Type.Primitive.LONG, Type.Primitive.DOUBLE, Type.Primitive.STRING),
            Type.Primitive.LONG,
            List.of(Type.Primitive.STRING),
            Type.Primitive.FLOAT,
            List.of(Type.Primitive.DOUBLE, Type.Primitive.STRING),
            Type.Primitive.DOUBLE,
            List.of(Type.Primitive.STRING));

    /**
     * The definition after all changes.
     *
     * @throws UsageException naming the first change that files do not allow
     */
    static Table of(Table table, TableChange... changes) {
        var altered = new AlteredTable(table);
        for (var change : changes) {
            altered = new AlteredTable(altered.after(change));
        }
        return altered.table();
    }

    private Table after(TableChange change) {
        if (change instanceof TableChange.SetProperty set) {
            return set.property().equals(TableCatalog.PROP_LOCATION) ? at(set.value()) : with(set.property(), set.value());
        } else if (change instanceof TableChange.RemoveProperty remove) {
            return with(remove.property(), null);
        } else if (change instanceof TableChange.AddColumn add) {
            return added(add);
        } else if (change instanceof TableChange.DeleteColumn delete) {
            return without(delete);
        } else if (change instanceof TableChange.UpdateColumnComment comment) {
            return changed(comment.fieldNames(), column -> new Column(
                    column.name(),
                    column.type(),
                    Optional.ofNullable(comment.newComment()),
                    column.parameters(),
                    column.written()));
        } else if (change instanceof TableChange.UpdateColumnType type) {
            return changed(type.fieldNames(), column -> wider(column, type.newDataType()));
        } else if (change instanceof TableChange.RenameColumn rename) {
            throw cannot("rename column '" + String.join(".", rename.fieldNames())
                    + "'", "the files have it under that name, and its values would be gone", "read it under another name by a view");
        }
        throw cannot("change it so", "files have no such thing (got "
                + change.getClass().getSimpleName() + ")", "make it an Iceberg table");
    }

    private Table at(String location) {
        var of = table.storage();
        var place = location.endsWith("/") ? location : location + "/";
        return table.withStorage(new Storage(
                place,
                of.inputFormat(),
                of.outputFormat(),
                of.serde(),
                of.serdeParameters(),
                of.compressed(),
                of.attributes()));
    }

    private Table with(String key, String value) {
        var parameters = new TreeMap<>(table.parameters());
        if (value == null) {
            parameters.remove(key);
        } else {
            parameters.put(key, value);
        }
        return table.withParameters(parameters);
    }

    private Table added(TableChange.AddColumn add) {
        var name = name(add.fieldNames());
        if (find(name).isPresent()
                || table.partitionKeys().stream().anyMatch(key -> key.name().equalsIgnoreCase(name))) {
            throw cannot("add column '" + name + "'", "there is one of this name", "choose another name");
        } else if (!add.isNullable()) {
            throw cannot("add column '" + name + "' as NOT NULL", "older files do not have it", "leave NOT NULL out");
        } else if (add.position() != null) {
            throw cannot("add column '" + name + "' there", "new columns of files come last", "leave FIRST or AFTER out");
        }
        var columns = new ArrayList<>(table.columns());
        columns.add(new Column(name, SparkTypes.fromSpark(add.dataType()), Optional.ofNullable(add.comment()), Map.of()));
        return table.withColumns(columns);
    }

    private Table without(TableChange.DeleteColumn delete) {
        var name = name(delete.fieldNames());
        var format = Match.of(table).format();
        if (!NAMED.contains(format)) {
            throw cannot("drop column '" + name + "'", "files of format " + format + " tell columns by their places",
                    "leave it out by a view");
        } else if (find(name).isEmpty() && Boolean.TRUE.equals(delete.ifExists())) {
            return table;
        }
        var dropped = column(name);
        if (table.columns().size() == 1) {
            throw cannot("drop column '" + name + "'", "it is the only one in the files", "drop the table");
        }
        return table.withColumns(table.columns().stream()
                .filter(column -> !column.equals(dropped))
                .toList());
    }

    private Table changed(String[] path, UnaryOperator<Column> change) {
        var old = column(name(path));
        return table.withColumns(table.columns().stream()
                .map(column -> column.equals(old) ? change.apply(column) : column)
                .toList());
    }

    private Column wider(Column column, DataType to) {
        var type = SparkTypes.fromSpark(to);
        boolean holds = type.equals(column.type())
                || WIDER.getOrDefault(column.type(), List.of()).contains(type)
                || (column.type() instanceof Type.Decimal from && type instanceof Type.Decimal wide && isWider(from, wide));
        if (!holds) {
            throw cannot("make column '" + column.name() + "' " + TypeString.print(type), "not every "
                    + TypeString.print(column.type()) + " in the files is one", "cast it by a view");
        }
        return new Column(column.name(), type, column.comment(), column.parameters());
    }

    private static boolean isWider(Type.Decimal from, Type.Decimal to) {
        return to.scale() >= from.scale() && to.precision() - to.scale() >= from.precision() - from.scale();
    }

    private Optional<Column> find(String name) {
        return table.columns().stream()
                .filter(column -> column.name().equalsIgnoreCase(name))
                .findFirst();
    }

    private Column column(String name) {
        var names = table.columns().stream().map(Column::name).toList();
        return find(name).orElseThrow(() -> new UsageException("Cannot alter table " + table.name() + ": no column '"
                + name + "' in its files " + Suggestion.among(name, names)));
    }

    private String name(String[] path) {
        if (path.length > 1) {
            throw cannot("change '" + String.join(".", path) + "'", "a part of a column is not changed", "change the whole column");
        }
        return path[0];
    }

    private UsageException cannot(String what, String why, String todo) {
        return new UsageException("Cannot alter table " + table.name() + ": cannot " + what + ", for " + why + ": " + todo);
    }
}
