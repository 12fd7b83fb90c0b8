// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.sql;

import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Shapes;
import dev.mastic.core.type.Type;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.spark.sql.catalyst.AliasIdentifier;
import org.apache.spark.sql.catalyst.analysis.CTESubstitution;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.plans.logical.Command;
import org.apache.spark.sql.catalyst.plans.logical.InsertIntoDir;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.ParsedStatement;
import org.apache.spark.sql.catalyst.plans.logical.ScriptTransformation;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import scala.collection.JavaConverters;
import scala.runtime.AbstractPartialFunction;

/**
 * A Spark SQL query over named frames. Its columns are known without a session and without data. Frames are the only tables that it knows:
 * no view is made, and neither catalogs nor files are reached. A name that is no plain word stands in backticks.
 *
 * <p>Columns, functions, ANSI mode: as in {@link SqlExpression}. A column that is passed through, or is taken out of another one, keeps its
 * type, also a choice.
 *
 * @param failure the start of every message: {@code Cannot <verb> <what>}
 * @param text the query
 * @see <a href="https://spark.apache.org/docs/3.5.7/sql-ref-syntax-qry-select.html">Queries of Spark SQL</a>
 */
public record SqlQuery(String failure, String text) {
    /**
     * The columns of the answer. Runs no job.
     *
     * @throws UsageException saying what is not understood and where, with the nearest frame, column or function; also for commands
     */
    public Type.Struct shape(Shapes in) {
        return plan(in.names()).shape(List.copyOf(in.byName().values()));
    }

    /** The answer, with the faults of all frames. Lazy. */
    public DynamicFrame over(Frames in) {
        return plan(in.names()).over(List.copyOf(in.frames()));
    }

    private SqlPlan plan(List<String> names) {
        var sql = new SqlText(failure, text);
        var statement = sql.statement();
        if (isCommand(statement)) {
            throw command(sql, statement);
        }
        return new SqlPlan(failure, frames -> CTESubstitution.apply(statement)
                .transformUpWithSubqueries(new Tables(sql, names, frames)));
    }

    private static boolean isCommand(LogicalPlan plan) {
        return plan instanceof Command
                || plan instanceof ParsedStatement
                || plan instanceof InsertIntoDir
                || plan instanceof ScriptTransformation;
    }

    private static UsageException command(SqlText sql, LogicalPlan plan) {
        return sql.refusal("it is a command (expected a query: SELECT, WITH, VALUES)", plan.origin());
    }

    /** Puts frames in the places of their names. */
    private static final class Tables extends AbstractPartialFunction<LogicalPlan, LogicalPlan> {
        private final SqlText sql;
        private final List<String> names;
        private final IntFunction<LogicalPlan> frames;

        Tables(SqlText sql, List<String> names, IntFunction<LogicalPlan> frames) {
            this.sql = sql;
            this.names = names;
            this.frames = frames;
        }

        @Override
        public boolean isDefinedAt(LogicalPlan plan) {
            return plan instanceof UnresolvedRelation || isCommand(plan);
        }

        @Override
        public LogicalPlan apply(LogicalPlan plan) {
            if (!(plan instanceof UnresolvedRelation relation)) {
                throw command(sql, plan);
            }
            var parts = JavaConverters.seqAsJavaList(relation.multipartIdentifier());
            var name = String.join(".", parts);
            var frame = frames.apply(names.indexOf(known(name, relation)));
            return new SubqueryAlias(AliasIdentifier.apply(parts.get(parts.size() - 1)), frame);
        }

        private String known(String name, UnresolvedRelation relation) {
            if (names.contains(name)) {
                return name;
            }
            var alike = names.stream().filter(name::equalsIgnoreCase).toList();
            if (alike.size() > 1) {
                throw sql.refusal(
                        "'" + name + "' means several frames when case is ignored (" + String.join(", ", alike) + ")",
                        relation.origin());
            }
            return alike.stream()
                    .findFirst()
                    .orElseThrow(() ->
                            sql.refusal("no frame '" + name + "' " + Suggestion.among(name, names), relation.origin()));
        }
    }
}
