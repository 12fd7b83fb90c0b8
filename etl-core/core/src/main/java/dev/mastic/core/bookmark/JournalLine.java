// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.bookmark;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * How far a run has come, without what it reads.
 *
 * @param planned when its slices were fixed, by the clock of the store
 * @param changed when it came into its phase
 * @param receipts by sink, as far as the run has come
 * @param replaces the run whose output this one takes the place of
 */
public record JournalLine(
        Run run, Phase phase, Instant planned, Instant changed, Map<String, Receipt> receipts, Optional<Run> replaces) {
    public JournalLine {
        receipts = Map.copyOf(receipts);
    }
}
