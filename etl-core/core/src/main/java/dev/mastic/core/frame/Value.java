// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.frame;

import dev.mastic.core.type.Type;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.Coalesce;
import org.apache.spark.sql.catalyst.expressions.Contains;
import org.apache.spark.sql.catalyst.expressions.EvalMode;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GetStructField;
import org.apache.spark.sql.catalyst.expressions.If;
import org.apache.spark.sql.catalyst.expressions.IsNull;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.Literal$;
import org.apache.spark.sql.catalyst.expressions.objects.Invoke;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.IntegralType;
import org.apache.spark.sql.types.ObjectType;
import org.apache.spark.unsafe.types.UTF8String;
import scala.Enumeration;
import scala.Option;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * One value of an output record: its type, and how it is computed from the columns of the input once there are rows. So
 * a shape is known without a session, and cannot differ from the rows.
 *
 * @param expression from the input's top-level columns, in order; nullable, as every column is
 */
public record Value(Type type, Function<List<Expression>, Expression> expression) {
    private static final UTF8String POINT = UTF8String.fromString(".");

    /** The input's top-level column at this place. */
    public static Value input(Type type, int index) {
        return new Value(type, columns -> columns.get(index));
    }

    /** Null in every row. */
    public static Value nothing(Type type) {
        var literal = Literal$.MODULE$.create(null, SparkTypes.toSpark(type));
        return new Value(type, columns -> literal);
    }

    /** The first that is not null, of values of one type. */
    public static Value firstOf(List<Value> values) {
        if (values.size() == 1) {
            return values.get(0);
        }
        return new Value(
                values.get(0).type(),
                columns -> new Coalesce(JavaConverters.asScalaBuffer(values.stream()
                        .map(value -> value.expression().apply(columns))
                        .toList())));
    }

    /**
     * The same value, which Spark computes in its own projection and nowhere else. Spark moves a filter below the projection
     * of what it asks for, and computes that twice then; dear values that filters ask for are made so.
     */
    public Value once() {
        var nothing = new Literal(new Nothing(), new ObjectType(Nothing.class));
        return new Value(
                type,
                columns -> new Coalesce(JavaConverters.asScalaBuffer(List.of(
                        expression.apply(columns),
                        new Invoke(nothing, "here", SparkTypes.toSpark(type), none(), none(), true, true, false)))));
    }

    private static <T> Seq<T> none() {
        return JavaConverters.asScalaBuffer(List.of());
    }

    /** The fields of a struct; empty for other types. */
    public Optional<Projection> fields() {
        return type instanceof Type.Struct struct
                ? Optional.of(parts(struct.names(), types(struct)))
                : Optional.empty();
    }

    /** The branches of a choice by their type names; empty for other types. */
    public Optional<Projection> branches() {
        return type instanceof Type.Choice choice
                ? Optional.of(
                        parts(choice.members().stream().map(Type::typeName).toList(), choice.members()))
                : Optional.empty();
    }

    /** This value where any of the others is not null, else null. */
    public Value whereSet(Value... others) {
        var none = nothing(type);
        return new Value(type, columns -> {
            var noneIsSet = Arrays.stream(others)
                    .<Expression>map(other -> new IsNull(other.expression().apply(columns)))
                    .reduce(And::new)
                    .orElseThrow();
            return new If(noneIsSet, none.expression().apply(columns), expression.apply(columns));
        });
    }

    /**
     * The value with the fields of its struct changed, or of the structs in its arrays; other values stay. Null stays
     * null.
     *
     * @return empty if no field is left
     */
    public Optional<Value> reshape(UnaryOperator<Projection> change) {
        if (type instanceof Type.Struct) {
            var changed = change.apply(fields().orElseThrow());
            return changed.type().equals(type)
                    ? Optional.of(this)
                    : Optional.of(changed).filter(c -> !c.isEmpty()).map(c -> c.struct()
                            .whereSet(this));
        } else if (type instanceof Type.Array array) {
            return input(array.element(), 0)
                    .reshape(change)
                    .map(element -> element.type().equals(array.element()) ? this : eachElement(element));
        }
        return Optional.of(this);
    }

    /**
     * An array with every element changed.
     *
     * @param change from the element to its new form; must not look at other columns
     */
    public Value mapElements(UnaryOperator<Value> change) {
        var before = input(((Type.Array) type).element(), 0);
        var after = change.apply(before);
        if (after.equals(before)) {
            return this;
        }
        return after.isComputedAs(before) ? as(new Type.Array(after.type())) : eachElement(after);
    }

    /** @param element over the element alone */
    private Value eachElement(Value element) {
        return new Value(new Type.Array(element.type()), columns -> functions
                .transform(
                        new Column(expression.apply(columns)),
                        each -> new Column(element.expression().apply(List.of(each.expr()))))
                .expr());
    }

    /**
     * A map with every value changed; keys stay.
     *
     * @param change from the map's value to its new form; must not look at other columns
     */
    public Value mapEntries(UnaryOperator<Value> change) {
        var map = (Type.Map) type;
        var before = input(map.value(), 0);
        var after = change.apply(before);
        var changed = new Type.Map(map.key(), after.type());
        if (after.equals(before)) {
            return this;
        } else if (after.isComputedAs(before)) {
            return as(changed);
        }
        return new Value(changed, columns -> functions
                .transform_values(
                        new Column(expression.apply(columns)),
                        (key, each) -> new Column(after.expression().apply(List.of(each.expr()))))
                .expr());
    }

    /** The values of a map as an array. */
    public Value entries() {
        return new Value(new Type.Array(((Type.Map) type).value()), columns -> functions
                .map_values(new Column(expression.apply(columns)))
                .expr());
    }

    /** A struct with other fields; null stays null. What only has other types in our eyes is not made anew. */
    public Value mapFields(UnaryOperator<Projection> change) {
        var before = fields().orElseThrow();
        var after = change.apply(before);
        return remade(before, after, after.type());
    }

    /** A choice whose branches have other values, of the same type names; null stays null. */
    public Value mapBranches(UnaryOperator<Projection> change) {
        var before = branches().orElseThrow();
        var after = change.apply(before);
        return remade(
                before,
                after,
                new Type.Choice(after.members().stream()
                        .map(each -> each.value().type())
                        .toList()));
    }

    private Value remade(Projection before, Projection after, Type newType) {
        if (after.members().equals(before.members())) {
            return this;
        }
        return after.isComputedAs(before)
                ? as(newType)
                : after.struct().as(newType).whereSet(this);
    }

    /** A choice of values with different type names, of which at most one is set in a row. */
    public static Value choice(List<Value> branches) {
        var sorted = branches.stream()
                .sorted(Comparator.comparing(branch -> branch.type().typeName()))
                .toList();
        var members = sorted.stream()
                .map(branch -> new Projection.Member(branch.type().typeName(), branch))
                .toList();
        var type = new Type.Choice(sorted.stream().map(Value::type).toList());
        return new Projection(members).struct().as(type).whereSet(sorted.toArray(Value[]::new));
    }

    /** The same value as another type that looks the same in Spark, such as a choice as a struct of its branches. */
    public Value as(Type newType) {
        return new Value(newType, expression);
    }

    /** Whether another value is computed in the same way, so that only its type may differ. */
    public boolean isComputedAs(Value other) {
        return expression.equals(other.expression);
    }

    /** The value in rows of the input type. */
    public Column over(Type.Struct from, Dataset<Row> rows) {
        return new Column(expression.apply(LazyRows.columns(from, rows)));
    }

    /**
     * Whether values of this type can be tried as another; structs cannot, for Spark would pair their fields by place.
     */
    public boolean canCast(Type to) {
        return type.equals(to)
                || (isFlat(type) && isFlat(to) && Cast.canTryCast(SparkTypes.toSpark(type), SparkTypes.toSpark(to)));
    }

    /**
     * What Spark's {@code try_cast} gives, whatever the session's ANSI mode: null where the value does not fit. Spark makes an exception with
     * its message for each text that does not; these expressions make none, and so cost no more for mixed columns than for clean ones.
     */
    public Value tryCast(Type to) {
        if (type.equals(to)) {
            return this;
        }
        var target = SparkTypes.toSpark(to);
        if (type != Type.Primitive.STRING) {
            return new Value(to, columns -> cast(expression.apply(columns), target, EvalMode.TRY()));
        }
        return new Value(to, columns -> fromText(expression.apply(columns), target));
    }

    private static Expression cast(Expression value, DataType target, Enumeration.Value mode) {
        return new Cast(value, target, Option.empty(), mode);
    }

    /** Of a text both modes read the same, but for whole numbers: there the old one takes a fraction, and cuts it off. */
    private static Expression fromText(Expression text, DataType target) {
        var read = cast(text, target, EvalMode.LEGACY());
        return target instanceof IntegralType
                ? new If(new Contains(text, Literal$.MODULE$.apply(POINT)), Literal$.MODULE$.create(null, target), read)
                : read;
    }

    /**
     * This value in the type that {@link dev.mastic.core.type.Resolution#merge} made of its type and others: fields that it lacks are null,
     * a choice has it in its branch.
     */
    public Value widen(Type merged) {
        return new Widening(merged).of(this);
    }

    private Projection parts(List<String> names, List<Type> types) {
        return new Projection(IntStream.range(0, names.size())
                .mapToObj(i -> new Projection.Member(names.get(i), part(types.get(i), i)))
                .toList());
    }

    private Value part(Type partType, int index) {
        return new Value(partType, columns -> new GetStructField(expression.apply(columns), index, Option.empty()));
    }

    private static List<Type> types(Type.Struct struct) {
        return struct.fields().stream().map(Type.Field::type).toList();
    }

    private static boolean isFlat(Type type) {
        if (type instanceof Type.Array array) {
            return isFlat(array.element());
        } else if (type instanceof Type.Map map) {
            return isFlat(map.key()) && isFlat(map.value());
        }
        return type instanceof Type.Primitive || type instanceof Type.Decimal;
    }
}
