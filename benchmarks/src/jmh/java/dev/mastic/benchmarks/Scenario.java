// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.benchmarks;

import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** One task that two sides do. */
interface Scenario {
    /** What the command calls it. */
    String name();

    /** Makes what it reads, unless it is there. */
    void generate(Input input) throws IOException;

    /** Spark by hand first, then ours where there is one. */
    List<Side> sides(SparkSession session, Input input);
}
