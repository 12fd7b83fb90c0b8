// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.JobSpec;
import dev.mastic.core.failure.Quantity;
import dev.mastic.core.io.Verdict;

/**
 * What a gate has said of staged rows.
 *
 * @param on the frame
 * @param whenFailed what the job asks for where a rule does not hold
 * @param origin where the gate is written
 */
public record GateReport(String on, JobSpec.WhenFailed whenFailed, Verdict verdict, String origin) {
    /** Whether the run must not commit. */
    boolean stops() {
        return !verdict.passed() && whenFailed == JobSpec.WhenFailed.STOP;
    }

    /** In a few words, for the journal. */
    String inWords() {
        return on + ": " + Quantity.of(verdict.rules().size() - verdict.failed().size(), "rule") + " passed, "
                + verdict.failed().size() + " failed";
    }
}
