// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.testkit;

import dev.mastic.core.frame.LazySpark;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives test methods and constructors the one {@link SparkSession} of the test JVM, or a {@link LazySpark} over it: {@code local[2]}, no
 * page, two shuffle partitions, UTC.
 */
public final class SparkExtension implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        return type == SparkSession.class || type == LazySpark.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == LazySpark.class ? LazySpark.of(session()) : session();
    }

    /** The session of this JVM, started on the first call. */
    public static SparkSession session() {
        var running = SparkSession.getDefaultSession();
        if (running.isDefined() && !running.get().sparkContext().isStopped()) {
            return running.get();
        }
        return SparkSession.builder()
                .master("local[2]")
                .appName("mastic-tests")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", "2")
                // plans come back in other tests of the JVM: each is compiled once
                .config("spark.sql.codegen.cache.maxEntries", "10000")
                // of each plan, Spark keeps a text for a page that nobody opens here
                .config("spark.sql.ui.explainMode", "simple")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.warehouse.dir", System.getProperty("java.io.tmpdir") + "/mastic-test-warehouse")
                .getOrCreate();
    }
}
