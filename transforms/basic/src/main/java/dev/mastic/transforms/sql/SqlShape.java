// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.sql;

import dev.mastic.core.frame.SparkTypes;
import dev.mastic.core.type.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.CreateNamedStruct;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GetStructField;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.WindowExpression;
import org.apache.spark.sql.catalyst.plans.logical.CTERelationDef;
import org.apache.spark.sql.catalyst.plans.logical.CTERelationRef;
import org.apache.spark.sql.catalyst.plans.logical.Generate;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Union;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MetadataBuilder;
import scala.Option;
import scala.collection.JavaConverters;

/**
 * Which type a column of an analysed plan has. Spark knows choices as structs only; here a value that passes through, or is taken out of
 * an array, a map or a struct, keeps the type that it has in its frame.
 */
final class SqlShape {
    private static final String FRAME = "mastic.frame";
    private static final String COLUMN = "mastic.column";

    private final List<Type.Struct> inputs;
    private final Map<ExprId, Type> types = new HashMap<>();
    private final Map<Long, LogicalPlan> named = new HashMap<>();

    private SqlShape(List<Type.Struct> inputs) {
        this.inputs = inputs;
    }

    /** A relation without rows in the place of a frame. */
    static LocalRelation relation(Type.Struct record, int frame) {
        var schema = SparkTypes.toSpark(record).fields();
        var attributes = new ArrayList<Attribute>();
        for (int i = 0; i < schema.length; i++) {
            attributes.add(new AttributeReference(
                    schema[i].name(),
                    schema[i].dataType(),
                    true,
                    new MetadataBuilder()
                            .putLong(FRAME, frame)
                            .putLong(COLUMN, i)
                            .build(),
                    NamedExpression.newExprId(),
                    JavaConverters.asScalaBuffer(List.<String>of())));
        }
        return new LocalRelation(
                JavaConverters.asScalaBuffer(attributes), JavaConverters.asScalaBuffer(List.of()), false);
    }

    /** The types in a plan over {@link #relation}s of these records. */
    static SqlShape of(LogicalPlan analyzed, List<Type.Struct> inputs) {
        var shape = new SqlShape(inputs);
        shape.add(analyzed);
        return shape;
    }

    /** The type of an expression of the plan. */
    Type typeOf(Expression expression) {
        return keptType(expression).orElseGet(() -> SparkTypes.fromSpark(expression.dataType()));
    }

    /** A value as columns of frames are: its parts may be null, also if this expression never makes them so. */
    static Expression nullable(Expression expression) {
        var type = expression.dataType();
        var loose = type.asNullable();
        return loose.equals(type) ? expression : new Cast(expression, loose, Option.empty(), Cast.apply$default$4());
    }

    private void add(LogicalPlan plan) {
        JavaConverters.seqAsJavaList(plan.children()).forEach(this::add);
        if (plan instanceof LocalRelation relation) {
            list(relation.output()).forEach(this::addInput);
        } else if (plan instanceof Union union) {
            addUnion(union);
        } else if (plan instanceof CTERelationDef definition) {
            named.put(definition.id(), definition.child());
        } else if (plan instanceof CTERelationRef reference && named.containsKey(reference.cteId())) {
            addSame(reference, named.get(reference.cteId()));
        } else if (plan instanceof Generate generate) {
            list(generate.generatorOutput())
                    .forEach(attribute -> inside((Expression) generate.generator(), attribute.dataType())
                            .ifPresent(type -> types.put(attribute.exprId(), type)));
        }
        JavaConverters.seqAsJavaList(plan.expressions()).forEach(this::addAlias);
    }

    private void addInput(Attribute attribute) {
        var tag = attribute.metadata();
        if (tag.contains(FRAME)) {
            var record = inputs.get((int) tag.getLong(FRAME));
            types.put(
                    attribute.exprId(),
                    record.fields().get((int) tag.getLong(COLUMN)).type());
        }
    }

    private void addAlias(Expression expression) {
        if (expression instanceof Alias alias) {
            keptType(alias.child()).ifPresent(type -> types.put(alias.exprId(), type));
        }
    }

    private void addUnion(Union union) {
        var output = list(union.output());
        for (int i = 0; i < output.size(); i++) {
            int column = i;
            var branches = JavaConverters.seqAsJavaList(union.children()).stream()
                    .map(child -> typeOf(list(child.output()).get(column)))
                    .distinct()
                    .toList();
            if (branches.size() == 1) {
                types.put(output.get(i).exprId(), branches.get(0));
            }
        }
    }

    private void addSame(LogicalPlan to, LogicalPlan from) {
        for (int i = 0; i < list(to.output()).size(); i++) {
            var type = types.get(list(from.output()).get(i).exprId());
            if (type != null) {
                types.put(list(to.output()).get(i).exprId(), type);
            }
        }
    }

    private Optional<Type> keptType(Expression expression) {
        if (expression instanceof Attribute attribute) {
            return Optional.ofNullable(types.get(attribute.exprId()));
        } else if (expression instanceof GetStructField field) {
            return keptType(field.child()).flatMap(type -> part(type, field.ordinal()));
        } else if (expression instanceof CreateNamedStruct struct) {
            return Optional.of(struct(struct));
        } else if (expression instanceof WindowExpression window) {
            return keptType(window.windowFunction());
        }
        return inside(expression, expression.dataType());
    }

    private Type struct(CreateNamedStruct struct) {
        var names = struct.dataType().fieldNames();
        var values = JavaConverters.seqAsJavaList(struct.valExprs());
        var fields = new ArrayList<Type.Field>();
        for (int i = 0; i < names.length; i++) {
            fields.add(new Type.Field(names[i], typeOf(values.get(i))));
        }
        return new Type.Struct(fields);
    }

    private static Optional<Type> part(Type type, int ordinal) {
        if (type instanceof Type.Struct struct) {
            return Optional.of(struct.fields().get(ordinal).type());
        }
        return type instanceof Type.Choice choice ? Optional.of(choice.members().get(ordinal)) : Optional.empty();
    }

    /** The one type of that rendering which the arguments have, hold, or make a list of. */
    private Optional<Type> inside(Expression expression, DataType wanted) {
        var found = JavaConverters.seqAsJavaList(expression.children()).stream()
                .flatMap(child -> keptType(child).stream())
                .flatMap(SqlShape::related)
                .filter(type -> DataType.equalsIgnoreNullability(SparkTypes.toSpark(type), wanted))
                .distinct()
                .toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    private static Stream<Type> related(Type type) {
        var self = Stream.of(type, new Type.Array(type));
        if (type instanceof Type.Array array) {
            var fields = array.element() instanceof Type.Struct struct
                    ? struct.fields().stream().map(Type.Field::type)
                    : Stream.<Type>of();
            return Stream.concat(self, Stream.concat(Stream.of(array.element()), fields));
        } else if (type instanceof Type.Map map) {
            return Stream.concat(
                    self, Stream.of(map.key(), map.value(), new Type.Array(map.key()), new Type.Array(map.value())));
        }
        return self;
    }

    private static List<Attribute> list(scala.collection.Seq<Attribute> attributes) {
        return JavaConverters.seqAsJavaList(attributes);
    }
}
