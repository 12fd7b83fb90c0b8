// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.testkit;

import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.SparkSession;

/** Counts the Spark jobs that something starts. */
public final class JobCounter extends SparkListener {
    private final AtomicInteger jobs = new AtomicInteger();

    private JobCounter() {}

    /** How many jobs start while this runs. */
    public static int jobsOf(SparkSession spark, Runnable work) {
        var context = spark.sparkContext();
        var counter = new JobCounter();
        settle(context);
        context.addSparkListener(counter);
        try {
            work.run();
            settle(context);
            return counter.jobs.get();
        } finally {
            context.removeSparkListener(counter);
        }
    }

    /** Events reach listeners later than the calls that cause them. */
    private static void settle(SparkContext context) {
        try {
            context.listenerBus().waitUntilEmpty();
        } catch (TimeoutException e) {
            throw new IllegalStateException("Spark's events did not arrive", e);
        }
    }

    @Override
    public void onJobStart(SparkListenerJobStart start) {
        jobs.incrementAndGet();
    }
}
