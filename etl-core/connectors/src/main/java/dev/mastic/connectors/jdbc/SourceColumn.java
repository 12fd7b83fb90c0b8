// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.jdbc;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.type.Type;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A column of a table or query, and how it is read.
 *
 * @param pgType the type as the server casts to it
 * @param type of the column in a frame
 * @param expression what is selected so that no value becomes another one on its way; a value that the type cannot hold fails the query
 * @param nullable whether null may be in it, as far as the server knows
 */
record SourceColumn(String name, String pgType, Type type, String expression, boolean nullable) {
    /** Serial columns are whole numbers with a default. */
    private static final Map<String, String> SERIAL =
            Map.of("smallserial", "int2", "serial", "int4", "bigserial", "int8");

    private static final Map<String, Type> PLAIN = Map.of(
            "bool", Type.Primitive.BOOLEAN,
            "int2", Type.Primitive.SHORT,
            "int4", Type.Primitive.INT,
            "int8", Type.Primitive.LONG,
            "float4", Type.Primitive.FLOAT,
            "float8", Type.Primitive.DOUBLE,
            "text", Type.Primitive.STRING,
            "bytea", Type.Primitive.BINARY);
    /** Types whose values are read as the text that PostgreSQL writes for them. */
    private static final Set<String> AS_TEXT = Set.of(
            "varchar",
            "bpchar",
            "char",
            "name",
            "citext",
            "uuid",
            "json",
            "jsonb",
            "xml",
            "inet",
            "cidr",
            "macaddr",
            "macaddr8",
            "time",
            "timetz",
            "interval",
            "bit",
            "varbit",
            "oid");

    private static final int MAX_PRECISION = 38;
    private static final int USUAL_SCALE = 18;

    /** Digits of a column of numbers; of those without a limit, 0. */
    record Digits(int precision, int scale) {
        private boolean fit() {
            return precision > 0 && precision <= MAX_PRECISION && scale >= 0 && scale <= precision;
        }
    }

    /**
     * A column as the server describes it.
     *
     * @param written the name of its type
     * @param isEnum whether the type is one of the user's enumerations
     * @throws UsageException if there is no type for it in a frame
     */
    static SourceColumn of(String name, String written, Digits digits, boolean isEnum, boolean nullable) {
        var pgType = SERIAL.getOrDefault(written, written);
        var sql = Sql.name(name);
        var plain = Optional.ofNullable(PLAIN.get(pgType));
        if (plain.isPresent()) {
            return new SourceColumn(name, pgType, plain.get(), sql, nullable);
        } else if (isEnum || AS_TEXT.contains(pgType)) {
            return new SourceColumn(name, pgType, Type.Primitive.STRING, sql + "::text", nullable);
        }
        return switch (pgType) {
            case "date" -> new SourceColumn(name, pgType, Type.Primitive.DATE, finite(name, pgType), nullable);
            case "timestamptz" ->
                new SourceColumn(name, pgType, Type.Primitive.TIMESTAMP, finite(name, pgType), nullable);
            case "timestamp" ->
                new SourceColumn(
                        name, pgType, Type.Primitive.TIMESTAMP, finite(name, pgType) + " AT TIME ZONE 'UTC'", nullable);
            case "numeric" -> digits.fit() ? decimal(name, digits, sql, nullable) : unlimited(name, nullable);
            default ->
                throw new UsageException("column '" + name + "' is of type " + pgType
                        + ", which no column of a frame can hold: read it by a query that casts it, such as to_json("
                        + sql + ")::text");
        };
    }

    private static SourceColumn decimal(String name, Digits digits, String expression, boolean nullable) {
        var type = new Type.Decimal(digits.precision(), digits.scale());
        return new SourceColumn(name, "numeric", type, expression, nullable);
    }

    /** What has no limit is read as Spark does, but never rounded. */
    private static SourceColumn unlimited(String name, boolean nullable) {
        var usual = new Digits(MAX_PRECISION, USUAL_SCALE);
        var type = "numeric(" + MAX_PRECISION + "," + USUAL_SCALE + ")";
        var exact = checked(name, Sql.name(name) + " = round(" + Sql.name(name) + ", " + USUAL_SCALE + ")", "numeric");
        return decimal(name, usual, "(" + exact + ")::" + type, nullable);
    }

    private static String finite(String name, String pgType) {
        return checked(name, "isfinite(" + Sql.name(name) + ")", pgType);
    }

    /** The column, or an error that names it and the value: a cast of a text that is no value. */
    private static String checked(String name, String condition, String pgType) {
        var column = Sql.name(name);
        return "(CASE WHEN " + column + " IS NULL OR " + condition + " THEN " + column + " ELSE ("
                + Sql.text("column '" + name + "' cannot be read: ") + " || " + column + "::text)::" + pgType + " END)";
    }
}
