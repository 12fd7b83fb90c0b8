// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.bookmark;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the journal holds of one run.
 *
 * @param receipts by sink, as far as the run has come
 * @param replaces the run whose output this one takes the place of
 */
public record JournalEntry(
        Run run,
        List<Slice> slices,
        List<PlannedSink> sinks,
        Phase phase,
        Map<String, Receipt> receipts,
        Optional<Run> replaces) {
    public JournalEntry {
        slices = List.copyOf(slices);
        sinks = List.copyOf(sinks);
        receipts = Map.copyOf(receipts);
    }

    /** A run whose slices are fixed and that has written nothing. */
    public static JournalEntry planned(Run run, List<Slice> slices, List<PlannedSink> sinks) {
        return new JournalEntry(run, slices, sinks, Phase.PLANNED, Map.of(), Optional.empty());
    }

    /** The identity of what a sink writes in this run. */
    public Output output(String sink) {
        return new Output(run, sink, slices, replaces);
    }

    /** The slice of a source. */
    public Optional<Slice> slice(String source) {
        return slices.stream().filter(slice -> slice.source().equals(source)).findFirst();
    }
}
