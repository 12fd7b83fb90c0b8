// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.frame;

import java.util.Objects;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;

/** A SparkSession that starts when it is first asked for, so that a run with nothing to do starts none. Thread-safe. */
public final class LazySpark {
    private final Supplier<SparkSession> start;
    private SparkSession session;

    public LazySpark(Supplier<SparkSession> start) {
        this.start = Objects.requireNonNull(start, "start");
    }

    /** A session that runs already. */
    public static LazySpark of(SparkSession running) {
        var spark = new LazySpark(() -> running);
        spark.session();
        return spark;
    }

    /** The session; starts it on the first call. */
    public synchronized SparkSession session() {
        if (session == null) {
            session = start.get();
        }
        return session;
    }

    /** Whether the session runs; asking does not start it. */
    public synchronized boolean started() {
        return session != null;
    }
}
