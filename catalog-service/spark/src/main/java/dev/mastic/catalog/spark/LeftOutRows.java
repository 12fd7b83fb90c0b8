// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.spark;

import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FaultSource;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.trees.TreeNodeTag;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.util.QueryExecutionListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says, when a query has ended, how many rows were left out of it because they do not fit their table, and where the first of them stand. What
 * is refused is read once more for that, and nothing else.
 */
final class LeftOutRows implements QueryExecutionListener {
    private static final Logger LOG = LoggerFactory.getLogger(LeftOutRows.class);
    private static final int SHOWN = 3;
    /** Keeps what a scan refuses for as long as the plan is kept. */
    private static final TreeNodeTag<Scan> SCAN = new TreeNodeTag<>("mastic.left-out-rows");

    private final SparkSession session;
    private final List<WeakReference<Scan>> scans = new CopyOnWriteArrayList<>();
    private final AtomicBoolean listens = new AtomicBoolean();

    LeftOutRows(SparkSession session) {
        this.session = session;
    }

    private record Scan(String table, List<FaultSource> sources, AtomicBoolean told) {
        boolean isNew() {
            return sources.stream().anyMatch(FaultSource::signalled) && !told.getAndSet(true);
        }
    }

    /** Watches the scan of a table, whose plan this is. */
    void watch(String table, DynamicFrame frame, LogicalPlan plan) {
        if (!listens.getAndSet(true)) {
            session.listenerManager().register(this);
        }
        var scan = new Scan(table, List.copyOf(frame.faultSources()), new AtomicBoolean());
        plan.collectLeaves().foreach(leaf -> {
            leaf.setTagValue(SCAN, scan);
            return null;
        });
        scans.removeIf(kept -> kept.get() == null);
        scans.add(new WeakReference<>(scan));
    }

    @Override
    public void onSuccess(String action, QueryExecution query, long nanoseconds) {
        tell();
    }

    @Override
    public void onFailure(String action, QueryExecution query, Exception failure) {
        tell();
    }

    private void tell() {
        scans.stream()
                .map(WeakReference::get)
                .filter(Objects::nonNull)
                .filter(Scan::isNew)
                .forEach(LeftOutRows::tell);
    }

    private static void tell(Scan scan) {
        try {
            long count = 0;
            var first = new ArrayList<String>();
            for (var source : scan.sources()) {
                var faults = source.faults();
                count += faults.count();
                first.addAll(shown(faults.limit(SHOWN)));
            }
            LOG.warn(
                    "{} left out of {}: {}{}",
                    count == 1 ? "1 refused row or file was" : count + " refused rows or files were",
                    scan.table(),
                    String.join("; ", first.subList(0, Math.min(SHOWN, first.size()))),
                    count > SHOWN ? "; and more" : "");
        } catch (RuntimeException e) {
            LOG.warn("Rows of {} were left out, and could not be counted: {}", scan.table(), e.getMessage(), e);
        }
    }

    private static List<String> shown(Dataset<Row> faults) {
        return faults.collectAsList().stream().map(LeftOutRows::shown).toList();
    }

    private static String shown(Row fault) {
        var line = fault.<Object>getAs("line");
        var column = fault.<String>getAs("column");
        var raw = fault.<String>getAs("raw");
        return fault.<String>getAs("source")
                + (line == null ? "" : ":" + line)
                + (column == null ? "" : " in column '" + column + "'")
                + ": " + fault.<String>getAs("reason")
                + (raw == null ? "" : " (got " + raw.strip() + ")");
    }
}
