// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.sql;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.Value;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Generator;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.NamedLambdaVariable;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.catalyst.expressions.TimeZoneAwareExpression;
import org.apache.spark.sql.catalyst.expressions.UnresolvedNamedLambdaVariable;
import org.apache.spark.sql.catalyst.expressions.WindowExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import scala.collection.JavaConverters;

/**
 * A Spark SQL expression over the columns of one row. It is typed without a session and without data; with rows, it is part of their plan
 * as if it had been written by hand.
 *
 * <p>Names are found as in Spark, ignoring case; where columns differ by case only, an exact match wins, and others are refused. Only
 * functions that are built into Spark are known, without {@code java_method}, {@code reflect} and those that look at the session. ANSI mode
 * is off whatever the session says: a division by zero, a cast that does not fit, or an element that is not there give null. Times are
 * cast in the session's time zone.
 *
 * @param failure the start of every message: {@code Cannot <verb> <what>}
 * @param text the expression
 * @see <a href="https://spark.apache.org/docs/3.5.7/sql-ref-functions.html">Functions of Spark SQL</a>
 */
public record SqlExpression(String failure, String text) {
    /**
     * The expression over records of this type, as a value for projections. Runs no job.
     *
     * @throws UsageException saying what is not understood and where, with the nearest column or function
     */
    public Value in(Type.Struct record) {
        var sql = new SqlText(failure, text);
        return sql.analyzed(List.of(record), dialect -> value(sql, dialect, record));
    }

    /**
     * As {@link #in}, for a condition; null counts as false wherever rows are filtered.
     *
     * @throws UsageException also if the expression is not true or false
     */
    public Value condition(Type.Struct record) {
        var value = in(record);
        if (value.type() != Type.Primitive.BOOLEAN && value.type() != Type.Primitive.NULL) {
            throw new UsageException(
                    failure + ": it is no condition (got " + TypeString.print(value.type()) + "; expected boolean)");
        }
        return value;
    }

    /**
     * The expression with its names not yet found, as a part of a {@link SqlPlan}.
     *
     * @throws UsageException saying where it is not understood
     */
    public Expression parse() {
        var sql = new SqlText(failure, text);
        var parsed = sql.expression();
        if (parsed instanceof Alias alias) {
            throw sql.refusal(
                    "it gives itself the name '" + alias.name() + "' (expected an expression alone)", alias.origin());
        }
        return parsed;
    }

    /**
     * The top-level columns that it names, ignoring case.
     *
     * @throws UsageException saying where it is not understood
     */
    public Set<String> names(Type.Struct record) {
        var written = new HashSet<String>();
        addNames(written, parse());
        return record.names().stream()
                .filter(name -> written.contains(name.toLowerCase(Locale.ROOT)))
                .collect(Collectors.toSet());
    }

    private static void addNames(Set<String> names, Expression expression) {
        if (expression instanceof UnresolvedAttribute attribute) {
            names.add(attribute.nameParts().head().toLowerCase(Locale.ROOT));
        } else if (expression instanceof UnresolvedNamedLambdaVariable variable) {
            // inside a lambda, every name may be one of its variables
            names.add(variable.nameParts().head().toLowerCase(Locale.ROOT));
        }
        JavaConverters.seqAsJavaList(expression.children()).forEach(child -> addNames(names, child));
    }

    private Value value(SqlText sql, SqlDialect dialect, Type.Struct record) {
        var parsed = parse();
        var shape = new SqlShape(failure, List.of(record));
        var relation = shape.relation(0);
        var analyzed = dialect.speak(() -> SqlDialect.analyze(new Project(
                JavaConverters.asScalaBuffer(List.<NamedExpression>of(SqlPlan.named(parsed, "value"))), relation)));
        var expression = rowWise(analyzed).orElseThrow(() -> sql.refusal(notRowWise(analyzed), parsed.origin()));
        var type = shape.output(analyzed).fields().get(0).type();
        return new Value(type, columns -> bound(expression, relation, columns));
    }

    private static Optional<Expression> rowWise(LogicalPlan analyzed) {
        return analyzed instanceof Project project
                        && project.child() instanceof LocalRelation
                        && !has(analyzed, SubqueryExpression.class)
                ? Optional.of(((Alias) project.projectList().head()).child())
                : Optional.empty();
    }

    private static String notRowWise(LogicalPlan analyzed) {
        if (has(analyzed, WindowExpression.class)) {
            return "it looks at other rows, through a window (write it with the transform sql)";
        } else if (has(analyzed, AggregateExpression.class)) {
            return "it aggregates many rows to one (expected a value for each row; aggregate does the other)";
        } else if (has(analyzed, Generator.class)) {
            return "it makes many rows of one (expected one value for each row; explode does the other)";
        }
        return "it has a query inside (write it with the transform sql)";
    }

    private static boolean has(LogicalPlan plan, Class<?> kind) {
        return JavaConverters.seqAsJavaList(plan.expressions()).stream().anyMatch(each -> has(each, kind))
                || JavaConverters.seqAsJavaList(plan.children()).stream().anyMatch(child -> has(child, kind));
    }

    private static boolean has(Expression expression, Class<?> kind) {
        return kind.isInstance(expression)
                || JavaConverters.seqAsJavaList(expression.children()).stream().anyMatch(child -> has(child, kind));
    }

    /** The analysed expression over other columns; new each time, for the variables of lambdas must differ where it stands twice. */
    private static Expression bound(Expression analyzed, LocalRelation relation, List<Expression> columns) {
        Map<ExprId, Expression> byId = new HashMap<>();
        var attributes = JavaConverters.seqAsJavaList(relation.output());
        var bound = rewritten(analyzed, each -> {
            if (each instanceof AttributeReference attribute) {
                return columns.get(attributes.indexOf(attribute));
            } else if (each instanceof NamedLambdaVariable variable) {
                return byId.computeIfAbsent(variable.exprId(), id -> renewed(variable));
            }
            // the session fills in its time zone, as for expressions that were written by hand
            return each instanceof TimeZoneAwareExpression zoned ? (Expression) zoned.withTimeZone(null) : each;
        });
        return SqlShape.nullable(bound);
    }

    private static NamedLambdaVariable renewed(NamedLambdaVariable variable) {
        return new NamedLambdaVariable(
                variable.name(),
                variable.dataType(),
                variable.nullable(),
                NamedExpression.newExprId(),
                new AtomicReference<>());
    }

    private static Expression rewritten(Expression expression, UnaryOperator<Expression> change) {
        var children = JavaConverters.seqAsJavaList(expression.children()).stream()
                .map(child -> rewritten(child, change))
                .toList();
        return change.apply((Expression) expression.withNewChildren(JavaConverters.asScalaBuffer(children)));
    }
}
