// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.spark.maintain;

import dev.mastic.catalog.spark.maintain.MaintenancePolicy.Strategy;
import dev.mastic.catalog.spark.maintain.MaintenancePolicy.Type;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.failure.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.iceberg.SortField;
import org.apache.iceberg.Table;
import org.apache.iceberg.actions.BinPackRewriteFilePlanner;
import org.apache.iceberg.actions.RewriteDataFiles;
import org.apache.iceberg.actions.SizeBasedFileRewritePlanner;
import org.apache.iceberg.spark.actions.SparkActions;

/**
 * Small files become larger ones: as they are, or sorted by the table's write order, or along the curve through its columns.
 *
 * @see <a href="https://iceberg.apache.org/docs/latest/spark-procedures/#rewrite_data_files">Iceberg: rewrite_data_files</a>
 */
record Compaction(TableName name, Table table, MaintenancePolicy policy) {
    private static final int MIN_INPUT_FILES = 5;

    /** Refuses what the policy says and the table cannot follow. */
    void check() {
        options();
        if (strategy() != Strategy.BINPACK && table.sortOrder().isUnsorted()) {
            throw new UsageException(
                    "Cannot compact " + name + " by strategy " + strategy().word()
                            + ": the table has no sort order (expected ALTER TABLE … WRITE ORDERED BY): set one, or strategy binpack");
        } else if (strategy() == Strategy.Z_ORDER) {
            columns();
        }
    }

    private Strategy strategy() {
        return policy.text(Type.COMPACTION, "strategy").map(policy::strategy).orElse(Strategy.BINPACK);
    }

    private Map<String, String> options() {
        var options = new LinkedHashMap<String, String>();
        options.put(
                SizeBasedFileRewritePlanner.MIN_INPUT_FILES,
                String.valueOf(policy.number(Type.COMPACTION, "minInputFiles", 1, MIN_INPUT_FILES)));
        policy.text(Type.COMPACTION, "deleteFileThreshold")
                .ifPresent(text -> options.put(
                        BinPackRewriteFilePlanner.DELETE_FILE_THRESHOLD,
                        String.valueOf(policy.number(Type.COMPACTION, "deleteFileThreshold", 1, 1))));
        return options;
    }

    /** What would be done: empty if nothing. Needs no Spark. */
    Map<String, Long> planned() {
        var planner = new BinPackRewriteFilePlanner(table);
        planner.init(options());
        long files = 0;
        long bytes = 0;
        long outputs = 0;
        try (var groups = planner.plan().groups()) {
            for (var group : groups) {
                files += group.inputFileNum();
                bytes += group.inputFilesSizeInBytes();
                outputs += group.expectedOutputFiles();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files == 0 ? Map.of() : counts(files, bytes, outputs);
    }

    /** Does it; asks first whether there is anything to do, which needs no Spark. */
    Map<String, Long> run(Supplier<SparkActions> actions) {
        var planned = planned();
        if (planned.isEmpty()) {
            return planned;
        }
        var result =
                by(actions.get().rewriteDataFiles(table)).options(options()).execute();
        return counts(result.rewrittenDataFilesCount(), result.rewrittenBytesCount(), result.addedDataFilesCount());
    }

    private RewriteDataFiles by(RewriteDataFiles action) {
        return switch (strategy()) {
            case BINPACK -> action.binPack();
            case SORT -> action.sort();
            case Z_ORDER -> action.zOrder(columns());
        };
    }

    private static Map<String, Long> counts(long files, long bytes, long outputs) {
        var counts = new LinkedHashMap<String, Long>();
        counts.put("rewrittenFiles", files);
        counts.put("rewrittenBytes", bytes);
        counts.put("addedFiles", outputs);
        return counts;
    }

    /** The columns of the sort order, through which the curve goes; all files of a partition have one value of the others. */
    private String[] columns() {
        var partitioned = table.spec().identitySourceIds();
        var columns = table.sortOrder().fields().stream()
                .filter(field -> !partitioned.contains(field.sourceId()))
                .map(this::column)
                .toArray(String[]::new);
        if (columns.length == 0) {
            throw refused("its sort order has no columns but those of partitions");
        }
        return columns;
    }

    private String column(SortField field) {
        var column = table.schema().findColumnName(field.sourceId());
        if (!field.transform().isIdentity()) {
            throw refused("its sort order has " + field.transform() + " of column '" + column + "'");
        }
        return column;
    }

    private UsageException refused(String why) {
        return new UsageException(
                "Cannot compact " + name + " by strategy z-order: " + why
                        + " (expected columns themselves): change the order by ALTER TABLE … WRITE ORDERED BY, or take strategy sort");
    }
}
