// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.mastic.core.io.Verdict;

/** What rules say, as the command line prints it; scripts rely on the names. */
public final class VerdictJson {
    private VerdictJson() {}

    /** Adds each rule, in its order: {@code {rule, outcome, reason, metrics}}. */
    public static void fill(ArrayNode array, Verdict verdict) {
        verdict.rules().forEach(rule -> {
            var node = array.addObject()
                    .put("rule", rule.rule())
                    .put("outcome", rule.outcome())
                    .put("reason", rule.reason().orElse(null));
            var metrics = node.putObject("metrics");
            rule.sortedMetrics().forEach(metrics::put);
        });
    }
}
