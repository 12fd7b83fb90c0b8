// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.bookmark.JournalLine;
import dev.mastic.core.bookmark.Phase;
import dev.mastic.core.bookmark.Run;
import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.failure.UsageException;
import java.util.List;
import java.util.Optional;

/** The runs of a job in the journal, oldest first. */
record JobHistory(List<JournalLine> lines) {
    /**
     * The last attempt of a run id.
     *
     * @throws UsageException naming near ones, if there is none
     */
    JournalLine last(String runId) {
        return lines.stream()
                .filter(line -> line.run().runId().equals(runId))
                .reduce((earlier, later) -> later)
                .orElseThrow(
                        () -> new UsageException("No such run: '" + runId + "' " + Suggestion.among(runId, ids())));
    }

    /** The run whose output stands in the place of a run's: itself, or its last repetition. */
    Run inPlaceOf(Run run) {
        var newest = run;
        for (var line : lines) {
            if (line.phase() == Phase.ADVANCED && line.replaces().equals(Optional.of(newest))) {
                newest = line.run();
            }
        }
        return newest;
    }

    private List<String> ids() {
        return lines.stream().map(line -> line.run().runId()).distinct().toList();
    }
}
