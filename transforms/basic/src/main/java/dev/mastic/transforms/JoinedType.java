// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.Projection;
import dev.mastic.core.frame.Shapes;
import dev.mastic.core.frame.Value;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.core.type.Type;
import dev.mastic.transforms.path.FieldLookup;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a join makes of two record types: the keys in their common types, and the output's columns.
 *
 * @param sharedKeys the names of keys that the output has once; empty if it has the keys of both sides
 */
record JoinedType(JoinSide first, JoinSide second, List<String> sharedKeys) {
    /**
     * The sides of a join over two frames.
     *
     * @param failure the start of every message, where the names of the frames come in: {@code Cannot join %s to %s}
     * @throws UsageException naming the key that is missing, or the two types that cannot be compared
     */
    static JoinedType of(Shapes in, String failure, KeyPairs keys) {
        if (in.names().size() != 2) {
            throw new UsageException(failure.replaceFirst(" %s.*", " ")
                    + in.names().size() + " frames (got " + String.join(", ", in.names()) + "; expected two)");
        }
        var name1 = in.names().get(0);
        var name2 = in.names().get(1);
        var why = failure.formatted(name1, name2);
        var found1 = find(why, name1, in.get(name1), keys.first());
        var found2 = find(why, name2, in.get(name2), keys.second());
        var keys1 = new ArrayList<Value>();
        var keys2 = new ArrayList<Value>();
        for (int i = 0; i < found1.size(); i++) {
            var type = new KeyType(why)
                    .of(
                            name1 + "." + keys.first().get(i),
                            found1.get(i).type(),
                            name2 + "." + keys.second().get(i),
                            found2.get(i).type());
            keys1.add(found1.get(i).tryCast(type));
            keys2.add(found2.get(i).tryCast(type));
        }
        return new JoinedType(
                new JoinSide(name1, "first", in.get(name1), keys.first(), keys1),
                new JoinSide(name2, "second", in.get(name2), keys.second(), keys2),
                keys.shared() ? keys.first().stream().map(ColumnPath::head).toList() : List.of());
    }

    private static List<Value> find(String failure, String name, Type.Struct type, List<ColumnPath> paths) {
        var lookup = new FieldLookup(true, failure, name);
        return paths.stream()
                .map(path -> lookup.find(Projection.of(type), path))
                .toList();
    }

    /** The generated columns of both sides. */
    Type.Struct columns() {
        var fields = new ArrayList<>(first.columns().fields());
        fields.addAll(second.columns().fields());
        return new Type.Struct(fields);
    }

    /**
     * The output over {@link #columns()}.
     *
     * @param keysOf the sides whose keys the shared columns show: equal on both, but one side may lack a partner
     */
    Projection output(List<JoinSide> keysOf) {
        var columns = Projection.of(columns());
        var taken = new HashSet<>(first.type().names());
        taken.addAll(second.type().names());
        var members = new ArrayList<Projection.Member>();
        for (int i = 0; i < first.type().fields().size(); i++) {
            var name = first.type().fields().get(i).name();
            int key = sharedKeys.indexOf(name);
            members.add(new Projection.Member(
                    key < 0 ? firstName(name, taken) : name,
                    key < 0 ? columns.find(first.fieldName(i)).orElseThrow() : shared(columns, keysOf, key)));
        }
        for (int i = 0; i < second.type().fields().size(); i++) {
            var name = second.type().fields().get(i).name();
            if (!sharedKeys.contains(name)) {
                members.add(new Projection.Member(
                        name, columns.find(second.fieldName(i)).orElseThrow()));
            }
        }
        return new Projection(members);
    }

    private static Value shared(Projection columns, List<JoinSide> keysOf, int key) {
        return Value.firstOf(keysOf.stream()
                .map(side -> columns.find(side.keyName(key)).orElseThrow())
                .toList());
    }

    /** Glue's rule for clashing names: the first frame's field gets a dot in front; one more if that is taken. */
    private String firstName(String name, Set<String> taken) {
        if (second.type().field(name).isEmpty()) {
            return name;
        }
        var dotted = "." + name;
        while (!taken.add(dotted)) {
            dotted = "." + dotted;
        }
        return dotted;
    }
}
