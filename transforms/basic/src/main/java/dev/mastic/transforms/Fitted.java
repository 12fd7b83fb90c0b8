// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import dev.mastic.core.frame.Projection;
import dev.mastic.core.frame.Value;
import dev.mastic.core.type.Type;
import java.util.ArrayList;
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
        return value.canCast(to) && !(to instanceof Type.Map) ? cast(value, to) : none(value, to);
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

    private static Fitted none(Value value, Type to) {
        return new Fitted(Value.nothing(to), Optional.of(isSet(value)));
    }

    private static Fitted cast(Value value, Type to) {
        var cast = value.tryCast(to);
        // texts have many forms of one value; everything else must come back the same
        var back = value.type() == Type.Primitive.STRING ? cast : cast.tryCast(value.type());
        var isText = value.type() == Type.Primitive.STRING;
        return new Fitted(
                cast,
                Optional.of(condition(columns -> isText
                        ? column(value, columns)
                                .isNotNull()
                                .and(column(cast, columns).isNull())
                        : functions.not(column(value, columns).eqNullSafe(column(back, columns))))));
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
                .orElseGet(() -> new Projection(
                        List.of(new Projection.Member(value.type().typeName(), value))));
        var members = new ArrayList<Projection.Member>();
        var lost = new ArrayList<Value>();
        for (var member : to.members()) {
            var fitted = parts.find(member.typeName())
                    .map(part -> of(part, member))
                    .orElseGet(() -> new Fitted(Value.nothing(member), Optional.empty()));
            members.add(new Projection.Member(member.typeName(), fitted.value()));
            fitted.lost().ifPresent(lost::add);
        }
        parts.members().stream()
                .filter(part ->
                        members.stream().noneMatch(member -> member.name().equals(part.name())))
                .forEach(part -> lost.add(isSet(part.value())));
        var branches = members.stream().map(Projection.Member::value).toArray(Value[]::new);
        var struct = new Projection(members).struct().whereSet(branches);
        return new Fitted(new Value(to, struct.expression()), any(lost));
    }

    private static Value condition(Function<List<Expression>, Column> condition) {
        return new Value(
                Type.Primitive.BOOLEAN, columns -> condition.apply(columns).expr());
    }

    private static Column column(Value value, List<Expression> columns) {
        return new Column(value.expression().apply(columns));
    }
}
