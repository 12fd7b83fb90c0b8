// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FaultSource;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.RowFault;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * The second, narrow pass: runs only for those readers and steps that have signalled, and makes their refused rows exactly.
 *
 * @param rows the refused rows, kept in memory or on local disk
 * @param perStep how many rows each reader or step refused
 * @param unmatched how many rows found no partner, refused or not
 */
record FaultPass(Dataset<Row> rows, Map<String, Long> perStep, long unmatched) {
    /** Runs the pass. Starts a Spark job for each source that has signalled, and none otherwise. */
    static FaultPass run(SparkSession spark, Collection<FaultSource> sources) {
        var refused = spark.createDataFrame(List.of(), RowFault.SCHEMA);
        long allowed = 0;
        long unmatched = 0;
        boolean any = false;
        for (var source : sources) {
            if (!source.signalled()) {
                continue;
            }
            if (source.kind() == FaultSource.Kind.UNMATCHED_ALLOWED) {
                allowed += source.faults().count();
            } else {
                var faults = source.faults().persist(StorageLevel.MEMORY_AND_DISK());
                unmatched += source.kind() == FaultSource.Kind.UNMATCHED ? faults.count() : 0;
                refused = refused.union(faults);
                any = true;
            }
        }
        return new FaultPass(refused, any ? count(refused) : Map.of(), allowed + unmatched);
    }

    private static Map<String, Long> count(Dataset<Row> refused) {
        var counts = new HashMap<String, Long>();
        for (var row : refused.groupBy("step").count().collectAsList()) {
            counts.put(row.getString(0), row.getLong(1));
        }
        return counts;
    }

    long count() {
        return perStep.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many rows these sources and steps have refused. */
    long count(Set<String> steps) {
        return steps.stream().mapToLong(step -> perStep.getOrDefault(step, 0L)).sum();
    }

    DynamicFrame frame(FrameContext context) {
        return DynamicFrame.fromDF(rows, Planner.FAULTS, context);
    }

    /** The first refused rows, for a message. */
    List<RowFault> examples(int most) {
        return examples(most, perStep.keySet());
    }

    /** The first rows that these sources and steps have refused. */
    List<RowFault> examples(int most, Set<String> steps) {
        return rows.filter(rows.col("step").isin(steps.toArray())).limit(most).collectAsList().stream()
                .map(FaultPass::fault)
                .toList();
    }

    private static RowFault fault(Row row) {
        return new RowFault(
                row.getString(0),
                row.isNullAt(1) ? null : row.getLong(1),
                row.isNullAt(2) ? null : row.getLong(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6));
    }
}
