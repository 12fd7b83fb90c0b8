// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.Projection;
import dev.mastic.core.frame.Value;
import dev.mastic.core.type.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.KnownNullable;
import org.apache.spark.sql.functions;

/**
 * One table of a relationalized frame, from types alone: its flat columns over its base, and a child table for each
 * array or map among them.
 *
 * @param name of the table
 * @param base what its rows are made of before they are flattened; the last field is the row's id
 * @param columns the flat columns over the base
 * @param children the tables of its arrays and maps
 */
record RelationalTable(String name, Type.Struct base, Projection columns, List<Child> children) {
    static final String ID = "id";
    static final String INDEX = "index";
    static final String KEY = "key";
    static final String VAL = "val";

    /** Each of them is a table that Spark persists, and its plan holds those of all around it. */
    static final int MOST_LEVELS = 32;

    /** What becomes of an array or a map. */
    enum Nested {
        KEEP,
        PIVOT,
        REFUSE
    }

    /**
     * How a record is made flat.
     *
     * @param verb for messages
     * @param separator between the name of the root and the path of an array, in names of tables
     */
    record Style(String verb, String separator, Nested arrays, Nested maps) {
        private UsageException fail(String what, String why) {
            return new UsageException("Cannot " + verb + " " + what + ": " + why);
        }
    }

    /**
     * An array or map of a table, and the table that its elements make.
     *
     * @param collection over the table's base
     * @param elements a row for each element: the row's id, the place, for maps the key, the element
     */
    record Child(Value collection, Type.Struct elements, RelationalTable table) {}

    /**
     * The table of a frame's records.
     *
     * @throws UsageException for maps, unless they are pivoted, for two columns or tables that would have one name, and
     *     for arrays more than {@value #MOST_LEVELS} deep in each other
     */
    static RelationalTable root(String name, Type.Struct record, Style style) {
        var flat = new Flat(style, name, record.fields().size(), 0);
        flat.add("", Projection.of(record));
        var root = flat.made(name, withId(record));
        var names = new HashSet<String>();
        root.all().forEach(table -> flat.unique(names, table.name(), "tables"));
        return root;
    }

    /** This table and all below, parents first. */
    List<RelationalTable> all() {
        var all = new ArrayList<RelationalTable>();
        var rest = new ArrayDeque<RelationalTable>(List.of(this));
        while (!rest.isEmpty()) {
            var table = rest.pop();
            all.add(table);
            for (int i = table.children().size() - 1; i >= 0; i--) {
                rest.push(table.children().get(i).table());
            }
        }
        return all;
    }

    private static Type.Struct withId(Type.Struct record) {
        var fields = new ArrayList<Type.Field>();
        for (int i = 0; i < record.fields().size(); i++) {
            fields.add(new Type.Field("c" + i, record.fields().get(i).type()));
        }
        fields.add(new Type.Field(ID, Type.Primitive.LONG));
        return new Type.Struct(fields);
    }

    /** Collects the columns and children of one table. */
    private static final class Flat {
        private final Style style;
        private final String root;
        private final int idIndex;
        private final int level;
        private final List<Projection.Member> columns = new ArrayList<>();
        private final List<Child> children = new ArrayList<>();

        Flat(Style style, String root, int idIndex, int level) {
            this.style = style;
            this.root = root;
            this.idIndex = idIndex;
            this.level = level;
        }

        void add(String prefix, Projection fields) {
            for (var field : fields.members()) {
                var path = prefix + field.name();
                add(path, path, field.value());
            }
        }

        private void add(String column, String path, Value value) {
            var fields = value.fields().or(value::branches);
            if (fields.isPresent()) {
                add(path + ".", fields.get());
            } else if (value.type() instanceof Type.Array array) {
                addNested(style.arrays(), column, path, value, elements(array));
            } else if (value.type() instanceof Type.Map map) {
                addNested(style.maps(), column, path, value, entries(map));
            } else {
                columns.add(new Projection.Member(column, value));
            }
        }

        private void addNested(Nested nested, String column, String path, Value value, Type.Struct elements) {
            if (nested == Nested.KEEP) {
                columns.add(new Projection.Member(column, value));
                return;
            } else if (nested == Nested.REFUSE) {
                throw style.fail(
                        path,
                        "it is a map, whose keys are not known"
                                + " (drop it, make a struct of it, or let maps become tables by maps = pivot)");
            }
            columns.add(new Projection.Member(column, cell(value)));
            children.add(new Child(value, elements, table(path, elements)));
        }

        private static Type.Struct elements(Type.Array array) {
            return Type.Struct.of(
                    new Type.Field(ID, Type.Primitive.LONG),
                    new Type.Field(INDEX, Type.Primitive.INT),
                    new Type.Field(VAL, array.element()));
        }

        private static Type.Struct entries(Type.Map map) {
            return Type.Struct.of(
                    new Type.Field(ID, Type.Primitive.LONG),
                    new Type.Field(INDEX, Type.Primitive.INT),
                    new Type.Field(KEY, map.key()),
                    new Type.Field(VAL, map.value()));
        }

        /** The table of an array's or map's elements. */
        private RelationalTable table(String path, Type.Struct elements) {
            if (level == MOST_LEVELS) {
                throw style.fail(path, "arrays lie in each other more than " + MOST_LEVELS + " deep");
            }
            var fields = elements.fields();
            var flat = new Flat(style, root, fields.size(), level + 1);
            flat.columns.add(new Projection.Member(ID, known(Value.input(Type.Primitive.LONG, 0))));
            flat.columns.add(new Projection.Member(INDEX, known(Value.input(Type.Primitive.INT, 1))));
            for (int i = 2; i < fields.size(); i++) {
                // what is no struct has the short name; what is below it has the long one
                var name = fields.get(i).name();
                flat.add(name, path + "." + name, Value.input(fields.get(i).type(), i));
            }
            return flat.made(root + style.separator() + path, withId(elements));
        }

        /** Ids and indexes are never null, but every column of a frame is nullable. */
        private static Value known(Value value) {
            return new Value(
                    value.type(), base -> new KnownNullable(value.expression().apply(base)));
        }

        /** The id of the rows of an array or map in its parent; null where it has none. */
        private Value cell(Value collection) {
            return new Value(Type.Primitive.LONG, base -> {
                Expression elements = collection.expression().apply(base);
                return functions
                        .when(functions.size(new Column(elements)).gt(0), new Column(base.get(idIndex)))
                        .expr();
            });
        }

        RelationalTable made(String name, Type.Struct base) {
            var names = new HashSet<String>();
            columns.forEach(column -> unique(names, column.name(), "columns of " + name));
            return new RelationalTable(name, base, new Projection(columns), List.copyOf(children));
        }

        void unique(Set<String> names, String name, String what) {
            if (!names.add(name)) {
                throw style.fail(
                        root, "two " + what + " would be called '" + name + "' (rename one of the fields before)");
            }
        }
    }
}
