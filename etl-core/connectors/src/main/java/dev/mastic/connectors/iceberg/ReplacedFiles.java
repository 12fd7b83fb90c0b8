// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.iceberg;

import dev.mastic.core.bookmark.Output;
import dev.mastic.core.bookmark.Run;
import dev.mastic.core.failure.Quantity;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.io.RememberedOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;

/** The files of an earlier run in a table, whose place another output takes. */
record ReplacedFiles(Table table, Output output, Run replaced) {
    /**
     * All of them. Reads the list of files of the whole table.
     *
     * @throws UsageException if the table does not know the run, or not all of its rows are there as it has written them
     */
    List<DataFile> find() {
        var earlier = new SliceArchive(table)
                .outputs(replaced.job()).stream()
                        .filter(remembered -> remembered.run().runId().equals(replaced.runId())
                                && remembered.sink().equals(output.sink()))
                        .reduce((first, second) -> second)
                        .orElseThrow(() -> refusal("the table knows no output of it"));
        var files = live(earlier);
        long rows = files.stream().mapToLong(DataFile::recordCount).sum();
        if (rows != earlier.receipt().rows()
                || files.size() != earlier.receipt().files()) {
            throw refusal("its rows are no longer in the table as it has written them, for they were replaced,"
                    + " deleted, or moved by a compaction (got " + Quantity.of(rows, "row") + " in "
                    + Quantity.of(files.size(), "file") + "; expected "
                    + earlier.receipt().rows() + " in " + earlier.receipt().files() + ")");
        }
        return files;
    }

    /** An output has a folder of its own, on object stores, too. */
    private List<DataFile> live(RememberedOutput earlier) {
        var segment = "/" + OutputName.of(earlier.run(), earlier.sink()) + "/";
        var files = new ArrayList<DataFile>();
        try (var tasks = table.newScan().planFiles()) {
            for (FileScanTask task : tasks) {
                if (task.file().location().contains(segment)) {
                    files.add(task.file().copyWithoutStats());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the list of files of " + table.name(), e);
        }
        return files;
    }

    private UsageException refusal(String why) {
        return new UsageException(
                "Cannot replace the output of run " + replaced.runId() + " in table " + table.name() + ": " + why);
    }
}
