// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.frame;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * The readers and steps that may have refused rows of a frame, and what the steps allow. Immutable.
 *
 * @param sources all of them, in their order
 * @param stage those of the step that was applied last
 * @param limits of the steps that have thresholds
 */
record FrameErrors(Set<FaultSource> sources, Set<FaultSource> stage, List<Limit> limits) {
    /** The thresholds of one step, with who counts for them. */
    record Limit(String step, Thresholds thresholds, Set<FaultSource> stage, Set<FaultSource> total) {}

    /** The errors of rows that were read, and went through no step so far. */
    static FrameErrors of(Collection<? extends FaultSource> readers) {
        var sources = new LinkedHashSet<FaultSource>(readers);
        return new FrameErrors(sources, sources, List.of());
    }

    FrameErrors with(FaultSource source) {
        return new FrameErrors(union(sources, Set.of(source)), union(stage, Set.of(source)), limits);
    }

    FrameErrors with(FrameErrors other) {
        var all = new ArrayList<>(limits);
        other.limits.stream().filter(limit -> !limits.contains(limit)).forEach(all::add);
        return new FrameErrors(union(sources, other.sources), union(stage, other.stage), List.copyOf(all));
    }

    /** As a step begins, which has refused nothing so far. */
    FrameErrors entering() {
        return new FrameErrors(sources, Set.of(), limits);
    }

    /** As a step ends. */
    FrameErrors leaving(String step, Thresholds thresholds) {
        var limit = new Limit(step, thresholds, stage, sources);
        if (thresholds.isUnlimited() || limits.contains(limit)) {
            return this;
        }
        var more = new ArrayList<>(limits);
        more.add(limit);
        return new FrameErrors(sources, stage, List.copyOf(more));
    }

    /** The refused rows of some of the sources; readers read all that they have not read so far. */
    static Dataset<Row> rows(SparkSession session, Collection<FaultSource> from) {
        var faults = session.createDataFrame(List.of(), RowFault.SCHEMA);
        for (var source : from) {
            if (isError(source)) {
                source.readAll();
                faults = faults.union(source.faults());
            }
        }
        return faults;
    }

    /** Counts in one job what all limits need, if there are any. */
    void assertWithinLimits(SparkSession session) {
        var counted = new LinkedHashSet<FaultSource>();
        limits.forEach(limit -> counted.addAll(limit.total()));
        var counts = counts(session, List.copyOf(counted));
        for (var limit : limits) {
            limit.thresholds().check(limit.step(), sum(counts, limit.stage()), sum(counts, limit.total()));
        }
    }

    private static Map<FaultSource, Long> counts(SparkSession session, List<FaultSource> sources) {
        var numbers = session.emptyDataFrame().select(functions.lit(0).as("source"));
        var counts = new LinkedHashMap<FaultSource, Long>();
        for (int i = 0; i < sources.size(); i++) {
            if (isError(sources.get(i))) {
                numbers = numbers.union(
                        sources.get(i).faults().select(functions.lit(i).as("source")));
            }
        }
        if (!sources.isEmpty()) {
            numbers.groupBy("source")
                    .count()
                    .collectAsList()
                    .forEach(row -> counts.put(sources.get(row.getInt(0)), row.getLong(1)));
        }
        return counts;
    }

    private static boolean isError(FaultSource source) {
        return source.kind() != FaultSource.Kind.UNMATCHED_ALLOWED;
    }

    private static long sum(Map<FaultSource, Long> counts, Set<FaultSource> of) {
        return of.stream().mapToLong(source -> counts.getOrDefault(source, 0L)).sum();
    }

    private static Set<FaultSource> union(Set<FaultSource> some, Set<FaultSource> others) {
        var all = new LinkedHashSet<>(some);
        all.addAll(others);
        return all;
    }
}
