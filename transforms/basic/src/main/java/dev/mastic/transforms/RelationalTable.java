// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.Projection;
import dev.mastic.core.frame.Value;
import dev.mastic.core.type.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.KnownNullable;
import org.apache.spark.sql.functions;

/**
 * One table of a relationalized frame, from types alone: its flat columns over its base, and a child table for each
 * array among them.
 *
 * @param name of the table
 * @param base what its rows are made of before they are flattened; the last field is the row's id
 * @param columns the flat columns over the base
 * @param children the tables of its arrays
 */
record RelationalTable(String name, Type.Struct base, Projection columns, List<Child> children) {
    static final String ID = "id";
    static final String INDEX = "index";
    static final String VAL = "val";

    /** An array of a table, over the table's base, and the table that its elements make. */
    record Child(Value array, RelationalTable table) {}

    /**
     * The table of a frame's records.
     *
     * @throws UsageException for maps, and for two columns or tables that would have one name
     */
    static RelationalTable root(String name, Type.Struct record) {
        var flat = new Flat(name, record.fields().size());
        flat.add("", Projection.of(record));
        var root = flat.table(name, withId(record));
        var names = new HashSet<String>();
        root.all().forEach(table -> flat.unique(names, table.name(), "tables"));
        return root;
    }

    /** This table and all below, parents first. */
    Stream<RelationalTable> all() {
        return Stream.concat(Stream.of(this), children.stream().flatMap(child -> child.table()
                .all()));
    }

    /** The rows of the elements before they are flattened: the array's id, the place in it, the element. */
    private static RelationalTable elements(String root, String path, Type element) {
        var fields = Type.Struct.of(
                new Type.Field(ID, Type.Primitive.LONG),
                new Type.Field(INDEX, Type.Primitive.INT),
                new Type.Field(VAL, element));
        var flat = new Flat(root, fields.fields().size());
        flat.columns.add(new Projection.Member(ID, known(Value.input(Type.Primitive.LONG, 0))));
        flat.columns.add(new Projection.Member(INDEX, known(Value.input(Type.Primitive.INT, 1))));
        flat.addElement(path + "." + VAL, Value.input(element, 2));
        return flat.table(root + "_" + path, withId(fields));
    }

    private static Type.Struct withId(Type.Struct record) {
        var fields = new ArrayList<Type.Field>();
        for (int i = 0; i < record.fields().size(); i++) {
            fields.add(new Type.Field("c" + i, record.fields().get(i).type()));
        }
        fields.add(new Type.Field(ID, Type.Primitive.LONG));
        return new Type.Struct(fields);
    }

    /** Ids and indexes are never null, but every column of a frame is nullable. */
    private static Value known(Value value) {
        return new Value(
                value.type(), base -> new KnownNullable(value.expression().apply(base)));
    }

    /** Collects the columns and children of one table. */
    private static final class Flat {
        private final String root;
        private final int idIndex;
        private final List<Projection.Member> columns = new ArrayList<>();
        private final List<Child> children = new ArrayList<>();

        Flat(String root, int idIndex) {
            this.root = root;
            this.idIndex = idIndex;
        }

        void add(String prefix, Projection fields) {
            for (var field : fields.members()) {
                var path = prefix + field.name();
                add(path, path, field.value());
            }
        }

        /** An element that is no struct has the short name; what is below it has the long one. */
        void addElement(String path, Value element) {
            add(VAL, path, element);
        }

        private void add(String column, String path, Value value) {
            var fields = value.fields().or(value::branches);
            if (fields.isPresent()) {
                add(path + ".", fields.get());
            } else if (value.type() instanceof Type.Array array) {
                columns.add(new Projection.Member(column, cell(value)));
                children.add(new Child(value, elements(root, path, array.element())));
            } else if (value.type() instanceof Type.Map) {
                throw new UsageException("Cannot relationalize " + path + ": it is a map, whose keys are not known"
                        + " (drop it, or make a struct or an array of entries of it)");
            } else {
                columns.add(new Projection.Member(column, value));
            }
        }

        /** The id of an array's rows in its parent; null where it has none. */
        private Value cell(Value array) {
            return new Value(Type.Primitive.LONG, base -> {
                Expression elements = array.expression().apply(base);
                return functions
                        .when(functions.size(new Column(elements)).gt(0), new Column(base.get(idIndex)))
                        .expr();
            });
        }

        RelationalTable table(String name, Type.Struct base) {
            var names = new HashSet<String>();
            columns.forEach(column -> unique(names, column.name(), "columns of " + name));
            return new RelationalTable(name, base, new Projection(columns), List.copyOf(children));
        }

        void unique(Set<String> names, String name, String what) {
            if (!names.add(name)) {
                throw new UsageException("Cannot relationalize " + root + ": two " + what + " would be called '" + name
                        + "' (rename one of the fields before)");
            }
        }
    }
}
