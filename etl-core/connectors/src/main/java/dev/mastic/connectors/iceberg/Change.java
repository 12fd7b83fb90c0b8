// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.iceberg;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;

/**
 * What a staged output does to its table.
 *
 * @param added the files that become part of the table
 * @param removed those that cease to be
 * @param premise what was true of the table when the output was made, and must be so when it is committed
 * @param events what was merged into the rows that are there, which a check looks at instead of the files
 * @param deletes the deletes that the table remembers from then on; empty where they stay as they are
 */
record Change(
        Action action,
        List<DataFile> added,
        List<DataFile> removed,
        Premise premise,
        Optional<SideFiles> events,
        Optional<SideFiles> deletes) {
    /** How files become part of a table. */
    enum Action {
        /** They are added. */
        APPEND,
        /** They take the place of all files that are there, also those of others who come in between. */
        OVERWRITE,
        /** They take the place of all files in their partitions. */
        OVERWRITE_PARTITIONS,
        /** They take the place of the files of an earlier run. */
        EXCHANGE,
        /** They take the place of the files whose rows they hold; nobody may have touched the same keys. */
        MERGE
    }

    Change {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
    }

    /** A change that only has files, and no premise but the columns. */
    static Change of(Action action, List<DataFile> added, List<DataFile> removed, Premise premise) {
        return new Change(action, added, removed, premise, Optional.empty(), Optional.empty());
    }

    /** How many rows of the job's it is. */
    long rows() {
        return events.map(SideFiles::files).orElse(added).stream()
                .mapToLong(DataFile::recordCount)
                .sum();
    }

    /** Whether the rows of the table change: where nothing does, there is no snapshot to make. */
    boolean isOfRows(Table table) {
        return !added.isEmpty()
                || !removed.isEmpty()
                || (action == Action.OVERWRITE && table.currentSnapshot() != null);
    }

    /** The same as an update that is not committed yet. */
    SnapshotChange in(Transaction transaction) {
        return switch (action) {
            case APPEND -> {
                var append = transaction.newAppend();
                added.forEach(append::appendFile);
                yield new SnapshotChange(append);
            }
            case OVERWRITE -> {
                var overwrite = transaction.newOverwrite().overwriteByRowFilter(Premise.EVERYTHING);
                added.forEach(overwrite::addFile);
                yield new SnapshotChange(overwrite);
            }
            case OVERWRITE_PARTITIONS -> {
                var replace = transaction.newReplacePartitions();
                added.forEach(replace::addFile);
                yield new SnapshotChange(replace);
            }
            case EXCHANGE, MERGE -> {
                var overwrite = transaction.newOverwrite();
                removed.forEach(overwrite::deleteFile);
                added.forEach(overwrite::addFile);
                premise.guard(overwrite, action);
                yield new SnapshotChange(overwrite);
            }
        };
    }

    /** All files that a fresh process needs to commit it and to look at it. */
    Stream<String> locations() {
        var beside = Stream.concat(events.stream(), deletes.stream()).flatMap(side -> side.files().stream());
        return Stream.concat(added.stream(), beside).map(DataFile::location);
    }
}
