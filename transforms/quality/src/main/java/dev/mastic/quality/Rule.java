// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.quality;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.glue.dqdl.model.DQRule;
import software.amazon.glue.dqdl.model.DQRuleLogicalOperator;

/**
 * One rule of a ruleset.
 *
 * @param text as it is written, on one line
 * @param parsed as Glue's parser understands it
 * @param place where it stands in the text of the ruleset
 */
record Rule(String text, DQRule parsed, Place place) {
    /** Line and column, both from 1. */
    record Place(int line, int column) {
        @Override
        public String toString() {
            return line + ":" + column;
        }
    }

    /** The rules that it is made of: itself, unless it joins others by {@code and} and {@code or}. */
    Stream<DQRule> leaves() {
        return leaves(parsed);
    }

    private static Stream<DQRule> leaves(DQRule rule) {
        return isComposite(rule) ? rule.getNestedRules().stream().flatMap(Rule::leaves) : Stream.of(rule);
    }

    static boolean isComposite(DQRule rule) {
        return rule.getNestedRules() != null && !rule.getNestedRules().isEmpty();
    }

    static boolean joinsByAnd(DQRule rule) {
        return rule.getOperator() == DQRuleLogicalOperator.AND;
    }

    /** The parameters of a rule, in the order in which they are written. */
    static List<String> parameters(DQRule rule) {
        return List.copyOf(rule.getParameters().values());
    }

    static Optional<String> where(DQRule rule) {
        return Optional.ofNullable(rule.getWhereClause()).map(text -> text.replace("\\\"", "\""));
    }
}
