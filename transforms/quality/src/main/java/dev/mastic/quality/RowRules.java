// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.quality;

import com.amazon.deequ.dqdl.execution.DefaultOperandEvaluator$;
import dev.mastic.core.failure.Quantity;
import dev.mastic.core.frame.DynamicFrame;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import software.amazon.glue.dqdl.model.DQRule;
import software.amazon.glue.dqdl.model.condition.Condition;
import software.amazon.glue.dqdl.model.condition.number.NumberBasedCondition;

/**
 * Rules that each row keeps or breaks, counted in one pass over the rows: so the verdict on a frame cannot differ from that on its rows. No
 * row at all breaks none.
 */
record RowRules(Dataset<Row> rows) {
    /** Columns of the pass: how many rows a rule is about, how many break it, how many of those are null, and what else it measures. */
    private record Counted(DQRule rule, Map<String, Column> columns) {}

    /**
     * What came of a rule.
     *
     * @param isEmpty whether it is about no row
     */
    record OfRows(Measured measured, boolean isEmpty) {}

    private static final String ABOUT = "about";
    private static final String BROKEN = "broken";
    private static final String NULLS = "nulls";

    /** Counts for all rules at once. Runs one Spark job. */
    Map<DQRule, OfRows> run(List<DQRule> rules) {
        if (rules.isEmpty()) {
            return Map.of();
        }
        var counted = rules.stream().map(this::counted).toList();
        var columns = new ArrayList<Column>();
        counted.forEach(each -> columns.addAll(each.columns().values()));
        var first = columns.remove(0);
        var row =
                rows.agg(first, columns.toArray(Column[]::new)).collectAsList().get(0);
        var measured = new LinkedHashMap<DQRule, OfRows>();
        int at = 0;
        for (var each : counted) {
            var values = new LinkedHashMap<String, Object>();
            for (var name : each.columns().keySet()) {
                values.put(name, row.get(at++));
            }
            measured.put(each.rule(), measured(each.rule(), values));
        }
        return measured;
    }

    private Counted counted(DQRule rule) {
        var type = RuleType.of(rule.getRuleType());
        var keys = RuleColumns.of(rule).stream()
                .map(name -> DynamicFrame.column(rows, name))
                .toList();
        var condition = type.by() == RuleType.By.ROWS
                ? RowCondition.of(rule, rows).orElseThrow()
                : new RowCondition(RowCondition.applies(rule), RowCondition.areSet(keys));
        var columns = new LinkedHashMap<String, Column>();
        columns.put(ABOUT, count(condition.applies()));
        columns.put(BROKEN, count(condition.broken()));
        columns.put(NULLS, count(condition.broken().and(keys.get(0).isNull())));
        if (type == RuleType.COLUMN_LENGTH) {
            put(columns, "Column." + name(rule) + ".%sLength", RowCondition.length(keys.get(0)), condition);
        } else if (type == RuleType.COLUMN_VALUES && rule.getCondition() instanceof NumberBasedCondition) {
            put(columns, "Column." + name(rule) + ".%s", keys.get(0), condition);
        }
        return new Counted(rule, columns);
    }

    private static void put(Map<String, Column> columns, String metric, Column value, RowCondition condition) {
        var measured = functions.when(condition.applies(), value.cast("double"));
        columns.put(metric.formatted("Minimum"), functions.min(measured));
        columns.put(metric.formatted("Maximum"), functions.max(measured));
    }

    private static Column count(Column condition) {
        return functions.count(functions.when(condition, 1));
    }

    private static OfRows measured(DQRule rule, Map<String, Object> values) {
        long about = (Long) values.remove(ABOUT);
        long broken = (Long) values.remove(BROKEN);
        long nulls = (Long) values.remove(NULLS);
        double kept = about == 0 ? 1 : Measured.rounded((double) (about - broken) / about);
        var metrics = new TreeMap<String, Double>();
        metrics.put("Column." + name(rule) + "." + metric(rule), kept);
        values.forEach((name, value) ->
                Optional.ofNullable((Double) value).ifPresent(number -> metrics.put(name, Measured.rounded(number))));
        var share = share(rule);
        var reason = Quantity.of(broken, "row") + " of " + about + (broken == 1 ? " breaks it" : " break it")
                + (nulls > 0 ? ", " + nulls + " of them by a NULL" : "");
        boolean passed = about == 0
                || share.map(wanted -> wanted.evaluate(kept, rule, DefaultOperandEvaluator$.MODULE$))
                        .orElse(broken == 0);
        return new OfRows(Measured.of(passed, reason, metrics), about == 0);
    }

    /** The share of rows that is enough; all without one. */
    private static Optional<Condition> share(DQRule rule) {
        return RuleType.of(rule.getRuleType()) == RuleType.COMPLETENESS
                ? Optional.of(rule.getCondition())
                : Optional.ofNullable(rule.getThresholdCondition());
    }

    private static String name(DQRule rule) {
        return String.join(",", RuleColumns.of(rule));
    }

    private static String metric(DQRule rule) {
        return switch (RuleType.of(rule.getRuleType())) {
            case COLUMN_VALUES -> "ColumnValues.Compliance";
            case COLUMN_LENGTH -> "LengthCompliance";
            case COLUMN_DATA_TYPE -> "ColumnDataType.Compliance";
            case DATA_FRESHNESS -> "DataFreshness.Compliance";
            default -> "Completeness";
        };
    }
}
