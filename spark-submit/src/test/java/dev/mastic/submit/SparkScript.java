// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** An application of somebody who knows nothing of Mastic: it runs statements and prints their rows. */
public final class SparkScript {
    private SparkScript() {}

    /** Runs each argument as a statement. */
    public static void main(String[] statements) {
        var spark = SparkSession.builder().getOrCreate();
        for (var statement : statements) {
            for (var row : (Row[]) spark.sql(statement).collect()) {
                System.out.println(row);
            }
        }
        spark.stop();
    }
}
