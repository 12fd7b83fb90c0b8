// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.frame;

import dev.mastic.core.type.Type;
import java.util.AbstractList;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Dataset$;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GetStructField;
import org.apache.spark.sql.catalyst.expressions.KnownNullable;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.types.StructField;
import scala.Option;
import scala.collection.JavaConverters;

/**
 * Rows that become a Dataset when one is asked for. Projections on top of each other become one, so that a long chain of
 * transforms over many columns is analysed once; where that would compute an expression twice, there are two. Immutable
 * but for the Dataset, which is kept once it is made. Thread-safe.
 */
final class LazyRows {
    /** Beyond this many projections, expressions may get too deep for Spark, which walks them by recursion. */
    private static final int MOST_AT_ONCE = 50;

    private final Type.Struct type;
    private final LazyRows below;
    private final Projection projection;
    private Dataset<Row> made;

    private LazyRows(Type.Struct type, LazyRows below, Projection projection, Dataset<Row> made) {
        this.type = type;
        this.below = below;
        this.projection = projection;
        this.made = made;
    }

    /** Rows that are there; their columns have the names of the type, in any order. */
    static LazyRows of(Type.Struct type, Dataset<Row> rows) {
        return new LazyRows(type, null, null, rows);
    }

    LazyRows project(Projection next) {
        return new LazyRows(next.type(), this, next, null);
    }

    Type.Struct type() {
        return type;
    }

    synchronized Dataset<Row> dataset() {
        if (made == null) {
            made = make();
        }
        return made;
    }

    private synchronized boolean isMade() {
        return made != null;
    }

    private Dataset<Row> make() {
        var above = new ArrayDeque<LazyRows>();
        var base = this;
        while (base == this || !base.isMade()) {
            above.push(base);
            base = base.below;
        }
        var plan = new Plan(base.type, base.dataset());
        above.forEach(rows -> plan.add(rows.projection));
        return plan.rows();
    }

    /** The columns of rows of this type, by reference. */
    static List<Expression> columns(Type.Struct type, Dataset<Row> rows) {
        var byName = new HashMap<String, Expression>();
        JavaConverters.seqAsJavaList(rows.queryExecution().analyzed().output())
                .forEach(attribute -> byName.putIfAbsent(attribute.name(), attribute));
        var columns = new ArrayList<Expression>();
        for (var name : type.names()) {
            var attribute = byName.get(name);
            columns.add(
                    attribute != null
                            ? attribute
                            : DynamicFrame.column(rows, name).expr());
        }
        return columns;
    }

    /** Projections over a Dataset, as one for as long as nothing is computed twice. */
    private static final class Plan {
        private final SparkSession session;
        private LogicalPlan below;
        private Type.Struct type;
        private List<Expression> columns;
        private int depth;

        Plan(Type.Struct type, Dataset<Row> rows) {
            this.session = rows.sparkSession();
            this.below = rows.queryExecution().analyzed();
            this.type = type;
            this.columns = LazyRows.columns(type, rows);
        }

        void add(Projection projection) {
            var uses = new Uses(columns);
            var next = projection.expressions(uses);
            if (depth > 0 && (uses.repeatWork() || depth == MOST_AT_ONCE)) {
                next = projection.expressions(select());
                depth = 0;
            }
            type = projection.type();
            columns = next;
            depth++;
        }

        /** A Dataset is made once, at the end: its encoder alone takes longer than the analysis of the plan. */
        Dataset<Row> rows() {
            select();
            return Dataset$.MODULE$.ofRows(session, below);
        }

        /** Puts what stands so far into the plan; the columns to go on with. */
        private List<Expression> select() {
            var selected = new ArrayList<NamedExpression>();
            var attributes = new ArrayList<Expression>();
            var schema = SparkTypes.toSpark(type).fields();
            for (int i = 0; i < schema.length; i++) {
                var named = named(columns.get(i), schema[i]);
                selected.add(named);
                attributes.add(attribute(schema[i], named));
            }
            below = new Project(JavaConverters.asScalaBuffer(selected).toSeq(), below);
            return attributes;
        }

        private static AttributeReference attribute(StructField field, NamedExpression named) {
            var noQualifier = JavaConverters.asScalaBuffer(List.<String>of()).toSeq();
            return new AttributeReference(
                    field.name(), field.dataType(), true, field.metadata(), named.exprId(), noQualifier);
        }

        /** A branch that is taken out of its choice would bring its mark along. */
        private static Alias named(Expression column, StructField field) {
            return new Alias(
                    column,
                    field.name(),
                    NamedExpression.newExprId(),
                    JavaConverters.asScalaBuffer(List.<String>of()).toList(),
                    Option.apply(field.metadata()),
                    JavaConverters.asScalaBuffer(SparkTypes.MARKS).toList());
        }
    }

    /** Columns that count how often each is asked for. */
    private static final class Uses extends AbstractList<Expression> {
        private final List<Expression> columns;
        private final int[] uses;

        Uses(List<Expression> columns) {
            this.columns = columns;
            this.uses = new int[columns.size()];
        }

        @Override
        public Expression get(int index) {
            uses[index]++;
            return columns.get(index);
        }

        @Override
        public int size() {
            return columns.size();
        }

        boolean repeatWork() {
            for (int i = 0; i < uses.length; i++) {
                if (uses[i] > 1 && !isFree(columns.get(i))) {
                    return true;
                }
            }
            return false;
        }

        private static boolean isFree(Expression expression) {
            if (expression instanceof KnownNullable || expression instanceof GetStructField) {
                return isFree(expression.children().head());
            }
            return expression instanceof Attribute || expression instanceof Literal;
        }
    }
}
