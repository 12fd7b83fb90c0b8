// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.operations.retry;

import dev.mastic.core.failure.ExitCode;
import dev.mastic.engine.RunAttempt;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Tries a run again as its policy says. All attempts have the run's id, so that a later one ends what an earlier one has left, and repeats
 * nothing that is done.
 */
public final class Retries {
    private final RetryPolicy policy;
    private final Predicate<Duration> pause;
    private final DoubleSupplier random;

    /**
     * The retries of one run.
     *
     * @param pause waits, and says whether to go on
     * @param random numbers from 0 to 1
     */
    public Retries(RetryPolicy policy, Predicate<Duration> pause, DoubleSupplier random) {
        this.policy = policy;
        this.pause = pause;
        this.random = random;
    }

    /**
     * Runs until an attempt succeeds, fails in a way that another cannot better, or is the last: what it throws is thrown.
     *
     * @param code how the process would end by a failure
     * @param failed is told of each attempt that is followed by another, before the pause
     */
    public <T> T run(Function<RunAttempt, T> work, Function<Throwable, ExitCode> code, Consumer<FailedAttempt> failed) {
        var attempt = policy.first();
        while (true) {
            try {
                return work.apply(attempt);
            } catch (RuntimeException | Error e) {
                var ended = code.apply(e);
                if (!attempt.isFollowed(e, ended)) {
                    throw e;
                }
                var delay = policy.delay(attempt.number(), random.getAsDouble());
                failed.accept(new FailedAttempt(attempt.number(), ended, String.valueOf(e.getMessage()), delay));
                if (!pause.test(delay)) {
                    throw e;
                }
                attempt = attempt.next();
            }
        }
    }
}
