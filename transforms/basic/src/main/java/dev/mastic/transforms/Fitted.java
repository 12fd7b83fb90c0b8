// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import dev.mastic.core.frame.Projection;
import dev.mastic.core.frame.Value;
import dev.mastic.core.type.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.functions;

/**
 * A value in another type, as far as it goes.
 *
 * @param value in the new type; null where it does not fit
 * @param lost whether something of it did not fit, true or false in each row; empty if that cannot be
 */
record Fitted(Value value, Optional<Value> lost) {
    private static final List<Type> WHOLE =
            List.of(Type.Primitive.BYTE, Type.Primitive.SHORT, Type.Primitive.INT, Type.Primitive.LONG);

    /** A value in a type: its fields, elements and branches by name, numbers and texts where they come back the same. */
    static Fitted of(Value value, Type to) {
        var from = value.type();
        if (from.equals(to)) {
            return new Fitted(value, Optional.empty());
        } else if (from == Type.Primitive.NULL || from instanceof Type.Unknown) {
            return new Fitted(Value.nothing(to), Optional.empty());
        } else if (to instanceof Type.Choice choice) {
            return choice(value, choice);
        } else if (from instanceof Type.Choice) {
            return anyBranch(value, to);
        } else if (to instanceof Type.Struct struct && from instanceof Type.Struct) {
            return record(value, struct);
        } else if (to instanceof Type.Array array && from instanceof Type.Array) {
            return elements(value, array);
        }
        return isSimple(from) && canCastBothWays(value, to) ? cast(value, to) : none(value, to);
    }

    /** True in rows where one of these is. */
    static Optional<Value> any(List<Value> conditions) {
        return conditions.stream()
                .reduce((one, other) ->
                        condition(columns -> column(one, columns).or(column(other, columns))));
    }

    /** True in rows where the value is not null. */
    static Value isSet(Value value) {
        return condition(columns -> column(value, columns).isNotNull());
    }

    private static boolean isSimple(Type type) {
        return type instanceof Type.Primitive || type instanceof Type.Decimal;
    }

    private static boolean canCastBothWays(Value value, Type to) {
        return value.canCast(to) && Value.nothing(to).canCast(value.type());
    }

    private static Fitted none(Value value, Type to) {
        return new Fitted(Value.nothing(to), Optional.of(isSet(value)));
    }

    private static Fitted cast(Value value, Type to) {
        if (alwaysFits(value.type(), to)) {
            return new Fitted(value.tryCast(to), Optional.empty());
        }
        var cast = value.tryCast(to);
        var lost = value.type() == Type.Primitive.STRING
                ? misread(value, cast)
                : differ(value, cast.tryCast(value.type()));
        var kept = new Value(to, columns -> functions
                .when(functions.not(column(lost, columns)), column(cast, columns))
                .expr());
        return new Fitted(kept, Optional.of(lost));
    }

    private static boolean alwaysFits(Type from, Type to) {
        return to == Type.Primitive.STRING || (WHOLE.contains(from) && WHOLE.indexOf(from) < WHOLE.indexOf(to));
    }

    /** A value has many texts, so that the text itself need not come back. */
    private static Value misread(Value text, Value cast) {
        var isNone = condition(columns ->
                column(text, columns).isNotNull().and(column(cast, columns).isNull()));
        return finer(cast.type())
                .flatMap(finer -> any(List.of(isNone, differ(text.tryCast(finer), cast.tryCast(finer)))))
                .orElse(isNone);
    }

    /** Spark rounds texts to these types; a finer type tells what was left out. */
    private static Optional<Type> finer(Type to) {
        if (to instanceof Type.Decimal decimal) {
            return Optional.of(new Type.Decimal(
                    Type.Decimal.MAX_PRECISION, Type.Decimal.MAX_PRECISION - decimal.precision() + decimal.scale()));
        }
        return Optional.of(to).filter(Type.Primitive.DATE::equals).map(date -> Type.Primitive.TIMESTAMP_NTZ);
    }

    private static Value differ(Value one, Value other) {
        return condition(columns -> functions.not(column(one, columns).eqNullSafe(column(other, columns))));
    }

    private static Fitted record(Value value, Type.Struct to) {
        var fields = value.fields().orElseThrow();
        var members = new ArrayList<Projection.Member>();
        var lost = new ArrayList<Value>();
        for (var field : to.fields()) {
            var fitted = fields.find(field.name())
                    .map(part -> of(part, field.type()))
                    .orElseGet(() -> new Fitted(Value.nothing(field.type()), Optional.empty()));
            members.add(new Projection.Member(field.name(), fitted.value()));
            fitted.lost().ifPresent(lost::add);
        }
        fields.members().stream()
                .filter(member -> to.indexOf(member.name()) < 0)
                .forEach(member -> lost.add(isSet(member.value())));
        return new Fitted(new Projection(members).struct().whereSet(value), any(lost));
    }

    private static Fitted elements(Value value, Type.Array to) {
        var element = of(Value.input(((Type.Array) value.type()).element(), 0), to.element());
        var lost = element.lost()
                .map(condition -> condition(columns -> functions.coalesce(
                        functions.exists(column(value, columns), each -> column(condition, List.of(each.expr()))),
                        functions.lit(false))));
        return new Fitted(value.mapElements(each -> of(each, to.element()).value()), lost);
    }

    private static Fitted anyBranch(Value value, Type to) {
        var branches = value.branches().orElseThrow().members().stream()
                .map(branch -> of(branch.value(), to))
                .toList();
        return new Fitted(
                Value.firstOf(branches.stream().map(Fitted::value).toList()),
                any(branches.stream().flatMap(branch -> branch.lost().stream()).toList()));
    }

    private static Fitted choice(Value value, Type.Choice to) {
        var parts = value.branches()
                .map(branches -> branches.members().stream()
                        .map(Projection.Member::value)
                        .toList())
                .orElse(List.of(value));
        var members = new ArrayList<Projection.Member>();
        var lost = new ArrayList<Value>();
        for (var member : to.members()) {
            var fitted = parts.stream()
                    .filter(part -> home(part, to).equals(Optional.of(member)))
                    .map(part -> of(part, member))
                    .toList();
            fitted.forEach(part -> part.lost().ifPresent(lost::add));
            var values = fitted.stream().map(Fitted::value).toList();
            members.add(new Projection.Member(
                    member.typeName(), values.isEmpty() ? Value.nothing(member) : Value.firstOf(values)));
        }
        parts.stream().filter(part -> home(part, to).isEmpty()).forEach(part -> lost.add(isSet(part)));
        var branches = members.stream().map(Projection.Member::value).toArray(Value[]::new);
        return new Fitted(new Projection(members).struct().as(to).whereSet(branches), any(lost));
    }

    /** The branch for a value: its namesake, else the first in which it can be tried, a text as the last. */
    private static Optional<Type> home(Value part, Type.Choice choice) {
        var byName = choice.members().stream()
                .filter(member -> member.typeName().equals(part.type().typeName()))
                .findFirst();
        return byName.or(() -> choice.members().stream()
                .filter(part::canCast)
                .min(Comparator.comparing(Type.Primitive.STRING::equals)));
    }

    private static Value condition(Function<List<Expression>, Column> condition) {
        return new Value(
                Type.Primitive.BOOLEAN, columns -> condition.apply(columns).expr());
    }

    private static Column column(Value value, List<Expression> columns) {
        return new Column(value.expression().apply(columns));
    }
}
