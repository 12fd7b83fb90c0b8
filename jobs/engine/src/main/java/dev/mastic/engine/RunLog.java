// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.bookmark.RunHistory;
import dev.mastic.core.bookmark.RunRecord;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.ExitCode;
import java.time.Instant;
import java.util.Optional;

/** The history of runs, as one run of a job sees it. */
final class RunLog {
    private final RunHistory history;
    private final String job;
    private final RunOptions options;
    private final Instant started = Instant.now();
    private final long clock = System.nanoTime();

    RunLog(RunHistory history, String job, RunOptions options) {
        this.history = history;
        this.job = job;
        this.options = options;
    }

    /** The report of what was done. */
    RunReport report(Outcome outcome, boolean sparkStarted) {
        return outcome.report(options.state(), seconds(), sparkStarted);
    }

    /** Keeps the report of a run. */
    void add(RunReport report) {
        var status = report.status();
        add(status, status.exitCode(), report.seconds(), RunReportJson.write(report));
    }

    /** Keeps that a run has failed. */
    void add(Throwable failure) {
        var code = failure instanceof EtlException etl ? etl.exitCode() : ExitCode.FAILED;
        var report = RunReportJson.failure(job, options.runId(), code, failure);
        if (options.attempt().most() > 1) {
            report.put("attempt", options.attempt().number())
                    .put(RunRecord.WILL_RETRY, options.attempt().isFollowed(failure, code));
        }
        add(RunReport.Status.FAILED, code, seconds(), report.toString());
    }

    /** What another process has told of the run of this id. */
    Optional<RunRecord> latest() {
        return history.find(options.runId()).filter(record -> record.job().equals(job));
    }

    private void add(RunReport.Status status, ExitCode code, double seconds, String report) {
        history.add(new RunRecord(job, options.runId(), status.toString(), code.number(), started, seconds, report));
    }

    private double seconds() {
        return Math.round((System.nanoTime() - clock) / 1e7) / 100.0;
    }
}
