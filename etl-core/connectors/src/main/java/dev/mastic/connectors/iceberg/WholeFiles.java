// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.iceberg;

import dev.mastic.core.bookmark.Output;
import dev.mastic.core.bookmark.Run;
import dev.mastic.core.failure.UsageException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Makes changes of rows that do not look at those that are there: they are added, or take the place of some. */
record WholeFiles(Mode mode, Table table, Output output) {
    /** Writes the rows. Runs a Spark job. */
    Change write(Dataset<Row> rows, Schema columns) {
        var replaced = output.replaces().map(run -> new ReplacedFiles(table, output, run).find());
        refuseOtherPartitions();
        var added = SparkFiles.write(rows, Evolution.view(table, columns), OutputName.of(output));
        var base = Optional.ofNullable(table.currentSnapshot()).map(snapshot -> snapshot.snapshotId());
        if (replaced.isPresent()) {
            refuseNewPartitions(output.replaces().get(), replaced.get(), added);
            var premise = new Premise(columns, base, Premise.EVERYTHING, Optional.empty());
            return Change.of(Change.Action.EXCHANGE, added, replaced.get(), premise);
        }
        return Change.of(action(), added, List.of(), Premise.of(columns));
    }

    private Change.Action action() {
        return switch (mode) {
            case OVERWRITE -> Change.Action.OVERWRITE;
            case OVERWRITE_PARTITIONS -> Change.Action.OVERWRITE_PARTITIONS;
            default -> Change.Action.APPEND;
        };
    }

    /** Files of older partitions would stay beside those that take their place. */
    private void refuseOtherPartitions() {
        if (mode == Mode.OVERWRITE_PARTITIONS && table.currentSnapshot() != null) {
            table.currentSnapshot().dataManifests(table.io()).stream()
                    .filter(manifest ->
                            manifest.partitionSpecId() != table.spec().specId() && holdsFiles(manifest))
                    .findFirst()
                    .ifPresent(older -> {
                        throw new UsageException("Cannot overwrite partitions of table " + table.name()
                                + ": it holds files from before its partitions were changed (got "
                                + table.specs().get(older.partitionSpecId()).fields() + "; expected "
                                + table.spec().fields()
                                + "): rewrite them (Iceberg's rewrite_data_files), or use mode = overwrite");
                    });
        }
    }

    private static boolean holdsFiles(ManifestFile manifest) {
        return manifest.hasAddedFiles() || manifest.hasExistingFiles();
    }

    /** Rows that are there in other partitions would stay beside the new ones. */
    private void refuseNewPartitions(Run replaced, List<DataFile> before, List<DataFile> after) {
        var fresh = new HashSet<>(partitions(after));
        fresh.removeAll(partitions(before));
        if (mode == Mode.OVERWRITE_PARTITIONS && !fresh.isEmpty()) {
            throw new UsageException("Cannot replace the output of run " + replaced.runId() + " in table "
                    + table.name() + ": the rows are in other partitions now (got also "
                    + fresh.stream().sorted().collect(Collectors.joining(", "))
                    + "): rewind the bookmark instead, so that a new run overwrites them");
        }
    }

    private Set<String> partitions(List<DataFile> files) {
        return files.stream()
                .map(file -> table.specs().get(file.specId()).partitionToPath(file.partition()))
                .collect(Collectors.toSet());
    }
}
