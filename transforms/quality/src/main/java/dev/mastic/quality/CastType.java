// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.quality;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** The types of {@code ColumnDataType}. */
final class CastType {
    static final List<String> WORDS =
            List.of("Boolean", "Date", "Timestamp", "Integer", "Long", "Float", "Double", "Decimal(p,s)");

    private static final Pattern DECIMAL = Pattern.compile("DECIMAL\\((\\d{1,2}),\\s*(\\d{1,2})\\)");
    private static final int MOST_DIGITS = 38;
    private static final Map<String, DataType> TYPES = Map.of(
            "BOOLEAN", DataTypes.BooleanType,
            "DATE", DataTypes.DateType,
            "TIMESTAMP", DataTypes.TimestampType,
            "INTEGER", DataTypes.IntegerType,
            "LONG", DataTypes.LongType,
            "FLOAT", DataTypes.FloatType,
            "DOUBLE", DataTypes.DoubleType);

    private CastType() {}

    /** The type of a word, in any case. */
    static Optional<DataType> of(String word) {
        var upper = word.toUpperCase(Locale.ROOT);
        var decimal = DECIMAL.matcher(upper);
        if (!decimal.matches()) {
            return Optional.ofNullable(TYPES.get(upper));
        }
        int precision = Integer.parseInt(decimal.group(1));
        int scale = Integer.parseInt(decimal.group(2));
        return precision > 0 && precision <= MOST_DIGITS && scale <= precision
                ? Optional.of(DataTypes.createDecimalType(precision, scale))
                : Optional.empty();
    }
}
