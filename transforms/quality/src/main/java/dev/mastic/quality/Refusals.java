// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.quality;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.plans.logical.Command;
import org.apache.spark.sql.catalyst.plans.logical.ParsedStatement;
import org.apache.spark.sql.execution.SparkSqlParser;
import software.amazon.glue.dqdl.model.DQRule;
import software.amazon.glue.dqdl.model.condition.Condition;
import software.amazon.glue.dqdl.model.condition.number.BinaryExpressionOperand;
import software.amazon.glue.dqdl.model.condition.number.FunctionCallOperand;
import software.amazon.glue.dqdl.model.condition.number.NullNumericOperand;
import software.amazon.glue.dqdl.model.condition.number.NumberBasedCondition;
import software.amazon.glue.dqdl.model.condition.number.NumericOperand;
import software.amazon.glue.dqdl.model.condition.string.StringBasedCondition;
import software.amazon.glue.dqdl.model.condition.string.StringBasedConditionOperator;

/** What can be written in DQDL and is not run, told without data. */
final class Refusals {
    private Refusals() {}

    /** Why a rule is not run; empty if it is. */
    static Optional<String> of(DQRule rule) {
        var type = RuleType.of(rule.getRuleType());
        return Stream.of(
                        numbers(type, rule.getCondition()),
                        numbers(type, rule.getThresholdCondition()),
                        tags(rule),
                        threshold(type, rule),
                        pattern(type, rule),
                        kind(type, rule),
                        sql(type, rule),
                        where(rule))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> numbers(RuleType type, Condition condition) {
        if (!(condition instanceof NumberBasedCondition numbers)) {
            return Optional.empty();
        }
        if (numbers.getOperands().stream().flatMap(Refusals::within).anyMatch(FunctionCallOperand.class::isInstance)) {
            return Optional.of("its threshold is computed from earlier runs, of which no measures are kept"
                    + " (expected a number)");
        }
        boolean hasNull = numbers.getOperands().stream().anyMatch(NullNumericOperand.class::isInstance);
        return hasNull && type != RuleType.COLUMN_VALUES
                ? Optional.of("it is compared with NULL (expected a number)")
                : Optional.empty();
    }

    private static Stream<NumericOperand> within(NumericOperand operand) {
        return operand instanceof BinaryExpressionOperand both
                ? Stream.concat(within(both.getOperand1()), within(both.getOperand2()))
                : Stream.of(operand);
    }

    private static Optional<String> tags(DQRule rule) {
        return rule.getTags().keySet().stream()
                .findFirst()
                .map(tag -> "'with " + tag + "' is not offered (expected with threshold, or nothing)");
    }

    private static Optional<String> threshold(RuleType type, DQRule rule) {
        return rule.getThresholdCondition() != null && type.by() != RuleType.By.ROWS
                ? Optional.of("'with threshold' is not offered for it")
                : Optional.empty();
    }

    private static Optional<String> pattern(RuleType type, DQRule rule) {
        return Stream.concat(
                        type == RuleType.COLUMN_NAMES_MATCH_PATTERN
                                ? Rule.parameters(rule).stream()
                                : Stream.of(),
                        rule.getCondition() instanceof StringBasedCondition texts && isMatch(texts)
                                ? Stream.of(texts.getOperands().get(0).getOperand())
                                : Stream.of())
                .flatMap(regex -> wrong(regex).stream())
                .findFirst();
    }

    static boolean isMatch(StringBasedCondition texts) {
        return texts.getOperator() == StringBasedConditionOperator.MATCHES
                || texts.getOperator() == StringBasedConditionOperator.NOT_MATCHES;
    }

    private static Optional<String> wrong(String regex) {
        try {
            Pattern.compile(regex);
            return Optional.empty();
        } catch (PatternSyntaxException e) {
            return Optional.of("'" + regex + "' is no regular expression: " + e.getDescription());
        }
    }

    private static Optional<String> kind(RuleType type, DQRule rule) {
        if (type != RuleType.COLUMN_DATA_TYPE) {
            return Optional.empty();
        }
        var texts = (StringBasedCondition) rule.getCondition();
        boolean equality = List.of(StringBasedConditionOperator.EQUALS, StringBasedConditionOperator.NOT_EQUALS)
                .contains(texts.getOperator());
        if (!equality) {
            return Optional.of("it compares with one type (expected = or !=)");
        }
        var name = texts.getOperands().get(0).getOperand();
        return CastType.of(name).isPresent()
                ? Optional.empty()
                : Optional.of("no such type: '" + name + "' (has: " + String.join(", ", CastType.WORDS) + ")");
    }

    private static Optional<String> sql(RuleType type, DQRule rule) {
        if (type != RuleType.CUSTOM_SQL) {
            return Optional.empty();
        }
        if (!(rule.getCondition() instanceof NumberBasedCondition)) {
            return Optional.of("it has no number to compare with; rows that a query returns are not taken"
                    + " (expected a condition, such as > 0)");
        }
        return parse(() -> {
            var plan = new SparkSqlParser().parsePlan(Sql.of(rule));
            return plan.find(node -> node instanceof Command || node instanceof ParsedStatement)
                    .isDefined();
        }, "its SQL is no query (expected SELECT)");
    }

    private static Optional<String> where(DQRule rule) {
        return Rule.where(rule)
                .flatMap(text -> parse(
                        () -> new SparkSqlParser().parseExpression(text) == null, "its where clause is empty"));
    }

    /** What can be parsed into something bad; throws Scala's checked exceptions undeclared. */
    private interface Parsed {
        boolean isBad() throws ParseException;
    }

    private static Optional<String> parse(Parsed parsed, String bad) {
        try {
            return parsed.isBad() ? Optional.of(bad) : Optional.empty();
        } catch (ParseException e) {
            var first = e.message().strip().lines().findFirst().orElse("");
            return Optional.of("its SQL cannot be read: "
                    + first.replaceFirst("^\\[[A-Z0-9_.]+] ", "").replaceFirst("[.;]?$", ""));
        }
    }
}
