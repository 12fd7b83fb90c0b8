// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.WriteJobStatsTracker;
import org.apache.spark.sql.execution.datasources.WriteTaskStats;
import org.apache.spark.sql.execution.datasources.WriteTaskStatsTracker;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * Counts the rows of each file as it is written. Counts of failed attempts are never asked for: the driver joins them
 * by path with the files of the committed ones.
 */
final class RowsPerFile implements WriteJobStatsTracker {
    private static final long serialVersionUID = 1L;

    private transient Map<String, Long> rows = Map.of();

    /** The rows by the path that the file was written under, on the driver after the write. */
    Map<String, Long> rows() {
        return rows;
    }

    @Override
    public WriteTaskStatsTracker newTaskInstance() {
        return new OfTask();
    }

    @Override
    public void processStats(Seq<WriteTaskStats> stats, long jobCommitMillis) {
        var all = new HashMap<String, Long>();
        JavaConverters.seqAsJavaList(stats).forEach(task -> all.putAll(((Counts) task).rows()));
        rows = Map.copyOf(all);
    }

    private record Counts(HashMap<String, Long> rows) implements WriteTaskStats {}

    private static final class OfTask implements WriteTaskStatsTracker {
        private final HashMap<String, Long> rows = new HashMap<>();
        private String file = "";
        private long inFile;

        @Override
        public void newPartition(InternalRow values) {
            // rows are counted by file
        }

        @Override
        public void newFile(String path) {
            file = path;
            inFile = 0;
        }

        @Override
        public void newRow(String path, InternalRow row) {
            // files are written one after the other, but for concurrent writers, which name the file with each row
            if (!path.equals(file)) {
                keep();
                file = path;
                inFile = rows.getOrDefault(path, 0L);
            }
            inFile++;
        }

        @Override
        public void closeFile(String path) {
            keep();
        }

        @Override
        public WriteTaskStats getFinalStats(long taskCommitMillis) {
            keep();
            return new Counts(rows);
        }

        private void keep() {
            if (!file.isEmpty()) {
                rows.put(file, inFile);
            }
        }
    }
}
