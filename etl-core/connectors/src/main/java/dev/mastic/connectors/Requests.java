// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Requests to a store, several at a time: each is short, and most of it is waiting. */
final class Requests {
    private static final int AT_A_TIME = 16;

    private Requests() {}

    /** One of them. */
    interface Work {
        void run() throws IOException;
    }

    /** Makes all. After the first failure no more begin; those that have begun may end after it is told. */
    static void all(List<Work> requests) throws IOException {
        if (requests.isEmpty()) {
            return;
        }
        var threads = Executors.newFixedThreadPool(Math.min(AT_A_TIME, requests.size()));
        var asked = new ArrayList<Future<?>>();
        try {
            for (var request : requests) {
                asked.add(threads.submit(() -> {
                    request.run();
                    return null;
                }));
            }
            for (var each : asked) {
                await(each);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void await(Future<?> request) throws IOException {
        try {
            request.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            } else if (e.getCause() instanceof RuntimeException other) {
                throw other;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while requests to the store were under way", e);
        }
    }
}
