// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.spark.maintain;

import dev.mastic.core.catalog.TableName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was done to a table, or would be.
 *
 * @param steps in the order in which they were done
 */
public record MaintenanceReport(TableName table, boolean dryRun, List<Step> steps) {
    public MaintenanceReport {
        steps = List.copyOf(steps);
    }

    /** Whether a step has lost to writers each time. */
    public boolean anyLost() {
        return steps.stream().anyMatch(step -> step.lost().isPresent());
    }

    /**
     * What one kind of work did.
     *
     * @param enabled whether the policy of the table wants it; if not, nothing was done
     * @param counts what of, such as {@code removedFiles} and {@code removedBytes}; empty where nothing was done
     * @param lost why nothing was done although there was something to do: writers were faster each time
     */
    public record Step(MaintenancePolicy.Type type, boolean enabled, Map<String, Long> counts, Optional<String> lost) {
        static Step switchedOff(MaintenancePolicy.Type type) {
            return new Step(type, false, Map.of(), Optional.empty());
        }

        static Step done(MaintenancePolicy.Type type, Map<String, Long> counts) {
            return new Step(type, true, counts, Optional.empty());
        }

        static Step lost(MaintenancePolicy.Type type, String why) {
            return new Step(type, true, Map.of(), Optional.of(why));
        }
    }
}
