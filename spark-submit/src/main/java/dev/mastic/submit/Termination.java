// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ends the JVM in good order. On SIGTERM or Ctrl-C Spark's own hook stops its jobs; the run that they belonged to then discards what it
 * staged, or finishes the commit that it is in, before the JVM goes. It exits with 143 or 130.
 */
final class Termination {
    private static final int PATIENCE_SECONDS = 30;

    private Termination() {}

    /** Makes a shutdown wait for this work. */
    static Work begin() {
        var work = new Work(new CountDownLatch(1), new AtomicBoolean());
        Runtime.getRuntime().addShutdownHook(new Thread(work::await, "mastic-termination"));
        return work;
    }

    /** Work that a shutdown waits for. */
    record Work(CountDownLatch done, AtomicBoolean stopping) implements AutoCloseable {
        /** Whether the JVM was asked to end. */
        boolean isStopping() {
            return stopping.get();
        }

        private void await() {
            stopping.set(true);
            if (done.getCount() == 0) {
                return;
            }
            try {
                if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    System.err.println("mastic: stopped before the run could end; the next run of the job recovers it");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {
            done.countDown();
        }
    }
}
