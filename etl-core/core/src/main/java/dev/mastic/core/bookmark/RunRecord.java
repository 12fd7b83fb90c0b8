// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.bookmark;

import java.time.Instant;

/**
 * One finished run, for people.
 *
 * @param status {@code succeeded}, {@code nothing-new}, {@code failed}
 * @param seconds wall time
 * @param report the whole run report, as JSON
 */
public record RunRecord(
        String job, String runId, String status, int exitCode, Instant started, double seconds, String report) {
    /** The key of the report of a failed attempt that says whether the same process tries again. */
    public static final String WILL_RETRY = "willRetry";
}
