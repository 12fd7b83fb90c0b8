// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.spark.maintain;

import dev.mastic.core.catalog.TableName;
import java.util.List;
import java.util.Map;

/**
 * What was done to a table, or would be.
 *
 * @param steps in the order in which they were done
 */
public record MaintenanceReport(TableName table, boolean dryRun, List<Step> steps) {
    public MaintenanceReport {
        steps = List.copyOf(steps);
    }

    /**
     * What one kind of work did.
     *
     * @param enabled whether the policy of the table wants it; if not, nothing was done
     * @param counts what of, such as {@code removedFiles} and {@code removedBytes}; empty where nothing was to be done
     */
    public record Step(MaintenancePolicy.Type type, boolean enabled, Map<String, Long> counts) {}
}
