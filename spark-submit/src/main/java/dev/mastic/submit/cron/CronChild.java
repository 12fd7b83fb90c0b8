// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.cron;

import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.ExitCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A command that runs, with all that it has started.
 *
 * @param grace how long it may take to end after SIGTERM
 */
record CronChild(Process process, Duration grace) {
    private static final long LOOK_MILLIS = 100;
    private static final long KILL_MILLIS = 10_000;

    /**
     * How it has ended.
     *
     * @param words for people
     */
    record Ended(int exitCode, String words) {}

    /**
     * Waits for the end. After the time limit, or when someone asks this process to stop, the command is told to end by SIGTERM, and after the grace it and all that
     * it has started are killed.
     */
    Ended await(Optional<Duration> limit, BooleanSupplier stopping) {
        long begun = System.nanoTime();
        while (!ended(LOOK_MILLIS)) {
            if (stopping.getAsBoolean()) {
                stop();
                return new Ended(process.exitValue(), "was stopped");
            } else if (limit.filter(most -> System.nanoTime() - begun > most.toNanos())
                    .isPresent()) {
                boolean killed = stop();
                return new Ended(
                        ExitCode.TIMED_OUT.number(),
                        killed ? "was killed, as it did not end" : "reached its time limit");
            }
        }
        int code = process.exitValue();
        return new Ended(code, "ended with exit code " + code);
    }

    /** Ends it, and says whether it had to be killed. */
    private boolean stop() {
        List<ProcessHandle> family = process.descendants().toList();
        process.destroy();
        boolean killed = !ended(grace.toMillis());
        process.destroyForcibly();
        // what it had started may live on when it is gone itself
        family.forEach(ProcessHandle::destroyForcibly);
        ended(KILL_MILLIS);
        return killed;
    }

    private boolean ended(long millis) {
        try {
            return process.waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EtlException("Cannot wait for a command: the thread was interrupted", e);
        }
    }
}
