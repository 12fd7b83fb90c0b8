// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.query;

import dev.mastic.core.failure.EtlException;
import dev.mastic.core.frame.LazySpark;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.parser.ParserInterface;
import org.apache.spark.sql.catalyst.plans.logical.DeleteFromTable;
import org.apache.spark.sql.catalyst.plans.logical.InsertIntoStatement;
import org.apache.spark.sql.catalyst.plans.logical.MergeIntoTable;
import org.apache.spark.sql.catalyst.plans.logical.UpdateTable;
import org.apache.spark.sql.execution.SparkSqlParser;

/**
 * A statement in Spark's SQL that a session runs whose own catalog is the project's: one that changes or describes tables, such as {@code
 * MERGE INTO}, or a query of what only such a session knows.
 *
 * @see <a href="https://iceberg.apache.org/docs/latest/spark-ddl/">Iceberg: statements in Spark</a>
 */
record Statement(String text) {
    private static final List<String> FIRST = List.of(
            "INSERT INTO",
            "INSERT OVERWRITE",
            "MERGE INTO",
            "UPDATE",
            "DELETE FROM",
            "CREATE TABLE",
            "CREATE VIEW",
            "CREATE DATABASE",
            "ALTER",
            "DROP TABLE",
            "DROP VIEW",
            "DROP DATABASE",
            "TRUNCATE TABLE",
            "MSCK REPAIR TABLE",
            "SHOW",
            "DESCRIBE",
            "CALL",
            "COMMENT ON",
            "EXPLAIN");
    private static final String CREATED =
            "(?:OR\\s+REPLACE\\s+)?(?:EXTERNAL\\s+)?(?:TABLE|VIEW|DATABASE|SCHEMA|NAMESPACE)";
    private static final String BLANK = "(?:\\s|--[^\\n]*\\n|/\\*.*?\\*/)*";
    private static final Pattern WITH =
            Pattern.compile(BLANK + "(?:WITH|FROM)\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern PATTERN = Pattern.compile(
            BLANK + "(?:INSERT\\s+(?!OVERWRITE\\s+(?:LOCAL\\s+)?DIRECTORY)|MERGE|UPDATE|DELETE|CREATE\\s+"
                    + CREATED
                    + "|REPLACE\\s+TABLE|ALTER|DROP\\s+(?:TABLE|VIEW|DATABASE|SCHEMA|NAMESPACE)|TRUNCATE|MSCK|SHOW|DESC|DESCRIBE|CALL|COMMENT|EXPLAIN)\\b.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** Whether a text is such a statement: by its first words, or by what follows its {@code WITH}. */
    static boolean is(String text) {
        return PATTERN.matcher(text).matches() || (WITH.matcher(text).matches() && changesRows(text));
    }

    /** A text that cannot be read is no statement: as a query, it is told where it is wrong. */
    private static boolean changesRows(String text) {
        try {
            ParserInterface parser = new SparkSqlParser();
            var plan = parser.parsePlan(text);
            return plan.find(node -> node instanceof InsertIntoStatement
                            || node instanceof MergeIntoTable
                            || node instanceof UpdateTable
                            || node instanceof DeleteFromTable)
                    .isDefined();
        } catch (ParseException e) {
            return false;
        }
    }

    /** How such statements begin, for messages. */
    static String words() {
        return String.join(", ", FIRST);
    }

    /**
     * Runs the statement; the rows that it answers with.
     *
     * @throws dev.mastic.core.failure.UsageException naming the place, if Spark refuses it
     */
    Dataset<Row> rows(LazySpark spark) {
        try {
            return spark.session().sql(text);
        } catch (Exception e) {
            // Scala throws checked exceptions that it does not declare
            if (e instanceof AnalysisException refused) {
                throw Query.refused(refused);
            }
            throw own(e);
        }
    }

    /** What of ours has broken it, or else what has. */
    private static RuntimeException own(Exception failure) {
        Throwable cause = failure;
        while (cause != null && !(cause instanceof EtlException)) {
            cause = cause.getCause();
        }
        if (cause instanceof EtlException etl) {
            return etl;
        }
        return failure instanceof RuntimeException runtime ? runtime : new EtlException(failure.getMessage(), failure);
    }
}
