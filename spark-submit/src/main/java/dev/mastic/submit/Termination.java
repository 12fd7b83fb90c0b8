// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends the JVM in good order. On SIGTERM or Ctrl-C Spark's own hook stops its jobs; the run that they belonged to then discards what it
 * staged, or finishes the commit that it is in, before the JVM goes. It exits with 143 or 130.
 */
final class Termination {
    private static final int PATIENCE_SECONDS = 30;

    private Termination() {}

    /** Makes a shutdown wait for this work. */
    static Work begin() {
        var work = new Work(new CountDownLatch(1));
        Runtime.getRuntime().addShutdownHook(new Thread(work::await, "mastic-termination"));
        return work;
    }

    /** Work that a shutdown waits for. */
    record Work(CountDownLatch done) implements AutoCloseable {
        private void await() {
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
