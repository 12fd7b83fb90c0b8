// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.quality;

import com.amazon.deequ.dqdl.execution.DefaultOperandEvaluator$;
import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.type.Type;
import java.util.Map;
import software.amazon.glue.dqdl.model.DQRule;
import software.amazon.glue.dqdl.model.condition.number.NumberBasedCondition;

/** Rules about the columns that there are, told by the record type alone. */
record TypeRules(Type.Struct type) {
    Measured run(DQRule rule) {
        return switch (RuleType.of(rule.getRuleType())) {
            case COLUMN_COUNT -> count((NumberBasedCondition) rule.getCondition(), rule);
            case COLUMN_EXISTS -> exists(Rule.parameters(rule).get(0));
            case COLUMN_NAMES_MATCH_PATTERN -> names(Rule.parameters(rule).get(0));
            default -> throw new IllegalStateException("no rule about columns: " + rule.getRuleType());
        };
    }

    private Measured count(NumberBasedCondition wanted, DQRule rule) {
        double count = type.fields().size();
        return Measured.of(
                wanted.evaluate(count, rule, DefaultOperandEvaluator$.MODULE$),
                "Dataset.*.ColumnCount is " + Measured.text(count) + " (expected " + wanted.getFormattedCondition() + ")",
                Map.of("Dataset.*.ColumnCount", count));
    }

    private Measured exists(String column) {
        boolean there = type.field(column).isPresent();
        return Measured.of(
                there,
                "Input data does not include column " + column + "! " + Suggestion.among(column, type.names()),
                Map.of("Dataset." + column + ".ColumnExists", there ? 1.0 : 0.0));
    }

    private Measured names(String regex) {
        var others =
                type.names().stream().filter(name -> !name.matches(regex)).toList();
        double ratio = type.names().isEmpty()
                ? 1
                : 1 - (double) others.size() / type.names().size();
        return Measured.of(
                others.isEmpty(),
                "columns of other names: " + String.join(", ", others),
                Map.of("Dataset.*.ColumnNamesPatternMatchRatio", Measured.rounded(ratio)));
    }
}
