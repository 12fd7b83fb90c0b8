// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableChange;
import dev.mastic.core.catalog.TableChangedException;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.catalog.TableUpdate;
import dev.mastic.core.catalog.TableVersion;
import dev.mastic.core.failure.UsageException;
import dev.mastic.database.StoreFailedException;
import java.util.Objects;
import org.apache.iceberg.BaseMetastoreTableOperations;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.catalog.TableIdentifier;
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
    private final TableIdentifier table;

    MasticTableOperations(Catalog catalog, FileIO io, TableName name, TableIdentifier table) {
        this.catalog = catalog;
        this.io = io;
        this.name = name;
        this.table = table;
    }

    @Override
    protected String tableName() {
        return table.toString();
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
            throw new NoSuchTableException("Table was dropped meanwhile: %s", table);
        }
    }

    @Override
    protected void doCommit(TableMetadata base, TableMetadata metadata) {
        var own = write(base, metadata);
        try {
            if (base == null) {
                catalog.create(row(metadata, own).created());
            } else {
                swap(base, metadata, own);
            }
        } catch (UsageException | TableChangedException | AccessDeniedException e) {
            own.delete();
            throw IcebergRefusal.of(e, catalog, name);
        } catch (CommitFailedException | NoSuchTableException e) {
            own.delete();
            throw e;
        } catch (StoreFailedException e) {
            resolve(e, metadata, own);
        }
    }

    /** Writes the metadata of a commit that no one sees yet. */
    OwnMetadata write(TableMetadata base, TableMetadata metadata) {
        var location = writeNewMetadataIfRequired(base == null, metadata);
        return new OwnMetadata(io, location, metadata.metadataFileLocation());
    }

    private void swap(TableMetadata base, TableMetadata metadata, OwnMetadata own) {
        var current = rowOf(base);
        catalog.update(row(metadata, own).after(current.table(), base), current.version());
    }

    /**
     * The row that metadata stands in.
     *
     * @throws CommitFailedException if the row points to other metadata by now
     */
    private TableVersion rowOf(TableMetadata base) {
        var current = catalog.get(name);
        if (!Objects.equals(pointer(current.table()), base.metadataFileLocation())) {
            throw new CommitFailedException(
                    "Cannot commit to %s: its metadata moved on to %s (expected %s)",
                    table, pointer(current.table()), base.metadataFileLocation());
        }
        return current;
    }

    /**
     * The change of the row that makes written metadata visible.
     *
     * @param base what the metadata was made from; null for a new table
     */
    TableChange change(TableMetadata base, TableMetadata metadata, OwnMetadata own) {
        if (base == null) {
            return new TableChange.Create(row(metadata, own).created());
        }
        var current = rowOf(base);
        return new TableChange.Update(
                row(metadata, own).after(current.table(), base), TableUpdate.from(current.version()));
    }

    private IcebergRow row(TableMetadata metadata, OwnMetadata own) {
        return new IcebergRow(name, metadata, own.location());
    }

    /** Points the row to metadata that is there already, whatever it pointed to. */
    void repoint(TableMetadata registered) {
        var row = new IcebergRow(name, registered, registered.metadataFileLocation());
        while (true) {
            var current = catalog.get(name);
            pointer(current.table());
            try {
                catalog.update(row.after(current.table(), registered), current.version());
                requestRefresh();
                return;
            } catch (TableChangedException e) {
                LOG.debug("Registering {} again, which has changed", table, e);
            }
        }
    }

    private String pointer(Table row) {
        if (row.isIcebergView()) {
            throw new NoSuchTableException("Table does not exist: %s (it is a view)", table);
        }
        NoSuchIcebergTableException.check(
                row.isIceberg() && row.parameters().containsKey(Table.METADATA_LOCATION),
                "Not an Iceberg table: %s (its format is %s)",
                table,
                row.classification().orElse("unknown"));
        return row.parameters().get(Table.METADATA_LOCATION);
    }

    /** The database failed. Whether the pointer moved is asked of the database again; what may be live is not deleted. */
    private void resolve(StoreFailedException failure, TableMetadata metadata, OwnMetadata own) {
        if (!failure.mayHaveCommitted()) {
            own.delete();
            throw new CommitFailedException(failure, "Cannot commit to %s: %s", table, failure.getMessage());
        }
        if (!isCommitted(metadata, own)) {
            throw new CommitStateUnknownException(failure);
        }
    }

    /** Whether the table has, or has had, written metadata; asked several times if the answer fails. */
    boolean isCommitted(TableMetadata metadata, OwnMetadata own) {
        return checkCommitStatus(own.location(), metadata) == CommitStatus.SUCCESS;
    }
}
