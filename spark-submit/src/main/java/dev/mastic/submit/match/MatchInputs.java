// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.match;

import dev.mastic.core.config.Location;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.Quantity;
import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.SparkTypes;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import dev.mastic.submit.query.Reading;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Rows of several places under common columns, which are those of all, by name; a column that one has not is null there, and where types
 * differ the texts are taken.
 *
 * @param names as they were written
 */
record MatchInputs(List<String> names, List<DynamicFrame> frames, String id) {
    /** Reads them; the rows lazily. */
    static MatchInputs read(Reading reading, List<String> names, String id) {
        var seen = new HashSet<String>();
        names.forEach(name -> {
            if (!seen.add(name)) {
                throw new UsageException("Cannot match: " + name + " is given twice");
            }
        });
        return new MatchInputs(
                names, names.stream().map(name -> read(reading, name)).toList(), id);
    }

    private static DynamicFrame read(Reading reading, String name) {
        // a value is compared, and written again, as it stands in the file
        return reading.read(name, reading.isPath(name) ? Map.of("infer", "none") : Map.of());
    }

    /**
     * All rows, each with its source where there are several.
     *
     * @param source the column that tells it
     * @param isHidden whether nobody has asked for that column
     */
    record Sourced(DynamicFrame rows, Optional<String> source, boolean isHidden) {
        /** Rows that came of these, as they are written. */
        Dataset<Row> shown(Dataset<Row> matched) {
            return isHidden ? matched.drop(source.orElseThrow()) : matched;
        }
    }

    /**
     * Brings them together.
     *
     * @param asked the column that somebody wants to have for the source
     * @throws EtlException if there are no rows, or not each has an id of its own
     */
    Sourced sourced(Optional<String> asked) {
        boolean isHidden = frames.size() > 1 && asked.isEmpty();
        var source = isHidden ? Optional.of(freeName()) : asked;
        return new Sourced(source.map(this::withSource).orElse(this).together(asked), source, isHidden);
    }

    /** The same with a column that tells them apart, unless they have it. */
    private MatchInputs withSource(String column) {
        if (frames.size() == 1
                || frames.stream()
                        .anyMatch(frame -> frame.schema().field(column).isPresent())) {
            require(column);
            return this;
        }
        var labels = labels();
        var named = new ArrayList<DynamicFrame>();
        for (int i = 0; i < frames.size(); i++) {
            var frame = frames.get(i);
            var fields = new ArrayList<>(frame.schema().fields());
            fields.add(new Type.Field(column, Type.Primitive.STRING));
            // a condition keeps it from being a constant, which could not be null like every other column
            var label = functions.when(functions.lit(true), functions.lit(labels.get(i)));
            named.add(frame.derive(new Type.Struct(fields), frame.toDF().withColumn(column, label)));
        }
        return new MatchInputs(names, named, id);
    }

    /**
     * Asks all for a column.
     *
     * @throws UsageException if one has not got it
     */
    void require(String column) {
        for (int i = 0; i < frames.size(); i++) {
            checkColumn(names.get(i), frames.get(i).schema(), column);
        }
    }

    /** A name for a column that no input has. */
    private String freeName() {
        var name = new StringBuilder("source");
        while (frames.stream()
                .anyMatch(frame -> frame.schema().field(name.toString()).isPresent())) {
            name.insert(0, '_');
        }
        return name.toString();
    }

    /**
     * All rows.
     *
     * @throws EtlException if there are none, or not each has an id of its own, within its source if there are sources
     */
    DynamicFrame together(Optional<String> source) {
        for (int i = 0; i < frames.size(); i++) {
            checkColumn(names.get(i), frames.get(i).schema(), id);
        }
        var all = union();
        checkIds(all, source);
        return all;
    }

    /** The same columns under common types, each input with its own. Lazy. */
    List<DynamicFrame> aligned() {
        var type = type();
        return frames.stream()
                .map(frame -> as(
                        new Type.Struct(type.fields().stream()
                                .filter(field ->
                                        frame.schema().field(field.name()).isPresent())
                                .toList()),
                        frame))
                .toList();
    }

    /** All columns: of one type where all inputs have it, and texts where types differ. */
    private Type.Struct type() {
        var types = new LinkedHashMap<String, Type>();
        for (var frame : frames) {
            frame.schema()
                    .fields()
                    .forEach(field -> types.merge(
                            field.name(),
                            plain(field.type()),
                            (one, other) -> one.equals(other) ? one : text(field.name(), one, other)));
        }
        return new Type.Struct(types.entrySet().stream()
                .map(entry -> new Type.Field(entry.getKey(), entry.getValue()))
                .toList());
    }

    private static DynamicFrame as(Type.Struct type, DynamicFrame frame) {
        var columns = type.fields().stream().map(field -> column(frame, field)).toArray(Column[]::new);
        return frame.derive(type, frame.toDF().select(columns));
    }

    private static Column column(DynamicFrame frame, Type.Field field) {
        var own = frame.schema().field(field.name());
        var spark = SparkTypes.toSpark(new Type.Struct(List.of(field))).fields()[0];
        if (own.isEmpty()) {
            return functions.lit(null).cast(spark.dataType()).as(field.name(), spark.metadata());
        }
        var column = DynamicFrame.column(frame.toDF(), field.name());
        if (own.get().type() instanceof Type.Choice choice && field.type() == Type.Primitive.STRING) {
            return functions
                    .coalesce(choice.members().stream()
                            .map(member -> column.getField(member.typeName()).cast(spark.dataType()))
                            .toArray(Column[]::new))
                    .as(field.name(), spark.metadata());
        }
        return own.get().type().equals(field.type())
                ? column
                : column.cast(spark.dataType()).as(field.name(), spark.metadata());
    }

    private DynamicFrame union() {
        var type = type();
        return frames.stream()
                .map(frame -> as(type, frame))
                .reduce((one, other) -> one.derive(type, one.toDF().union(other.toDF()), other))
                .orElseThrow();
    }

    private static Type text(String name, Type one, Type other) {
        if (!isPlain(one) || !isPlain(other)) {
            throw new UsageException("Cannot match: column '" + name + "' is " + TypeString.print(one)
                    + " in one input and " + TypeString.print(other) + " in another");
        }
        return Type.Primitive.STRING;
    }

    /** A value that may be a number or a text is a text. */
    private static Type plain(Type type) {
        return type instanceof Type.Choice choice && choice.members().stream().allMatch(MatchInputs::isPlain)
                ? Type.Primitive.STRING
                : type;
    }

    private static boolean isPlain(Type type) {
        return type instanceof Type.Decimal || (type instanceof Type.Primitive && type != Type.Primitive.BINARY);
    }

    private static void checkColumn(String name, Type.Struct type, String column) {
        if (type.fields().isEmpty()) {
            throw new EtlException("Cannot match " + name + ": there is no row in it");
        }
        if (type.field(column).isEmpty()) {
            throw new UsageException(
                    "Cannot match " + name + ": no column '" + column + "' " + Suggestion.among(column, type.names()));
        }
    }

    private void checkIds(DynamicFrame all, Optional<String> source) {
        var where = "Cannot match " + String.join(", ", names) + ": ";
        var rows = all.toDF();
        var key = DynamicFrame.column(rows, id);
        var counts = rows.select(functions.count(functions.lit(1)), functions.count(key))
                .head();
        long count = counts.getLong(0);
        if (count == 0) {
            throw new EtlException(where + "there is no row in it");
        }
        if (counts.getLong(1) < count) {
            throw new EtlException(where + Quantity.of(count - counts.getLong(1), "row")
                    + " without a value in column '" + id + "' (each row needs an id of its own)");
        }
        var of = source.map(name -> DynamicFrame.column(rows, name)).orElse(functions.lit(""));
        var repeated = rows.select(key.as("id"), of.as("source"))
                .groupBy("id", "source")
                .count()
                .where("count > 1")
                .orderBy("id", "source")
                .limit(1)
                .collectAsList();
        if (!repeated.isEmpty()) {
            throw new EtlException(where + repeated.get(0).get(0) + " stands in "
                    + repeated.get(0).getLong(2)
                    + " rows of column '" + id + "' (each row needs an id of its own"
                    + (source.isEmpty() && frames.size() > 1
                            ? "; if ids repeat between inputs only, --source COLUMN adds a column that tells them apart)"
                            : ")"));
        }
    }

    /** Names of files without endings where these differ, else the inputs as they were written. */
    private List<String> labels() {
        var plain = names.stream()
                .map(name -> Location.name(name).replaceFirst("\\..*", ""))
                .toList();
        return new HashSet<>(plain).size() == plain.size() && !plain.contains("") ? plain : names;
    }
}
