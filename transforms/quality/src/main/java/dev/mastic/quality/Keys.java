// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.quality;

import dev.mastic.quality.RowRules.OfRows;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.glue.dqdl.model.DQRule;

/** What Deequ says of keys, with what the rows say: Deequ forgets nulls in keys of several columns, and fails where there are no rows. */
final class Keys {
    private Keys() {}

    static Measured of(DQRule rule, Measured deequ, OfRows rows) {
        if (rows.isEmpty()) {
            return Measured.passed(Map.of());
        } else if (RuleType.of(rule.getRuleType()) != RuleType.IS_PRIMARY_KEY) {
            return deequ;
        }
        var metrics = new TreeMap<>(deequ.metrics());
        metrics.putAll(rows.measured().metrics());
        return new Measured(deequ.reason().or(rows.measured()::reason), metrics);
    }
}
