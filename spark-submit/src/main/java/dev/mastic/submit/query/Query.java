// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.query;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.LazySpark;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.CTESubstitution;
import org.apache.spark.sql.catalyst.analysis.RelationTimeTravel;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.parser.ParserInterface;
import org.apache.spark.sql.catalyst.plans.logical.Command;
import org.apache.spark.sql.catalyst.plans.logical.InsertIntoDir;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.ParsedStatement;
import org.apache.spark.sql.execution.SparkSqlParser;
import scala.collection.JavaConverters;
import scala.runtime.AbstractPartialFunction;

/**
 * A query in Spark's SQL, parsed, with the names of its {@code WITH} put in; what it reads is not looked up yet. Anything but a query is
 * refused before anything is touched.
 *
 * @see <a href="https://spark.apache.org/docs/3.5.7/sql-ref-syntax-qry-select.html">SELECT in Spark</a>
 */
record Query(String text, LogicalPlan plan) {
    /**
     * Reads a query. A text after {@code FROM} or {@code JOIN} is taken for a path. Starts no Spark.
     *
     * @throws UsageException naming the place, if it does not parse, or the statement, if it is no query
     */
    static Query parse(String text) {
        try {
            var parsed = parseQuotingPaths(text);
            refuseCommands(parsed);
            return new Query(text, CTESubstitution.apply(parsed));
        } catch (AnalysisException e) {
            throw refused(e);
        }
    }

    /** Whether it asks for another time of a table, which only a session with the catalog knows. */
    boolean travelsInTime() {
        return parts(node -> node instanceof RelationTimeTravel ? Stream.of(node) : Stream.empty())
                .findAny()
                .isPresent();
    }

    /** The names of what it reads, each in its parts. */
    Stream<List<String>> names() {
        return parts(node -> node instanceof UnresolvedRelation relation
                ? Stream.of(JavaConverters.seqAsJavaList(relation.multipartIdentifier()))
                : Stream.empty());
    }

    private <T> Stream<T> parts(Function<LogicalPlan, Stream<T>> part) {
        var nodes = new ArrayList<LogicalPlan>();
        plan.transformUpWithSubqueries(new AbstractPartialFunction<LogicalPlan, LogicalPlan>() {
            @Override
            public boolean isDefinedAt(LogicalPlan node) {
                nodes.add(node);
                return false;
            }

            @Override
            public LogicalPlan apply(LogicalPlan node) {
                return node;
            }
        });
        return nodes.stream().flatMap(part);
    }

    /**
     * The rows of the query.
     *
     * @param relations gives the rows for the parts of a name, such as {@code [db, table]}; called once for each place of each name
     * @throws UsageException naming the place, if Spark refuses the query
     */
    Dataset<Row> rows(LazySpark spark, Function<List<String>, LogicalPlan> relations) {
        var complete = plan.transformUpWithSubqueries(new AbstractPartialFunction<LogicalPlan, LogicalPlan>() {
            @Override
            public boolean isDefinedAt(LogicalPlan node) {
                return node instanceof UnresolvedRelation;
            }

            @Override
            public LogicalPlan apply(LogicalPlan node) {
                var relation = (UnresolvedRelation) node;
                return relations.apply(JavaConverters.seqAsJavaList(relation.multipartIdentifier()));
            }
        });
        return analyzed(spark.session(), complete);
    }

    private static Dataset<Row> analyzed(SparkSession spark, LogicalPlan plan) {
        try {
            return Dataset.ofRows(spark, plan);
        } catch (Exception e) {
            // Scala throws checked exceptions that it does not declare
            throw e instanceof AnalysisException refused ? refused(refused) : (RuntimeException) e;
        }
    }

    /** Where the parser stops at a text after FROM or JOIN, which is no name in SQL, the text is put in backticks. */
    private static LogicalPlan parseQuotingPaths(String text) throws ParseException {
        ParserInterface parser = new SparkSqlParser();
        var quoted = QuotedPaths.of(text);
        while (true) {
            try {
                return parser.parsePlan(quoted.text());
            } catch (ParseException e) {
                var next = quoted.quoteAt(line(e), column(e));
                if (next.isEmpty()) {
                    throw e;
                }
                quoted = next.get();
            }
        }
    }

    private static void refuseCommands(LogicalPlan parsed) {
        var found = parsed.find(
                node -> node instanceof Command || node instanceof ParsedStatement || node instanceof InsertIntoDir);
        if (found.isDefined()) {
            throw new UsageException("Cannot run " + words(found.get().nodeName())
                    + ": only queries, and statements about tables, are run here (expected SELECT, WITH, VALUES, TABLE or FROM, or "
                    + Statement.words() + ")");
        }
    }

    /** {@code CreateTableAsSelect} as {@code CREATE TABLE AS SELECT}. */
    private static String words(String node) {
        return node.replaceAll("(Command|Statement|Exec)$", "")
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toUpperCase(Locale.ROOT);
    }

    static UsageException refused(AnalysisException e) {
        var message = e.message().strip().lines().findFirst().orElse("");
        var reason = message.replaceFirst("^\\[[A-Z0-9_.]+] ", "").replaceFirst("( SQLSTATE: \\w+)?[.;]?$", "");
        var place = e.line().isDefined() ? " at " + line(e) + ":" + column(e) : "";
        return new UsageException("Cannot run the query: " + reason + place, e);
    }

    private static int line(AnalysisException e) {
        return e.line().isDefined() ? (Integer) e.line().get() : 1;
    }

    /** Counted from 1. */
    private static int column(AnalysisException e) {
        return e.startPosition().isDefined() ? (Integer) e.startPosition().get() + 1 : 1;
    }
}
