// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler.look;

import dev.mastic.core.failure.EtlException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Does the same with many things, several at a time; the results stand in their order. */
public final class Parallel implements AutoCloseable {
    private final ExecutorService pool;

    public Parallel(int threads) {
        this.pool = Executors.newFixedThreadPool(threads);
    }

    /** The results; what one throws ends all. Work must not wait for other work of the same pool. */
    public <A, B> List<B> map(List<A> things, Function<A, B> work) {
        if (things.size() == 1) {
            return List.of(work.apply(things.get(0)));
        }
        try {
            var results = new ArrayList<B>(things.size());
            for (var result : pool.invokeAll(things.stream()
                    .<Callable<B>>map(thing -> () -> work.apply(thing))
                    .toList())) {
                results.add(result.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EtlException("Cannot finish the crawl: it was interrupted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof EtlException failed
                    ? failed
                    : new EtlException("Cannot finish the crawl: " + e.getCause(), e.getCause());
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
