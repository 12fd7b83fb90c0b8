// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.spark;

import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.SparkTypes;
import dev.mastic.core.io.Format;
import dev.mastic.core.io.Match;
import dev.mastic.core.type.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.connector.catalog.TableCatalog;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * What a {@code CREATE TABLE} says of a new table of files.
 *
 * @param properties as Spark hands them over: table properties, options before which {@code option.} stands, and its own words
 */
record NewFilesTable(
        OpenCatalog open, TableName name, StructType schema, Transform[] partitioning, Map<String, String> properties) {
    private static final String OPTION = "option.";
    private static final String HIVE = "hive.";
    private static final String STORED_AS = "hive.stored-as";
    private static final String TRANSIENT = "transient_lastDdlTime";
    /** Spark's words that become something else than parameters; options come a second time without their prefix. */
    private static final List<String> RESERVED = List.of(
            TableCatalog.PROP_PROVIDER,
            TableCatalog.PROP_LOCATION,
            TableCatalog.PROP_OWNER,
            TableCatalog.PROP_EXTERNAL,
            TableCatalog.PROP_IS_MANAGED_LOCATION,
            TRANSIENT);
    /** The options of Spark's CSV that say how files are spelled, and what they are called in a dialect here. */
    private static final Map<String, String> CSV = Map.of(
            "header", "header",
            "sep", "delimiter",
            "delimiter", "delimiter",
            "quote", "quoteChar",
            "escape", "escaper",
            "encoding", "encoding",
            "multiline", "multiLine",
            "comment", "comment");

    /** The format that is asked for; empty for tables of Iceberg, which it is without a word. */
    static Optional<String> format(Map<String, String> properties) {
        return Optional.ofNullable(properties.get(TableCatalog.PROP_PROVIDER))
                .or(() -> Optional.ofNullable(properties.get(STORED_AS)))
                .map(format -> format.toLowerCase(Locale.ROOT))
                .filter(format -> !format.equals("iceberg"));
    }

    /**
     * The definition of the table.
     *
     * @throws UsageException naming what cannot be
     */
    Table definition() {
        refuseHive();
        var format = format(properties).orElseThrow();
        var known = open.parts().registry().find(Format.class, format).orElseThrow(() -> cannot("no such format: '" + format
                + "' " + Suggestion.among(format, open.parts().registry().names(Format.class))));
        var match = new Match(format, 1, compression(), dialect(format));
        var keys = keys();
        var columns = Arrays.stream(schema.fields())
                .filter(field -> !keys.contains(field.name()))
                .map(NewFilesTable::column)
                .toList();
        if (schema.isEmpty()) {
            throw cannot("it has no columns: name them, or crawl the folder, which finds them");
        } else if (columns.isEmpty()) {
            throw cannot("all its columns are partition keys (expected one more, which the files hold)");
        }
        var made = open.parts().create(Format.class, format, known.settings().of("format " + format, Map.of()));
        var storage = made.hive(match, struct(columns)).storage(location(), match);
        var parameters = new TreeMap<>(parameters());
        parameters.putAll(match.tableParameters());
        parameters.putAll(match.readerParameters());
        var keyColumns = keys.stream()
                .map(key -> column(schema.apply(key)))
                .toList();
        return new Table(name, columns, keyColumns, storage, parameters);
    }

    private static Type.Struct struct(List<Column> columns) {
        return new Type.Struct(columns.stream()
                .map(column -> new Type.Field(column.name(), column.type()))
                .toList());
    }

    private static Column column(StructField field) {
        var comment = field.getComment();
        return new Column(
                field.name(),
                SparkTypes.fromSpark(field.dataType()),
                comment.isDefined() ? Optional.of(comment.get()) : Optional.empty(),
                Map.of());
    }

    private List<String> keys() {
        return Arrays.stream(partitioning).map(this::key).toList();
    }

    private String key(Transform transform) {
        if (!transform.name().equals("identity") || transform.references()[0].fieldNames().length != 1) {
            throw cannot("its files are not parted by " + transform.describe()
                    + " (expected columns in PARTITIONED BY): make it an Iceberg table, or add a column with that value");
        }
        var written = transform.references()[0].fieldNames()[0];
        return Arrays.stream(schema.fieldNames())
                .filter(name -> name.equalsIgnoreCase(written))
                .findFirst()
                .orElseThrow(() -> cannot(
                        "no column '" + written + "' " + Suggestion.among(written, List.of(schema.fieldNames()))));
    }

    /** The place that is said, else the one that belongs to the name, if nothing lies there. */
    private String location() {
        var said = properties.get(TableCatalog.PROP_LOCATION);
        var location = said != null ? said : open.freeFolder(name);
        return location.endsWith("/") ? location : location + "/";
    }

    private String compression() {
        return properties.getOrDefault(Match.COMPRESSION, "none");
    }

    private Map<String, String> dialect(String format) {
        var dialect = new TreeMap<String, String>();
        properties.forEach((key, value) -> {
            if (key.startsWith(Match.DIALECT_PREFIX)) {
                dialect.put(key.substring(Match.DIALECT_PREFIX.length()), value);
            }
        });
        if (format.equals("csv")) {
            // what the writer writes, unless something else is said; a cell may hold line ends
            dialect.putIfAbsent("delimiter", ",");
            dialect.putIfAbsent("header", "true");
            dialect.putIfAbsent("multiLine", "true");
        }
        properties.forEach((key, value) -> {
            if (key.startsWith(OPTION)) {
                put(dialect, format, key.substring(OPTION.length()).toLowerCase(Locale.ROOT), value);
            }
        });
        return dialect;
    }

    private void put(Map<String, String> dialect, String format, String option, String value) {
        if (format.equals("csv") && CSV.containsKey(option)) {
            dialect.put(CSV.get(option), value.isEmpty() ? "-1" : value);
        } else if (!option.equals("path") && !option.equals("serialization.format")) {
            throw cannot("option '" + option + "' is not known for " + format + " "
                    + (format.equals("csv") ? Suggestion.among(option, CSV.keySet()) : "(expected none)"));
        }
    }

    private void refuseHive() {
        properties.keySet().stream()
                .filter(key -> key.startsWith(HIVE) && !key.equals(STORED_AS))
                .findFirst()
                .ifPresent(key -> {
                    throw cannot("Hive's classes are not named here (got " + key + " = " + properties.get(key)
                            + "; expected USING or STORED AS with a format, such as parquet)");
                });
    }

    private Map<String, String> parameters() {
        var parameters = new TreeMap<String, String>();
        properties.forEach((key, value) -> {
            if (!RESERVED.contains(key) && !key.startsWith(OPTION) && !key.startsWith(HIVE) && !isOption(key)) {
                parameters.put(key, value);
            }
        });
        return parameters;
    }

    /** Spark hands each option over twice. */
    private boolean isOption(String key) {
        return properties.containsKey(OPTION + key);
    }

    private UsageException cannot(String why) {
        return new UsageException("Cannot create table " + name + ": " + why);
    }
}
