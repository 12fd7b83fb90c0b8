// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.quality;

import dev.mastic.core.frame.DynamicFrame;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;
import software.amazon.glue.dqdl.model.DQRule;
import software.amazon.glue.dqdl.model.condition.string.StringBasedCondition;
import software.amazon.glue.dqdl.model.condition.string.StringBasedConditionOperator;

/**
 * What a rule says of one row. Neither column is ever null.
 *
 * @param applies whether the rule is about the row, by its {@code where}
 * @param holds whether the row keeps it
 */
record RowCondition(Column applies, Column holds) {
    /** What a rule says of each row; empty for one that speaks of all rows together. */
    static Optional<RowCondition> of(DQRule rule, Dataset<Row> rows) {
        var type = RuleType.of(rule.getRuleType());
        return holds(type, rule, rows).map(holds -> new RowCondition(applies(rule), never(holds)));
    }

    static Column applies(DQRule rule) {
        return never(Rule.where(rule).map(functions::expr).orElseGet(() -> functions.lit(true)));
    }

    /** Whether a row keeps the rule, or is none of its rows. */
    Column kept() {
        return functions.not(applies).or(holds);
    }

    /** Whether a row breaks the rule. */
    Column broken() {
        return applies.and(functions.not(holds));
    }

    private static Optional<Column> holds(RuleType type, DQRule rule, Dataset<Row> rows) {
        var columns = RuleColumns.of(rule).stream()
                .map(name -> DynamicFrame.column(rows, name))
                .toList();
        return switch (type) {
            case IS_COMPLETE, COMPLETENESS -> Optional.of(columns.get(0).isNotNull());
            case COLUMN_VALUES -> Optional.of(ValueCondition.of(columns.get(0), rule.getCondition()));
            case COLUMN_LENGTH -> Optional.of(ValueCondition.of(length(columns.get(0)), rule.getCondition()));
            case COLUMN_DATA_TYPE -> Optional.of(casts(columns.get(0), (StringBasedCondition) rule.getCondition()));
            case DATA_FRESHNESS -> Optional.of(Freshness.of(columns.get(0), rule.getCondition()));
            case IS_UNIQUE, UNIQUENESS -> Optional.of(isAlone(columns, rule));
            case IS_PRIMARY_KEY -> Optional.of(isAlone(columns, rule).and(areSet(columns)));
            default -> Optional.empty();
        };
    }

    /** A text that is not there has no letters. */
    static Column length(Column text) {
        return functions.coalesce(functions.length(text), functions.lit(0));
    }

    static Column areSet(List<Column> columns) {
        return columns.stream().map(Column::isNotNull).reduce(Column::and).orElseThrow();
    }

    private static Column casts(Column column, StringBasedCondition condition) {
        var type = CastType.of(condition.getOperands().get(0).getOperand()).orElseThrow();
        var casts = column.cast(type).isNotNull();
        return condition.getOperator() == StringBasedConditionOperator.EQUALS ? casts : functions.not(casts);
    }

    /** Keys that are null in whole are the same as none, as Deequ counts them. */
    private static Column isAlone(List<Column> columns, DQRule rule) {
        var same = Window.partitionBy(columns.toArray(Column[]::new));
        var twins = functions.count(functions.when(applies(rule), 1)).over(same);
        var isNull = columns.stream().map(Column::isNull).reduce(Column::and).orElseThrow();
        return isNull.or(twins.equalTo(1));
    }

    private static Column never(Column condition) {
        return functions.coalesce(condition, functions.lit(false));
    }
}
