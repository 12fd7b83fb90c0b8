// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.matching;

import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * The columns that matching reads, and those that it adds.
 *
 * @param named those that are compared; none for all of simple types
 */
record MatchColumns(String primaryKey, Optional<String> source, List<String> named) {
    /** Glue's limit. */
    private static final int MOST = 100;
    /** So that Spark does not warn of tasks that are too large. */
    private static final int IDS_OF_A_TASK = 10_000;

    private static final String FAILURE = "Cannot find matches: ";
    /** Stands in no text that a file holds. */
    private static final String BETWEEN = "\0";

    /** The frame's columns, and those that are added. */
    Type.Struct output(Type.Struct in, boolean confidence) {
        simple(in, primaryKey);
        source.ifPresent(name -> simple(in, name));
        compared(in);
        var fields = new ArrayList<>(in.fields());
        fields.add(added(in, FindMatches.MATCH_ID, Type.Primitive.LONG));
        if (confidence) {
            fields.add(added(in, FindMatches.CONFIDENCE, Type.Primitive.DOUBLE));
        }
        return new Type.Struct(fields);
    }

    /** The columns that are compared. */
    List<String> compared(Type.Struct in) {
        if (!named.isEmpty()) {
            named.forEach(name -> simple(in, name));
            return atMost(named);
        }
        var own = List.of(primaryKey, source.orElse(primaryKey), FindMatches.MATCH_ID, FindMatches.CONFIDENCE);
        var found = in.fields().stream()
                .filter(field -> isSimple(field.type()) && !own.contains(field.name()))
                .map(Type.Field::name)
                .toList();
        if (found.isEmpty()) {
            throw new UsageException(FAILURE + "there is no column to compare beside " + primaryKey + " (has: "
                    + String.join(", ", in.names()) + "; expected one of texts, numbers, dates or booleans)");
        }
        return atMost(found);
    }

    /** The key of a row as a text; two sources may have the same ones. */
    Column key(Dataset<Row> rows) {
        var id = text(rows, primaryKey);
        return source.map(name -> functions.concat(
                        functions.coalesce(text(rows, name), functions.lit("")), functions.lit(BETWEEN), id))
                .orElse(id);
    }

    /** The rows that have a key; the others are refused. */
    DynamicFrame keyed(DynamicFrame in) {
        var key = DynamicFrame.column(in.toDF(), primaryKey);
        return in.refuseUnless(key.isNotNull(), primaryKey, "the primary key is null");
    }

    /** The rows with the columns that were found for their keys. Lazy. */
    Dataset<Row> joined(Dataset<Row> rows, List<Row> found, Type.Struct output) {
        var spark = rows.sparkSession();
        var context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        var ids = spark.createDataFrame(context.parallelize(found, 1 + found.size() / IDS_OF_A_TASK), MatchIds.TYPE);
        var both = rows.join(functions.broadcast(ids), key(rows).equalTo(ids.col(MatchIds.KEY)), "inner");
        var added = Set.of(FindMatches.MATCH_ID, FindMatches.CONFIDENCE);
        return both.select(output.names().stream()
                .map(name -> DynamicFrame.column(added.contains(name) ? ids : rows, name))
                .toArray(Column[]::new));
    }

    static Column text(Dataset<Row> rows, String name) {
        return DynamicFrame.column(rows, name).cast("string");
    }

    static boolean isSimple(Type type) {
        return type instanceof Type.Decimal
                || (type instanceof Type.Primitive && type != Type.Primitive.BINARY && type != Type.Primitive.NULL);
    }

    private static List<String> atMost(List<String> names) {
        if (names.size() > MOST) {
            throw new UsageException(FAILURE + "there are " + names.size() + " columns to compare (expected " + MOST
                    + " at most): name those that tell what a row is about in 'columns'");
        }
        return names;
    }

    private static void simple(Type.Struct in, String name) {
        var field = in.field(name)
                .orElseThrow(() ->
                        new UsageException(FAILURE + "no column '" + name + "' " + Suggestion.among(name, in.names())));
        if (!isSimple(field.type())) {
            throw new UsageException(FAILURE + "column '" + name + "' is " + TypeString.print(field.type())
                    + " (expected a text, number, date or boolean"
                    + (field.type() instanceof Type.Choice ? "; resolve the choice first)" : ")"));
        }
    }

    private static Type.Field added(Type.Struct in, String name, Type type) {
        if (in.field(name).isPresent()) {
            throw new UsageException(FAILURE + "there is a column '" + name + "' already (rename or drop it first)");
        }
        return new Type.Field(name, type);
    }
}
