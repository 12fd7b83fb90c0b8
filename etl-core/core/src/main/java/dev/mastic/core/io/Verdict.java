// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.io;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a check says of rows.
 *
 * @param rules each rule, in the order in which they are written
 */
public record Verdict(List<Rule> rules) {
    /**
     * One rule.
     *
     * @param rule as it is written
     * @param passed whether it holds
     * @param reason why it does not hold; empty where it does
     * @param metrics what was measured, by name
     */
    public record Rule(String rule, boolean passed, Optional<String> reason, Map<String, Double> metrics) {
        public Rule {
            Objects.requireNonNull(rule, "rule");
            metrics = Map.copyOf(metrics);
        }

        /** The word for it: {@code Passed} or {@code Failed}. */
        public String outcome() {
            return passed ? "Passed" : "Failed";
        }

        /** The metrics by name, sorted, so that they are told in one order. */
        public Map<String, Double> sortedMetrics() {
            return new TreeMap<>(metrics);
        }
    }

    public Verdict {
        rules = List.copyOf(rules);
    }

    /** Whether every rule holds. */
    public boolean passed() {
        return rules.stream().allMatch(Rule::passed);
    }

    /** The rules that do not hold. */
    public List<Rule> failed() {
        return rules.stream().filter(rule -> !rule.passed()).toList();
    }
}
