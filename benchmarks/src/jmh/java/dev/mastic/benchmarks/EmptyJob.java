// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.benchmarks;

import org.apache.spark.sql.SparkSession;

/** The least that {@code spark-submit} can run: a session that starts and stops. */
public final class EmptyJob {
    private EmptyJob() {}

    /** Starts a session and stops it. */
    public static void main(String[] arguments) {
        SparkSession.builder().appName("empty").getOrCreate().stop();
    }
}
