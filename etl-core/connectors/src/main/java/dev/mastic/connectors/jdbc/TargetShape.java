// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.jdbc;

import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/**
 * The columns of a frame as a table has them, matched by their exact names. The database fills columns that the frame lacks.
 *
 * @param columns in the order of the frame
 * @param exists whether the table is there; a new one gets these columns
 */
record TargetShape(TableId table, List<TargetColumn> columns, boolean exists) {
    private static final int LONGEST_NAME = 63;
    private static final String COLUMNS = "SELECT a.attname, format_type(a.atttypid, a.atttypmod), t.typname,"
            + " CASE WHEN a.atttypmod < 0 THEN 0 WHEN t.typname = 'numeric' THEN ((a.atttypmod - 4) >> 16) & 65535"
            + " ELSE a.atttypmod - 4 END,"
            + " CASE WHEN a.atttypmod < 0 OR t.typname <> 'numeric' THEN 0 ELSE (a.atttypmod - 4) & 65535 END,"
            + " a.attnotnull, a.atthasdef OR a.attidentity <> '', a.attgenerated <> '' OR a.attidentity = 'a'"
            + " FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid"
            + " WHERE a.attrelid = to_regclass(?) AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum";

    /**
     * How rows of a type go into a table.
     *
     * @param mode what the sink does and needs beside the columns of the rows
     * @throws UsageException naming the column that does not fit
     */
    static TargetShape of(PostgresSession session, TableId table, Type.Struct type, WriteMode mode)
            throws SQLException {
        var names = type.names();
        mode.runColumn().filter(names::contains).ifPresent(name -> {
            throw cannot(table, "the frame has a column '" + name + "', which is the run-column");
        });
        mode.refuseUnknownKeys(table, names);
        if (!new TableFacts(session, table).exists()) {
            return ofNew(session, table, type, mode);
        }
        var there = columns(session, table);
        mode.refuseMisfit(table, there, new TableFacts(session, table).uniqueKeys());
        refuseMissing(table, there, names, mode);
        var columns = type.fields().stream()
                .map(field -> matched(table, field, there))
                .map(column -> mode.keys().contains(column.name()) ? column.asKey() : column)
                .toList();
        return new TargetShape(table, columns, true);
    }

    /** The columns that are staged for a table. */
    static TargetShape ofStaged(PostgresSession session, TableId staging, TableId table) throws SQLException {
        var staged = columns(session, staging).stream()
                .filter(column -> !column.name().equals(CopyWriter.ATTEMPT))
                .toList();
        return new TargetShape(table, staged, new TableFacts(session, table).exists());
    }

    /** The names of the columns, with commas. */
    String names() {
        return Sql.names(columns.stream().map(TargetColumn::name).toList());
    }

    /** The names of the columns' types. */
    List<String> types() {
        return columns.stream().map(TargetColumn::base).toList();
    }

    /** The values of keys in one text, for messages. */
    String keysAsText(List<String> keys) {
        return "concat_ws(', ', " + Sql.names(keys) + ")";
    }

    /** A text that is equal for equal rows, of whatever types. */
    String rowAsText() {
        return "ROW(" + names() + ")::text";
    }

    /** What a CREATE TABLE has in its brackets, without any constraint. */
    String declarations() {
        return columns.stream()
                .map(column -> Sql.name(column.name()) + " " + column.declared())
                .collect(Collectors.joining(", "));
    }

    /** The frame with a check of each column that refuses the rows which the table would refuse. Lazy. */
    DynamicFrame guard(DynamicFrame frame) {
        var guarded = frame;
        for (var column : columns) {
            var value = DynamicFrame.column(guarded.toDF(), column.name());
            if (column.required()) {
                guarded = guarded.refuseUnless(value.isNotNull(), column.name(), "null in a column that takes none");
            }
            if (frame.schema().field(column.name()).orElseThrow().type() == Type.Primitive.STRING) {
                guarded = guardText(guarded, column, value);
            }
        }
        return guarded;
    }

    private static DynamicFrame guardText(DynamicFrame frame, TargetColumn column, Column value) {
        var guarded = frame.refuseUnless(
                value.isNull().or(functions.not(value.contains("\u0000"))),
                column.name(),
                "a text with the character 0, which PostgreSQL cannot hold");
        return column.hasLength() && column.precision() > 0
                ? guarded.refuseUnless(
                        value.isNull().or(functions.length(value).leq(column.precision())),
                        column.name(),
                        "a text of more than " + column.precision() + " characters")
                : guarded;
    }

    private static TargetShape ofNew(PostgresSession session, TableId table, Type.Struct type, WriteMode mode)
            throws SQLException {
        if (session.number("SELECT count(*) FROM pg_namespace WHERE nspname = ?", table.schema()) == 0) {
            var known = session.column("SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' ORDER BY 1");
            throw cannot(
                    table, "there is no schema '" + table.schema() + "' " + Suggestion.among(table.schema(), known));
        }
        var columns = type.fields().stream()
                .map(field -> created(table, field, mode.keys().contains(field.name())))
                .toList();
        return new TargetShape(table, columns, false);
    }

    private static TargetColumn created(TableId table, Type.Field field, boolean key) {
        if (field.name().getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
            throw cannot(table, "the name of column '" + field.name() + "' is longer than " + LONGEST_NAME + " bytes");
        }
        var declared = DatabaseTypes.ofNew(field.type()).orElseThrow(() -> misfit(table, field, "one plain value"));
        return new TargetColumn(field.name(), declared, declared.replaceAll("\\(.*", ""), 0, 0, key, false, false);
    }

    private static TargetColumn matched(TableId table, Type.Field field, List<TargetColumn> there) {
        var names = there.stream().map(TargetColumn::name).toList();
        var column = there.stream()
                .filter(each -> each.name().equals(field.name()))
                .findFirst()
                .orElseThrow(() -> cannot(
                        table,
                        "it has no column '" + field.name() + "' " + Suggestion.among(field.name(), names)
                                + ": drop it (drop-fields), or add it to the table"));
        if (column.generated()) {
            throw cannot(table, "the database itself fills column '" + column.name() + "': drop it (drop-fields)");
        } else if (!DatabaseTypes.fits(field.type(), column)) {
            throw misfit(table, field, column.declared());
        }
        return column;
    }

    private static void refuseMissing(TableId table, List<TargetColumn> there, List<String> names, WriteMode mode) {
        there.stream()
                .filter(column -> column.required() && !column.filled() && !column.generated())
                .map(TargetColumn::name)
                .filter(name -> !names.contains(name) && !mode.runColumn().equals(Optional.of(name)))
                .findFirst()
                .ifPresent(name -> {
                    throw cannot(
                            table,
                            "column '" + name + "' takes no null and the frame does not have it "
                                    + Suggestion.among(name, names));
                });
    }

    private static List<TargetColumn> columns(PostgresSession session, TableId table) throws SQLException {
        return session.rows(COLUMNS, table.sql()).stream()
                .map(TargetShape::column)
                .toList();
    }

    private static TargetColumn column(List<String> row) {
        return new TargetColumn(
                row.get(0),
                row.get(1),
                row.get(2),
                Integer.parseInt(row.get(3)),
                Integer.parseInt(row.get(4)),
                row.get(5).equals("t"),
                row.get(6).equals("t"),
                row.get(7).equals("t"));
    }

    private static UsageException misfit(TableId table, Type.Field field, String expected) {
        return cannot(
                table,
                "column '" + field.name() + "' does not fit without loss (got "
                        + TypeString.print(field.type()) + "; expected " + expected
                        + "): change its type before (apply-mapping), or the table");
    }

    /** The start of all refusals. */
    static UsageException cannot(TableId table, String why) {
        return new UsageException("Cannot write to table " + table + ": " + why);
    }

    /** The columns of a frame and that of the run. */
    List<String> namesWith(Optional<String> runColumn) {
        return Stream.concat(columns.stream().map(TargetColumn::name), runColumn.stream())
                .toList();
    }
}
