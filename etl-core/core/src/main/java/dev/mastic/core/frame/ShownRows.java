// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.frame;

import dev.mastic.core.type.ColumnPath;
import dev.mastic.core.type.Type;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.InternalRow;

/** The first rows of a frame as they are shown: each as JSON, mixed values as they are. */
record ShownRows(Type.Struct type, List<DynamicRecord> records) {
    /** Runs a Spark job. */
    static ShownRows of(DynamicFrame frame, int rows) {
        var inOrder = Projection.of(frame.schema()).over(frame).toDF().limit(rows);
        var reader = new RecordReader.Structs(frame.schema());
        var records = new ArrayList<DynamicRecord>();
        for (InternalRow row : inOrder.queryExecution().executedPlan().executeCollect()) {
            records.add(reader.record(row));
        }
        return new ShownRows(frame.schema(), records);
    }

    /** One text a row. */
    List<String> lines() {
        return records.stream().map(DynamicRecord::toJson).toList();
    }

    /** One text for each choice: how many of these rows' values are of which type, such as {@code price: int 19, string 1}. */
    List<String> shares() {
        var paths = new LinkedHashSet<ColumnPath>();
        type.fields().forEach(field -> choices(ColumnPath.of(field.name()), field.type(), paths));
        return paths.stream().map(this::share).toList();
    }

    private String share(ColumnPath path) {
        var counts = new TreeMap<String, Integer>();
        records.stream()
                .flatMap(record -> record.getField(path.toString()).stream())
                .flatMap(value -> leaves(value, lists(path)))
                .flatMap(value -> RecordValues.typeName(value).stream())
                .forEach(name -> counts.merge(name, 1, Integer::sum));
        return path + ": "
                + counts.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining(", "));
    }

    private static long lists(ColumnPath path) {
        return path.steps().stream()
                .filter(ColumnPath.Elements.class::isInstance)
                .count();
    }

    private static Stream<?> leaves(Object value, long lists) {
        return lists > 0 && value instanceof List<?> list
                ? list.stream().flatMap(each -> leaves(each, lists - 1))
                : Stream.ofNullable(value);
    }

    private static void choices(ColumnPath path, Type type, Set<ColumnPath> found) {
        if (type instanceof Type.Struct struct) {
            struct.fields().forEach(field -> choices(path.child(field.name()), field.type(), found));
        } else if (type instanceof Type.Array array) {
            choices(path.elements(), array.element(), found);
        } else if (type instanceof Type.Choice choice) {
            found.add(path);
            choice.members().forEach(member -> choices(path, member, found));
        }
    }
}
