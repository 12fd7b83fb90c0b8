// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.TableChangedException;
import dev.mastic.core.failure.UsageException;
import dev.mastic.database.StoreFailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.MetadataUpdate;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.UpdateRequirement;
import org.apache.iceberg.catalog.TableCommit;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.exceptions.ValidationException;

/**
 * Changes of several tables, of which all become visible or none: the metadata of each is written first, then all pointers move in one
 * transaction of the catalog.
 */
record MultiTableCommit(Catalog catalog, Function<TableIdentifier, MasticTableOperations> tables) {
    private static final int ATTEMPTS = 10;

    /** What becomes of one table; {@code base} is null for a new one. */
    private record Change(MasticTableOperations table, TableMetadata base, TableMetadata metadata) {
        Written write() {
            return new Written(this, table.write(base, metadata));
        }
    }

    /** A change whose metadata is written. */
    private record Written(Change change, OwnMetadata own) {
        boolean isCommitted() {
            return change.table().isCommitted(change.metadata(), own);
        }

        void deleteReplacedFiles() {
            if (change.base() != null) {
                CatalogUtil.deleteRemovedMetadataFiles(own.io(), change.base(), change.metadata());
            }
        }
    }

    /**
     * Commits. What others have changed meanwhile is no conflict as long as all requirements hold.
     *
     * @throws CommitFailedException if a requirement does not hold: nothing has changed
     * @throws CommitStateUnknownException if the database did not answer
     */
    void commit(List<TableCommit> commits) {
        requireOneOfEach(commits);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (isCommitted(commits)) {
                return;
            }
        }
        throw new CommitFailedException(
                "Cannot commit to %s tables: others have changed them %s times meanwhile", commits.size(), ATTEMPTS);
    }

    private static void requireOneOfEach(List<TableCommit> commits) {
        var names = commits.stream().map(TableCommit::identifier).toList();
        for (var name : names) {
            ValidationException.check(
                    names.indexOf(name) == names.lastIndexOf(name),
                    "Cannot commit to %s: the transaction has it twice (expected one change of each table)",
                    name);
        }
    }

    /** False if someone else was faster. */
    private boolean isCommitted(List<TableCommit> commits) {
        var changes = commits.stream()
                .map(this::change)
                .filter(change -> !change.metadata().equals(change.base()))
                .toList();
        var written = new ArrayList<Written>();
        try {
            changes.forEach(change -> written.add(change.write()));
            catalog.apply(written.stream()
                    .map(one -> one.change()
                            .table()
                            .change(one.change().base(), one.change().metadata(), one.own()))
                    .toList());
        } catch (TableChangedException | CommitFailedException e) {
            written.forEach(one -> one.own().delete());
            return false;
        } catch (StoreFailedException e) {
            resolve(e, written);
        } catch (UsageException e) {
            written.forEach(one -> one.own().delete());
            throw IcebergRefusal.of(e);
        } catch (RuntimeException e) {
            written.forEach(one -> one.own().delete());
            throw e;
        }
        written.forEach(Written::deleteReplacedFiles);
        return true;
    }

    private Change change(TableCommit commit) {
        var table = tables.apply(commit.identifier());
        var base = table.current();
        boolean isNew =
                commit.requirements().stream().anyMatch(UpdateRequirement.AssertTableDoesNotExist.class::isInstance);
        if (base == null && !isNew) {
            throw new NoSuchTableException("Table does not exist: %s", commit.identifier());
        }
        commit.requirements().forEach(requirement -> requirement.validate(base));
        var builder = base == null ? newTable(commit.updates()) : TableMetadata.buildFrom(base);
        commit.updates().forEach(update -> update.applyTo(builder));
        var metadata = builder.build();
        return new Change(table, base, metadata.changes().isEmpty() ? base : metadata);
    }

    private static TableMetadata.Builder newTable(List<MetadataUpdate> updates) {
        return updates.stream()
                .filter(MetadataUpdate.UpgradeFormatVersion.class::isInstance)
                .map(update -> ((MetadataUpdate.UpgradeFormatVersion) update).formatVersion())
                .findFirst()
                .map(TableMetadata::buildFromEmpty)
                .orElseGet(TableMetadata::buildFromEmpty);
    }

    /** The pointers have moved all or none: one tells. */
    private static void resolve(StoreFailedException failure, List<Written> written) {
        if (!failure.mayHaveCommitted()) {
            written.forEach(one -> one.own().delete());
            throw new CommitFailedException(
                    failure, "Cannot commit to %s tables: %s", written.size(), failure.getMessage());
        }
        if (!written.get(0).isCommitted()) {
            throw new CommitStateUnknownException(failure);
        }
    }
}
