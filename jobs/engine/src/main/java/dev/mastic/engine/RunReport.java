// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.failure.ExitCode;
import dev.mastic.core.io.Renamed;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a run did, for people and schedulers; rendered by {@code mastic run --output json}. */
public record RunReport(
        String runId,
        String job,
        Status status,
        String state,
        List<SourceReport> sources,
        List<StepReport> steps,
        List<SinkReport> sinks,
        long faults,
        long unmatched,
        List<GateReport> quality,
        double seconds,
        boolean sparkStarted,
        List<Recovered> recovered) {
    /** How a run ended. */
    public enum Status {
        SUCCEEDED(ExitCode.OK),
        /** No source has anything new; nothing was written. */
        NOTHING_NEW(ExitCode.OK),
        /** A run of this id is done; nothing was written. */
        ALREADY_DONE(ExitCode.OK),
        /** Another run of the job is alive, and this one was asked not to wait; nothing was written. */
        SKIPPED(ExitCode.OK),
        /** What a run would do was asked; nothing was written. */
        DRY_RUN(ExitCode.OK),
        FAILED(ExitCode.FAILED);

        private final ExitCode exitCode;

        Status(ExitCode exitCode) {
            this.exitCode = exitCode;
        }

        public ExitCode exitCode() {
            return exitCode;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * One source.
     *
     * @param read {@code new} or {@code all}
     * @param files how many files this run read
     * @param newFiles how many of them no run had read before
     * @param skippedFiles how many files were passed over because earlier runs have read them
     * @param rows how many rows were read; empty where unknown
     * @param lateRows how many rows of a database came after others that lie behind them in the order of the keys
     * @param postponed files that changed or went while they were read: a later run takes them
     * @param table the table of the catalog that it is; empty for others
     */
    public record SourceReport(
            String name,
            String read,
            long files,
            long newFiles,
            long skippedFiles,
            Optional<Long> rows,
            long lateRows,
            List<String> postponed,
            Optional<String> table) {
        public SourceReport {
            postponed = List.copyOf(postponed);
        }
    }

    /**
     * One step.
     *
     * @param rows how many rows came out; empty where unknown
     * @param faults how many rows it refused
     */
    public record StepReport(String name, Optional<Long> rows, long faults) {}

    /**
     * One frame of one sink.
     *
     * @param name the name of the sink, with the name of the frame when it writes several
     * @param renamed columns that the target holds under other names; only the run that wrote them says so
     * @param notes what people should know of the output; the same holds
     * @param table the table of the catalog that it writes; empty for others
     */
    public record SinkReport(
            String name,
            long rows,
            long files,
            Optional<String> snapshotId,
            List<Renamed> renamed,
            List<String> notes,
            Optional<String> table) {
        public SinkReport {
            notes = List.copyOf(notes);
            renamed = List.copyOf(renamed);
        }
    }

    /** An earlier run that did not end by itself, and what became of it. */
    public record Recovered(String runId, String phase, String outcome) {}

    public RunReport {
        sources = List.copyOf(sources);
        steps = List.copyOf(steps);
        sinks = List.copyOf(sinks);
        quality = List.copyOf(quality);
        recovered = List.copyOf(recovered);
    }
}
