// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.quality;

import com.amazon.deequ.dqdl.execution.DefaultOperandEvaluator$;
import java.sql.Timestamp;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import software.amazon.glue.dqdl.model.condition.Condition;
import software.amazon.glue.dqdl.model.condition.date.DateBasedCondition;
import software.amazon.glue.dqdl.model.condition.date.DateExpression;
import software.amazon.glue.dqdl.model.condition.date.NullDateExpression;
import software.amazon.glue.dqdl.model.condition.number.AtomicNumberOperand;
import software.amazon.glue.dqdl.model.condition.number.NullNumericOperand;
import software.amazon.glue.dqdl.model.condition.number.NumberBasedCondition;
import software.amazon.glue.dqdl.model.condition.number.NumericOperand;
import software.amazon.glue.dqdl.model.condition.string.KeywordStringOperand;
import software.amazon.glue.dqdl.model.condition.string.StringBasedCondition;
import software.amazon.glue.dqdl.model.condition.string.StringOperand;

/**
 * A condition of DQDL on one value, as an expression of Spark. Null keeps {@code !=} and {@code not in}, unless they name it, and breaks
 * all others; {@code between} leaves both ends out.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/dqdl-rule-types-ColumnValues.html">ColumnValues in Glue</a>
 */
final class ValueCondition {
    private ValueCondition() {}

    /** Whether a value meets a condition; null counts as false. */
    static Column of(Column value, Condition condition) {
        if (condition instanceof NumberBasedCondition numbers) {
            return of(value, numbers);
        } else if (condition instanceof DateBasedCondition dates) {
            return of(value, dates);
        }
        return of(value, (StringBasedCondition) condition);
    }

    private static Column of(Column value, NumberBasedCondition condition) {
        var operands = condition.getOperands();
        boolean named = operands.stream().anyMatch(NullNumericOperand.class::isInstance);
        var numbers = operands.stream()
                .filter(operand -> !(operand instanceof NullNumericOperand))
                .map(ValueCondition::number)
                .toList();
        return of(condition.getOperator().name(), value, numbers, named);
    }

    /** A number as it is written, so that decimals are compared exactly. */
    private static Column number(NumericOperand operand) {
        return operand instanceof AtomicNumberOperand
                ? functions.lit(new java.math.BigDecimal(operand.getOperand()))
                : functions.lit(DefaultOperandEvaluator$.MODULE$.evaluate(null, operand));
    }

    private static Column of(Column value, DateBasedCondition condition) {
        var operands = condition.getOperands();
        boolean named = operands.stream().anyMatch(NullDateExpression.class::isInstance);
        var dates = operands.stream()
                .filter(operand -> !(operand instanceof NullDateExpression))
                .toList();
        boolean days = dates.stream().allMatch(DateExpression.StaticDate.class::isInstance);
        var literals = dates.stream()
                .map(date -> functions.lit(
                        Timestamp.from(date.getEvaluatedExpression().toInstant(ZoneOffset.UTC))))
                .map(time -> days ? time.cast("date") : time)
                .toList();
        return of(condition.getOperator().name(), value.cast(days ? "date" : "timestamp"), literals, named);
    }

    private static Column of(Column value, StringBasedCondition condition) {
        if (Refusals.isMatch(condition)) {
            var regex = "\\A(?:" + condition.getOperands().get(0).getOperand() + ")\\z";
            var matches = value.cast("string").rlike(regex);
            return condition.getOperator().name().startsWith("NOT") ? functions.not(matches) : matches;
        }
        boolean not = condition.getOperator().name().startsWith("NOT");
        var any = condition.getOperands().stream()
                .map(operand -> is(value, operand))
                .reduce(Column::or)
                .orElseThrow();
        return not ? functions.not(any) : any;
    }

    /** Never null: whether the value is this one. */
    private static Column is(Column value, StringOperand operand) {
        if (!(operand instanceof KeywordStringOperand)) {
            return functions.coalesce(value.cast("string").equalTo(operand.getOperand()), functions.lit(false));
        }
        var text = value.cast("string");
        return switch (operand.getOperand()) {
            case "NULL" -> value.isNull();
            case "EMPTY" -> functions.coalesce(text.equalTo(""), functions.lit(false));
            case "WHITESPACES_ONLY" ->
                functions.coalesce(
                        text.notEqual("").and(functions.trim(text).equalTo("")), functions.lit(false));
            default -> throw new IllegalStateException("No keyword: " + operand.getOperand());
        };
    }

    /**
     * The comparisons that numbers and dates share.
     *
     * @param named whether NULL stands among the operands
     */
    private static Column of(String operator, Column value, List<Column> operands, boolean named) {
        return switch (operator) {
            case "EQUALS", "IN" -> equalsAny(value, operands, named);
            case "NOT_EQUALS", "NOT_IN" -> functions.not(equalsAny(value, operands, named));
            case "BETWEEN" -> value.gt(operands.get(0)).and(value.lt(operands.get(1)));
            case "NOT_BETWEEN" -> value.leq(operands.get(0)).or(value.geq(operands.get(1)));
            case "GREATER_THAN" -> value.gt(operands.get(0));
            case "GREATER_THAN_EQUAL_TO" -> value.geq(operands.get(0));
            case "LESS_THAN" -> value.lt(operands.get(0));
            case "LESS_THAN_EQUAL_TO" -> value.leq(operands.get(0));
            default -> throw new IllegalStateException("No operator: " + operator);
        };
    }

    /** Never null. */
    private static Column equalsAny(Column value, List<Column> operands, boolean named) {
        var equal = operands.stream()
                .map(operand -> functions.coalesce(value.equalTo(operand), functions.lit(false)));
        var isNull = named ? Stream.of(value.isNull()) : Stream.<Column>of();
        return Stream.concat(equal, isNull).reduce(Column::or).orElseThrow();
    }
}
