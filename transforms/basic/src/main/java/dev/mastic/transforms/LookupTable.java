// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.Projection;
import dev.mastic.core.frame.Value;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.core.type.Type;
import dev.mastic.transforms.path.FieldLookup;
import dev.mastic.transforms.path.RowColumns;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * What a lookup adds to the rows that ask it.
 *
 * @param joined the frame that asks, and the lookup, with their keys
 * @param values the columns that are added, over the record of the lookup
 */
record LookupTable(JoinedType joined, Projection values) {
    /** True for keys whose rows have different values. */
    static final String AMBIGUOUS = "ambiguous";

    private static final String VALUES = "values";
    private static final String HASH = "hash";

    /**
     * The table of these values.
     *
     * @throws UsageException if one is not there, there is none, or the frame has it already
     */
    static LookupTable of(JoinedType joined, List<ColumnPath> paths) {
        var failure = "Cannot look up " + joined.first().name() + " in "
                + joined.second().name();
        var members = new ArrayList<Projection.Member>();
        var record = Projection.of(joined.second().type());
        var lookup = new FieldLookup(true, failure, joined.second().name());
        for (var path : paths.isEmpty() ? allButKeys(joined.second()) : paths) {
            if (joined.first().type().field(path.leaf()).isPresent()
                    || members.stream().anyMatch(member -> member.name().equals(path.leaf()))) {
                throw new UsageException(failure + ": there would be two columns '" + path.leaf()
                        + "' (rename one of them before, or name other values)");
            }
            members.add(new Projection.Member(path.leaf(), lookup.find(record, path)));
        }
        if (members.isEmpty()) {
            throw new UsageException(failure + ": " + joined.second().name() + " has no column but its keys");
        }
        return new LookupTable(joined, new Projection(members));
    }

    private static List<ColumnPath> allButKeys(JoinSide side) {
        return side.type().names().stream()
                .map(ColumnPath::of)
                .filter(path -> !side.paths().contains(path))
                .toList();
    }

    /** One row for each key: the key, its values, and whether there were others. Lazy. */
    Dataset<Row> entries(DynamicFrame lookup) {
        var side = joined.second();
        var rows = lookup.toDF();
        var columns = RowColumns.of(side.type(), rows);
        var selected = new ArrayList<Column>();
        for (int i = 0; i < side.keys().size(); i++) {
            selected.add(columns.column(side.keys().get(i)).as(side.keyName(i)));
        }
        selected.add(columns.column(values.struct()).as(VALUES));
        selected.add(hash(columns).as(HASH));
        var hashed = rows.select(selected.toArray(Column[]::new));
        var hash = DynamicFrame.column(hashed, HASH);
        return hashed.groupBy(side.keysIn(hashed).toArray(Column[]::new))
                .agg(
                        functions
                                .min_by(DynamicFrame.column(hashed, VALUES), hash)
                                .as(VALUES),
                        functions.min(hash).notEqual(functions.max(hash)).as(AMBIGUOUS));
    }

    /** Equal values have one hash; different ones, but for one pair in 2^64, have two. */
    private Column hash(RowColumns columns) {
        return functions.xxhash64(values.members().stream()
                .map(member -> {
                    var value = columns.column(member.value());
                    boolean hasHash = !member.value().type().holds(Type.Map.class::isInstance);
                    return hasHash ? value : value.cast("string");
                })
                .toArray(Column[]::new));
    }

    /** The frame's columns under their generated names, and what was found. */
    Type.Struct found() {
        var fields = new ArrayList<>(joined.first().columns().fields());
        fields.add(new Type.Field(VALUES, values.type()));
        return new Type.Struct(fields);
    }

    /** The frame's columns and the values, over {@link #found()}. */
    Projection output() {
        var found = Projection.of(found());
        var record = joined.first().type();
        var members = new ArrayList<Projection.Member>();
        for (int i = 0; i < record.fields().size(); i++) {
            members.add(new Projection.Member(
                    record.names().get(i),
                    found.find(joined.first().fieldName(i)).orElseThrow()));
        }
        members.addAll(found.find(VALUES).flatMap(Value::fields).orElseThrow().members());
        return new Projection(members);
    }
}
