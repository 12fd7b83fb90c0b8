// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.page;

import dev.mastic.core.catalog.Table;
import dev.mastic.core.failure.EtlException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.exceptions.RuntimeIOException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.io.FileIO;

/**
 * The snapshots of Iceberg tables, read from the metadata that the catalog points to.
 *
 * @param files reads the places that the server may read
 */
record IcebergSnapshots(FileIO files) {
    private static final long MOST_BYTES = 64L << 20;

    /**
     * The newest ones of a table, newest first.
     *
     * @throws EtlException if the metadata cannot be read
     */
    List<Snapshot> newest(Table table, int most) {
        var metadata = read(table);
        var current = Optional.ofNullable(metadata.currentSnapshot()).map(org.apache.iceberg.Snapshot::snapshotId);
        return metadata.snapshots().stream()
                .sorted(Comparator.comparingLong(org.apache.iceberg.Snapshot::sequenceNumber)
                        .thenComparingLong(org.apache.iceberg.Snapshot::timestampMillis)
                        .reversed())
                .limit(most)
                .map(snapshot -> snapshot(snapshot, current))
                .toList();
    }

    private TableMetadata read(Table table) {
        var location = table.parameters().getOrDefault(Table.METADATA_LOCATION, "");
        try {
            var file = files.newInputFile(location);
            if (file.getLength() > MOST_BYTES) {
                throw new EtlException(
                        "Cannot show the snapshots of " + table.name() + ": its metadata are too large (got "
                                + Shown.count(file.getLength()) + " bytes; expected at most " + Shown.count(MOST_BYTES)
                                + "): expire old snapshots");
            }
            return TableMetadataParser.read(file);
        } catch (NotFoundException e) {
            throw new EtlException(
                    "Cannot show the snapshots of " + table.name() + ": there is no file of metadata (expected "
                            + location + "): restore it, or register the table again from other metadata",
                    e);
        } catch (RuntimeIOException | ValidationException | IllegalArgumentException e) {
            throw new EtlException(
                    "Cannot show the snapshots of " + table.name() + ": its metadata cannot be read from " + location
                            + ": " + e.getMessage(),
                    e);
        }
    }

    private static Snapshot snapshot(org.apache.iceberg.Snapshot snapshot, Optional<Long> current) {
        return new Snapshot(
                String.valueOf(snapshot.snapshotId()),
                Instant.ofEpochMilli(snapshot.timestampMillis()),
                current.filter(id -> id == snapshot.snapshotId()).isPresent(),
                Optional.ofNullable(snapshot.operation()).orElse(""),
                snapshot.summary());
    }
}
