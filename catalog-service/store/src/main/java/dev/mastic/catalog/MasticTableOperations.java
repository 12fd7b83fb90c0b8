// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableChangedException;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.catalog.TableVersion;
import dev.mastic.core.failure.UsageException;
import dev.mastic.database.StoreFailedException;
import java.util.Objects;
import org.apache.iceberg.BaseMetastoreTableOperations;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.NoSuchIcebergTableException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.io.FileIO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Iceberg table whose pointer stands in the catalog and moves by the catalog's compare-and-set.
 *
 * @see <a href="https://iceberg.apache.org/spec/#optimistic-concurrency">Iceberg: optimistic concurrency</a>
 */
final class MasticTableOperations extends BaseMetastoreTableOperations {
    private static final Logger LOG = LoggerFactory.getLogger(MasticTableOperations.class);
    private final Catalog catalog;
    private final FileIO io;
    private final TableName name;
    private final String shownName;

    MasticTableOperations(Catalog catalog, FileIO io, TableName name, String shownName) {
        this.catalog = catalog;
        this.io = io;
        this.name = name;
        this.shownName = shownName;
    }

    @Override
    protected String tableName() {
        return shownName;
    }

    @Override
    public FileIO io() {
        return io;
    }

    @Override
    protected void doRefresh() {
        var found = catalog.find(name).map(TableVersion::table);
        if (found.isPresent()) {
            refreshFromMetadataLocation(pointer(found.get()));
        } else if (currentMetadataLocation() == null) {
            disableRefresh();
        } else {
            throw new NoSuchTableException("Table was dropped meanwhile: %s", shownName);
        }
    }

    @Override
    protected void doCommit(TableMetadata base, TableMetadata metadata) {
        var location = writeNewMetadataIfRequired(base == null, metadata);
        var row = new IcebergRow(name, metadata, location);
        try {
            if (base == null) {
                catalog.create(row.created());
            } else {
                swap(base, row);
            }
        } catch (UsageException | TableChangedException e) {
            deleteOwn(metadata, location);
            throw IcebergRefusal.of(e);
        } catch (CommitFailedException | NoSuchIcebergTableException e) {
            deleteOwn(metadata, location);
            throw e;
        } catch (StoreFailedException e) {
            resolve(e, metadata, location);
        }
    }

    private void swap(TableMetadata base, IcebergRow next) {
        var current = catalog.get(name);
        if (!Objects.equals(pointer(current.table()), base.metadataFileLocation())) {
            throw new CommitFailedException(
                    "Cannot commit to %s: its metadata moved on to %s (expected %s)",
                    shownName, pointer(current.table()), base.metadataFileLocation());
        }
        catalog.update(next.after(current.table(), base), current.version());
    }

    private String pointer(Table table) {
        NoSuchIcebergTableException.check(
                table.isIceberg() && table.parameters().containsKey(Table.METADATA_LOCATION),
                "Not an Iceberg table: %s (its format is %s)",
                shownName,
                table.classification().orElse("unknown"));
        return table.parameters().get(Table.METADATA_LOCATION);
    }

    /** The database failed. Whether the pointer moved is asked of the database again; what may be live is not deleted. */
    private void resolve(StoreFailedException failure, TableMetadata metadata, String location) {
        if (!failure.mayHaveCommitted()) {
            deleteOwn(metadata, location);
            throw new CommitFailedException(failure, "Cannot commit to %s: %s", shownName, failure.getMessage());
        }
        if (checkCommitStatus(location, metadata) != CommitStatus.SUCCESS) {
            throw new CommitStateUnknownException(failure);
        }
    }

    /** A registered metadata file was there before and stays. */
    private void deleteOwn(TableMetadata metadata, String location) {
        if (location.equals(metadata.metadataFileLocation())) {
            return;
        }
        try {
            io.deleteFile(location);
        } catch (RuntimeException e) {
            LOG.warn("Cannot delete {}, which no table refers to", location, e);
        }
    }
}
