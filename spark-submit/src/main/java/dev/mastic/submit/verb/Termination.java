// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.verb;

import dev.mastic.core.failure.ExitCode;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Ends the JVM in good order. On SIGTERM or Ctrl-C Spark's own hook stops its jobs; the run that they belonged to then discards what it
 * staged, or finishes the commit that it is in, and says so, before the JVM goes. It exits with 143 or 130.
 */
public final class Termination {
    private static final int PATIENCE_SECONDS = 30;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicBoolean stopping = new AtomicBoolean();

    private Termination() {}

    /**
     * Does work that a shutdown waits for. When one has begun this does not return.
     *
     * @param work is given whether the JVM was asked to end
     */
    public static ExitCode waitsFor(Function<BooleanSupplier, ExitCode> work) {
        var termination = new Termination();
        Runtime.getRuntime().addShutdownHook(new Thread(termination::await, "mastic-termination"));
        return termination.around(work);
    }

    /** Returns unless the JVM is ending already, as a signal told it: then its exit code is the signal's, and not the command's. */
    public static void leavesTheCodeToSignals() {
        while (isEnding()) {
            LockSupport.park();
        }
    }

    /** Whether something else than this command, such as a signal, ends the JVM: Spark's hook may have stopped what the command has done. */
    static boolean isEnding() {
        var probe = new Thread(() -> {});
        try {
            Runtime.getRuntime().addShutdownHook(probe);
            Runtime.getRuntime().removeShutdownHook(probe);
            return false;
        } catch (IllegalStateException e) {
            // the only way that Java has to tell it
            return true;
        }
    }

    private ExitCode around(Function<BooleanSupplier, ExitCode> work) {
        try {
            return work.apply(stopping::get);
        } catch (RuntimeException | Error e) {
            if (stopping.get()) {
                Failures.say(e, false);
            }
            throw e;
        } finally {
            ended.countDown();
            // Java 17 takes the status of a late System.exit for that of the signal
            while (stopping.get()) {
                LockSupport.park(this);
            }
        }
    }

    private void await() {
        stopping.set(true);
        if (ended.getCount() == 0) {
            return;
        }
        try {
            if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("mastic: stopped before the run could end; the next run of the job recovers it");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
