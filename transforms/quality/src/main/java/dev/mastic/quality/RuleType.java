// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.quality;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The types of rules that are run, and who runs them.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/dqdl-rule-types.html">DQDL rule type reference</a>
 */
enum RuleType {
    COLUMN_COUNT("ColumnCount", By.TYPE, Of.NOTHING),
    COLUMN_EXISTS("ColumnExists", By.TYPE, Of.NOTHING),
    COLUMN_NAMES_MATCH_PATTERN("ColumnNamesMatchPattern", By.TYPE, Of.NOTHING),

    COLUMN_DATA_TYPE("ColumnDataType", By.ROWS, Of.SIMPLE),
    COLUMN_LENGTH("ColumnLength", By.ROWS, Of.TEXT),
    COLUMN_VALUES("ColumnValues", By.ROWS, Of.SIMPLE),
    COMPLETENESS("Completeness", By.ROWS, Of.ANY),
    DATA_FRESHNESS("DataFreshness", By.ROWS, Of.TIME),
    IS_COMPLETE("IsComplete", By.ROWS, Of.ANY),

    AGGREGATE_MATCH("AggregateMatch", By.DEEQU, Of.NOTHING),
    COLUMN_CORRELATION("ColumnCorrelation", By.DEEQU, Of.NUMBER),
    CUSTOM_SQL("CustomSql", By.DEEQU, Of.NOTHING),
    DATASET_MATCH("DatasetMatch", By.DEEQU, Of.NOTHING),
    DISTINCT_VALUES_COUNT("DistinctValuesCount", By.DEEQU, Of.SIMPLE),
    ENTROPY("Entropy", By.DEEQU, Of.SIMPLE),
    IS_PRIMARY_KEY("IsPrimaryKey", By.DEEQU, Of.SIMPLE),
    IS_UNIQUE("IsUnique", By.DEEQU, Of.SIMPLE),
    MEAN("Mean", By.DEEQU, Of.NUMBER),
    REFERENTIAL_INTEGRITY("ReferentialIntegrity", By.DEEQU, Of.NOTHING),
    ROW_COUNT("RowCount", By.DEEQU, Of.NOTHING),
    ROW_COUNT_MATCH("RowCountMatch", By.DEEQU, Of.NOTHING),
    SCHEMA_MATCH("SchemaMatch", By.DEEQU, Of.NOTHING),
    STANDARD_DEVIATION("StandardDeviation", By.DEEQU, Of.NUMBER),
    SUM("Sum", By.DEEQU, Of.NUMBER),
    UNIQUENESS("Uniqueness", By.DEEQU, Of.SIMPLE),
    UNIQUE_VALUE_RATIO("UniqueValueRatio", By.DEEQU, Of.SIMPLE);

    /** Who says whether a rule of the type holds. */
    enum By {
        /** The record type alone. */
        TYPE,
        /** A condition on each row. */
        ROWS,
        /** Deequ's executor. */
        DEEQU
    }

    /** What its columns must be. */
    enum Of {
        /** Its parameters are no columns. */
        NOTHING,
        ANY,
        /** Neither nested nor a choice. */
        SIMPLE,
        NUMBER,
        TEXT,
        /** A date, a timestamp, or a text that holds one. */
        TIME
    }

    private static final Map<String, String> REFUSED = new TreeMap<>(Map.of(
            "AllStatistics", "it is an analyzer (mastic profile measures columns)",
            "DetectAnomalies", "it compares with earlier runs, of which no measures are kept",
            "FileFreshness", "it is about files, and rules here are about rows",
            "FileMatch", "it is about files, and rules here are about rows",
            "FileSize", "it is about files, and rules here are about rows",
            "FileUniqueness", "it is about files, and rules here are about rows"));

    private final String dqdl;
    private final By by;
    private final Of of;

    RuleType(String dqdl, By by, Of of) {
        this.dqdl = dqdl;
        this.by = by;
        this.of = of;
    }

    /** The word of the language. */
    String dqdl() {
        return dqdl;
    }

    By by() {
        return by;
    }

    Of of() {
        return of;
    }

    /** The type of this word, if it is run. */
    static Optional<RuleType> find(String dqdl) {
        return Arrays.stream(values()).filter(type -> type.dqdl.equals(dqdl)).findFirst();
    }

    /** The type of this word, which is known to be run. */
    static RuleType of(String dqdl) {
        return find(dqdl).orElseThrow(() -> new IllegalStateException("not refused before: " + dqdl));
    }

    /** Whether Glue has rules of this word that are not run. */
    static boolean isRefused(String dqdl) {
        return REFUSED.containsKey(dqdl);
    }

    /** Why rules of this word are not run. */
    static String whyRefused(String dqdl) {
        return REFUSED.get(dqdl);
    }

    /** The words of all types that are run, sorted. */
    static List<String> words() {
        return Arrays.stream(values()).map(RuleType::dqdl).sorted().collect(Collectors.toList());
    }
}
