// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.sql;

import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.type.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry$;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser$;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.trees.Origin;
import scala.collection.JavaConverters;

/**
 * SQL as a user wrote it, and what is wrong with it.
 *
 * @param failure the start of every message: {@code Cannot <verb> <what>}
 * @param text the SQL
 */
record SqlText(String failure, String text) {
    /** The expression, with its names not yet found. */
    Expression expression() {
        return parsing(() -> CatalystSqlParser$.MODULE$.parseExpression(text));
    }

    /** The statement, with its names not yet found. */
    LogicalPlan statement() {
        return parsing(() -> CatalystSqlParser$.MODULE$.parsePlan(text));
    }

    /**
     * An analysis of the text: with exact names first where records have names that differ by case only, then as Spark finds them.
     *
     * @param records what its names mean
     */
    <T> T analyzed(Collection<Type.Struct> records, Function<SqlDialect, T> analysis) {
        var dialect = SqlDialect.exact(records);
        if (dialect.caseSensitive()) {
            var exact = exactly(dialect, analysis);
            if (exact.isPresent()) {
                return exact.get();
            }
        }
        return refusing(records, () -> analysis.apply(dialect.ignoringCase()));
    }

    private static <T> Optional<T> exactly(SqlDialect dialect, Function<SqlDialect, T> analysis) {
        try {
            return Optional.of(analysis.apply(dialect));
        } catch (Exception e) {
            if (e instanceof AnalysisException) { // declared nowhere, as Scala's are
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The parser has internal errors for statements that it leaves to a session. */
    private <T> T parsing(Supplier<T> work) {
        try {
            return SqlDialect.PLAIN.speak(work);
        } catch (Exception e) {
            if (e instanceof SparkThrowable refusal) { // declared nowhere, as Scala's are
                throw refused(refusal, List.of());
            }
            throw e;
        }
    }

    private <T> T refusing(Collection<Type.Struct> records, Supplier<T> work) {
        try {
            return work.get();
        } catch (Exception e) {
            if (e instanceof SparkThrowable refusal && !refusal.isInternalError()) { // declared nowhere, as Scala's are
                throw refused(refusal, records);
            }
            throw e;
        }
    }

    private UsageException refused(SparkThrowable refusal, Collection<Type.Struct> records) {
        var cause = (Exception) refusal;
        return new UsageException(failure + ": " + why(refusal, records) + place(cause), cause);
    }

    /** A refusal at a place in the text. */
    UsageException refusal(String why, Origin origin) {
        return new UsageException(failure + ": " + why + place(origin));
    }

    private static String why(SparkThrowable refusal, Collection<Type.Struct> records) {
        var error = Optional.ofNullable(refusal.getErrorClass()).orElse("");
        var parameters = refusal.getMessageParameters();
        if (error.startsWith("UNRESOLVED_COLUMN")) {
            var name = bare(parameters.get("objectName"));
            return "no column '" + name + "' " + Suggestion.among(name, names(records));
        } else if (error.equals("FIELD_NOT_FOUND")) {
            var name = bare(parameters.get("fieldName"));
            var fields = List.of(bare(parameters.get("fields")).split(", "));
            return "no field '" + name + "' " + Suggestion.among(name, fields);
        } else if (error.equals("AMBIGUOUS_REFERENCE") && records.stream().anyMatch(SqlDialect::hasTwins)) {
            return ambiguous(bare(parameters.get("name")), names(records));
        } else if (error.equals("UNRESOLVED_ROUTINE")) {
            return noFunction(bare(parameters.get("routineName")).replaceFirst("^.*\\.", ""));
        }
        var message = refusal instanceof AnalysisException e ? e.message() : ((Exception) refusal).getMessage();
        return withoutClass(message) + advice(error, records);
    }

    private static String ambiguous(String name, Collection<String> names) {
        var alike = names.stream().filter(name::equalsIgnoreCase).toList();
        return "'" + name + "' means several columns when case is ignored (" + String.join(", ", alike)
                + "); write each name exactly as it is (has: " + String.join(", ", names) + ")";
    }

    private static String noFunction(String name) {
        if (SqlDialect.REFUSED_FUNCTIONS.contains(name.toLowerCase(Locale.ROOT))) {
            return "function " + name
                    + " is not allowed here: it calls other code, or looks at the session and not at the rows";
        }
        var known = new ArrayList<String>();
        JavaConverters.seqAsJavaList(FunctionRegistry$.MODULE$.builtin().listFunction())
                .forEach(function -> known.add(function.funcName()));
        return "no function '" + name + "' ("
                + Suggestion.nearest(name, known)
                        .map(near -> "did you mean '" + near + "'?")
                        .orElse("expected one that is built into Spark SQL")
                + ")";
    }

    private static String advice(String error, Collection<Type.Struct> records) {
        if (!error.startsWith("DATATYPE_MISMATCH")) {
            return "";
        }
        var choices = records.stream()
                .flatMap(record -> record.fields().stream())
                .filter(field -> field.type() instanceof Type.Choice)
                .map(field -> "'" + field.name() + "'")
                .toList();
        return choices.isEmpty()
                ? ""
                : " (" + String.join(", ", choices)
                        + " can be of several types: resolve the choice before, or name a branch as in " + "name.int)";
    }

    private static Collection<String> names(Collection<Type.Struct> records) {
        var names = new LinkedHashSet<String>();
        records.forEach(record -> names.addAll(record.names()));
        return names;
    }

    /** A name without the backticks of Spark's messages, where it needs none. */
    private static String bare(String quoted) {
        return quoted.replace("`", "");
    }

    /** Spark's sentence alone: without the class in front, the place at the end, and the plan below. */
    private static String withoutClass(String message) {
        var sentence = message.replaceFirst("^\\[[A-Z0-9_.]+\\] ?", "").strip();
        int end = sentence.indexOf('\n');
        return (end < 0 ? sentence : sentence.substring(0, end)).replaceFirst("[.;]$", "");
    }

    private static String place(Exception error) {
        if (error instanceof ParseException parse) {
            return place(parse.start());
        }
        return error instanceof AnalysisException analysis ? place(analysis.origin()) : "";
    }

    private static String place(Origin origin) {
        if (origin.line().isEmpty() || origin.startPosition().isEmpty()) {
            return "";
        }
        return " at line " + origin.line().get() + ", character "
                + (((Number) origin.startPosition().get()).intValue() + 1);
    }
}
