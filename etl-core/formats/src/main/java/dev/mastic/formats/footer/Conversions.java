// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.footer;

import dev.mastic.core.frame.SparkTypes;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.core.type.Type;
import dev.mastic.formats.BranchOrder;
import dev.mastic.formats.footer.Conversion.Effect;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.types.StructType;

/**
 * What values of files are as values of declared types. Nothing is lost on the way: a number is read as another type of number where that
 * holds it, a date as its midnight, and what has no parts as text. Fields are found by name; those that a file has not are null.
 *
 * @param caseSensitive whether names that differ in case only are different
 */
record Conversions(boolean caseSensitive, Leaves leaves) {
    private static final Set<Type> TIMES =
            Set.of(Type.Primitive.DATE, Type.Primitive.TIMESTAMP, Type.Primitive.TIMESTAMP_NTZ);

    /**
     * A field of a struct, or a column of a file.
     *
     * @param place in the file; -1 where it has none
     */
    record Member(Type.Field declared, int place, Conversion conversion) {
        boolean isThere() {
            return place >= 0;
        }

        /** The column in rows of these columns of the file, at a place that says nothing where the file has none. */
        Expression in(StructType read, int at) {
            return conversion.of(isThere() ? new BoundReference(at, read.fields()[at].dataType(), true) : null);
        }

        private Parts.Field in(Expression struct) {
            var value = isThere() ? Parts.field(struct, place) : struct;
            return new Parts.Field(declared.name(), conversion.of(value));
        }
    }

    /**
     * The declared columns in a file.
     *
     * @throws UnfitException if there is one that cannot be read as declared
     */
    List<Member> columns(Type.Struct file, Type.Struct declared) {
        return members(file, declared, ColumnPath::of);
    }

    private List<Member> members(Type.Struct file, Type.Struct declared, Function<String, ColumnPath> at) {
        return declared.fields().stream()
                .map(field -> {
                    int place = place(file, field.name());
                    return new Member(
                            field,
                            place,
                            place < 0
                                    ? nothing(Effect.NATIVE, field.type())
                                    : between(file.fields().get(place).type(), field.type(), at.apply(field.name())));
                })
                .toList();
    }

    private int place(Type.Struct file, String name) {
        int place = file.indexOf(name);
        if (place >= 0 || caseSensitive) {
            return place;
        }
        var names = file.names();
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equalsIgnoreCase(name)) {
                return i;
            }
        }
        return -1;
    }

    private Conversion between(Type file, Type declared, ColumnPath at) {
        if (file.equals(declared) && !leaves.nanoseconds()) {
            return Conversion.none();
        } else if (file == Type.Primitive.NULL) {
            return nothing(Effect.WIDENS, declared);
        } else if (declared instanceof Type.Choice choice) {
            return choice(file, choice, at);
        } else if (file instanceof Type.Struct struct && declared instanceof Type.Struct record) {
            return fields(struct, record, at);
        } else if (file instanceof Type.Array array && declared instanceof Type.Array list) {
            var element = between(array.element(), list.element(), at.elements());
            return new Conversion(element.effect(), value -> Parts.elements(value, element.expression()));
        } else if (file instanceof Type.Map map && declared instanceof Type.Map entries) {
            var key = between(map.key(), entries.key(), at.child("key"));
            var entry = between(map.value(), entries.value(), at.child("value"));
            return new Conversion(
                    key.effect().or(entry.effect()),
                    value -> Parts.values(Parts.keys(value, key.expression()), entry.expression()));
        }
        return leaf(file, declared, at).orElseThrow(() -> UnfitException.column(at, file, declared));
    }

    private static Conversion nothing(Effect effect, Type declared) {
        var none = Parts.nothing(SparkTypes.toSpark(declared));
        return new Conversion(effect, value -> none);
    }

    /** Spark's readers take a struct for null where the file has none of the fields that they are asked for. */
    private Conversion fields(Type.Struct file, Type.Struct declared, ColumnPath at) {
        var members = members(file, declared, at::child);
        var effect = members.stream().anyMatch(Member::isThere) ? Effect.NATIVE : Effect.WIDENS;
        for (var member : members) {
            effect = effect.or(member.conversion().effect());
        }
        return new Conversion(
                effect,
                value -> Parts.struct(
                        value, members.stream().map(member -> member.in(value)).toList()));
    }

    /** A struct of branches is the choice itself, as frames are written; anything else is in the branch that does least to it. */
    private Conversion choice(Type file, Type.Choice choice, ColumnPath at) {
        var branches = new Type.Struct(choice.members().stream()
                .map(member -> new Type.Field(member.typeName(), member))
                .toList());
        if (file instanceof Type.Struct struct
                && struct.names().stream().allMatch(name -> branches.indexOf(name) >= 0)) {
            return fields(struct, branches, at);
        }
        var home = branches.fields().stream()
                .flatMap(branch -> branch(file, branch, at).stream())
                .min(Comparator.comparing((Member branch) -> branch.conversion().effect())
                        .thenComparing(branch -> !branch.declared().name().equals(file.typeName()))
                        .thenComparing(branch -> branch.declared().type(), new BranchOrder()))
                .orElseThrow(() -> UnfitException.column(at, file, choice));
        return new Conversion(
                Effect.WIDENS.or(home.conversion().effect()), value -> Parts.struct(value, set(branches, home, value)));
    }

    private Optional<Member> branch(Type file, Type.Field branch, ColumnPath at) {
        try {
            var conversion = between(file, branch.type(), at.child(branch.name()));
            return Optional.of(new Member(branch, 0, conversion));
        } catch (UnfitException e) {
            return Optional.empty(); // another branch may take it
        }
    }

    private static List<Parts.Field> set(Type.Struct branches, Member home, Expression value) {
        var fields = new ArrayList<Parts.Field>();
        for (var branch : branches.fields()) {
            fields.add(new Parts.Field(
                    branch.name(),
                    branch.equals(home.declared())
                            ? home.conversion().of(value)
                            : Parts.nothing(SparkTypes.toSpark(branch.type()))));
        }
        return fields;
    }

    private Optional<Conversion> leaf(Type file, Type declared, ColumnPath at) {
        if (!isSingle(file)) {
            return Optional.empty();
        } else if (file.equals(declared)) {
            return Optional.of(leaves.same(file));
        } else if (declared == Type.Primitive.STRING) {
            return Optional.of(leaves.text(file));
        } else if (Numbers.isNumber(file) && Numbers.isNumber(declared)) {
            return Optional.of(leaves.number(file, declared, at));
        } else if (TIMES.contains(file) && TIMES.contains(declared) && declared != Type.Primitive.DATE) {
            return Optional.of(leaves.time(file, declared, at));
        }
        return Optional.empty();
    }

    private static boolean isSingle(Type type) {
        return type instanceof Type.Primitive || type instanceof Type.Decimal;
    }
}
