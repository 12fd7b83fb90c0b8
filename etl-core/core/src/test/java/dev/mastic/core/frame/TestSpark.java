// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.frame;

import org.apache.spark.sql.SparkSession;

/** The one SparkSession of the tests of this module, which stand below the test kit. */
final class TestSpark {
    private TestSpark() {}

    static SparkSession session() {
        var running = SparkSession.getDefaultSession();
        return running.isDefined() ? running.get() : start();
    }

    private static SparkSession start() {
        return SparkSession.builder()
                .master("local[2]")
                .appName("core-tests")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", "2")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.warehouse.dir", "target/warehouse")
                .getOrCreate();
    }
}
