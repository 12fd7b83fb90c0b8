// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler.look;

import dev.mastic.core.failure.EtlException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * How long a piece of work may take. What takes longer is interrupted and no longer waited for: its thread ends with the
 * work, or with the process.
 *
 * @param workers of which one is busy with each piece of work
 */
public record TimeLimit(Duration most, ExecutorService workers) {
    /** Threads that do not keep the process alive; to be shut down when all is done. */
    static ExecutorService daemons() {
        return Executors.newCachedThreadPool(work -> {
            var thread = new Thread(work, "crawl of a file");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * The result of the work, or its unchecked failure.
     *
     * @throws TimeoutException if it takes longer
     */
    <T> T of(Callable<T> work) throws TimeoutException {
        var result = workers.submit(work);
        try {
            return result.get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EtlException("Cannot finish the crawl: it was interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new EtlException("Cannot finish: " + e.getCause().getMessage(), e.getCause());
        } finally {
            result.cancel(true);
        }
    }
}
