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
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.NoSuchViewException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.view.BaseViewOperations;
import org.apache.iceberg.view.ViewMetadata;

/**
 * One Iceberg view whose pointer stands in the catalog and moves by the catalog's compare-and-set.
 *
 * @see <a href="https://iceberg.apache.org/view-spec/">Iceberg: view specification</a>
 */
final class MasticViewOperations extends BaseViewOperations {
    private final Catalog catalog;
    private final FileIO io;
    private final TableName name;
    private final TableIdentifier view;

    MasticViewOperations(Catalog catalog, FileIO io, TableName name, TableIdentifier view) {
        this.catalog = catalog;
        this.io = io;
        this.name = name;
        this.view = view;
    }

    @Override
    protected String viewName() {
        return view.toString();
    }

    @Override
    protected FileIO io() {
        return io;
    }

    @Override
    protected void doRefresh() {
        var found = find();
        if (found.isPresent()) {
            refreshFromMetadataLocation(pointer(found.get()));
        } else if (currentMetadataLocation() == null) {
            disableRefresh();
        } else {
            throw new NoSuchViewException("View does not exist: %s", view);
        }
    }

    /** A table of the name is no view. */
    private Optional<TableVersion> find() {
        return catalog.find(name).filter(row -> row.table().isIcebergView());
    }

    @Override
    protected void doCommit(ViewMetadata base, ViewMetadata metadata) {
        var location = writeNewMetadataIfRequired(metadata);
        var own = new OwnMetadata(io, location, metadata.metadataFileLocation());
        var row = new IcebergViewRow(name, metadata, location);
        try {
            if (base == null) {
                catalog.create(row.created());
            } else {
                swap(base, row);
            }
        } catch (UsageException | TableChangedException | AccessDeniedException e) {
            own.delete();
            throw IcebergRefusal.of(e, catalog, name);
        } catch (CommitFailedException | NoSuchViewException e) {
            own.delete();
            throw e;
        } catch (StoreFailedException e) {
            resolve(e, own, metadata.properties());
        }
    }

    private void swap(ViewMetadata base, IcebergViewRow next) {
        var current = find().orElseThrow(() -> new NoSuchViewException("View does not exist: %s", view));
        if (!Objects.equals(pointer(current), base.metadataFileLocation())) {
            throw new CommitFailedException(
                    "Cannot commit to %s: its metadata moved on to %s (expected %s)",
                    view, pointer(current), base.metadataFileLocation());
        }
        catalog.update(next.after(current.table(), base), current.version());
    }

    private static String pointer(TableVersion row) {
        return row.table().parameters().get(Table.METADATA_LOCATION);
    }

    /** The database failed. Whether the pointer moved is asked of the database again; what may be live is not deleted. */
    private void resolve(StoreFailedException failure, OwnMetadata own, Map<String, String> properties) {
        if (!failure.mayHaveCommitted()) {
            own.delete();
            throw new CommitFailedException(failure, "Cannot commit to %s: %s", view, failure.getMessage());
        }
        var status = checkCommitStatus(viewName(), own.location(), properties, () -> isKnown(own.location()));
        if (status != CommitStatus.SUCCESS) {
            throw new CommitStateUnknownException(failure);
        }
    }

    /** Views keep no list of their earlier files; the catalog's versions do. */
    private boolean isKnown(String location) {
        return catalog.history(name).stream().anyMatch(version -> location.equals(pointer(version)));
    }
}
