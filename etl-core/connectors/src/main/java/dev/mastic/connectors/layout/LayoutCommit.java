// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.layout;

import dev.mastic.connectors.layout.FileChanges.Added;
import dev.mastic.core.io.TableLayout;
import dev.mastic.core.io.TableLayout.FoundFiles;
import dev.mastic.core.io.TableLayout.Terms;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.mapping.MappingUtil;
import org.apache.iceberg.mapping.NameMappingParser;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one commit of a crawl to a table: columns, files and the list of known files. Iceberg starts it over on top of commits of others, but not
 * of another crawl.
 */
record LayoutCommit(FoundFiles found, Terms terms, FileChanges changes) {
    private static final Logger LOG = LoggerFactory.getLogger(LayoutCommit.class);

    /** Whether there is anything to commit to a table that is there. */
    boolean isDue(Table table) {
        var marks = terms.marks().ofKnown(table.properties());
        return !changes.areNone() || !marks.equals(table.properties());
    }

    /** Makes the table with its files. */
    void create(Catalog catalog, TableIdentifier name) {
        var keys = keys();
        var columns = keys.behind(changes.schema());
        var transaction = catalog.buildTable(name, columns)
                .withPartitionSpec(keys.spec(columns))
                .createTransaction();
        var table = transaction.table();
        var properties = new TreeMap<>(terms.marks().ofNew(table.properties()));
        properties.put(TableLayout.PLACE, found.table().storage().location());
        properties.put(TableProperties.GC_ENABLED, "false");
        properties.put(
                TableProperties.DEFAULT_NAME_MAPPING,
                NameMappingParser.toJson(MappingUtil.create(keys.without(table.schema()))));
        commit(transaction, properties);
    }

    /** Changes a table that is there. */
    void update(Table table) {
        var transaction = table.newTransaction();
        if (growsIn(table)) {
            transaction.updateSchema().unionByNameWith(changes.schema()).commit();
        }
        var marks = terms.marks();
        var before = table.properties().get(KnownFiles.PROPERTY);
        commit(transaction, marks.changed(marks.ofKnown(transaction.table().properties())));
        if (!changes.areNone() && before != null) {
            forget(table, before);
        }
    }

    private boolean growsIn(Table table) {
        return terms.addsColumns()
                && !changes.added().isEmpty()
                && !table.updateSchema()
                        .unionByNameWith(changes.schema())
                        .apply()
                        .sameSchema(table.schema());
    }

    private void commit(Transaction transaction, Map<String, String> properties) {
        var table = transaction.table();
        var before = table.properties();
        var wanted = new TreeMap<>(properties);
        if (!changes.areNone()) {
            var known = before.get(KnownFiles.PROPERTY);
            var files = files(transaction, table);
            files.validateWith(ancestors -> {
                if (!Objects.equals(known, transaction.table().properties().get(KnownFiles.PROPERTY))) {
                    throw new CrawledMeanwhileException(table.name());
                }
                return true;
            });
            files.commit();
            wanted.put(KnownFiles.PROPERTY, changes.known().write(table));
        }
        var update = transaction.updateProperties();
        wanted.forEach((key, value) -> {
            if (!value.equals(before.get(key))) {
                update.set(key, value);
            }
        });
        before.keySet().stream().filter(key -> !wanted.containsKey(key)).forEach(update::remove);
        update.commit();
        try {
            transaction.commitTransaction();
        } catch (RuntimeException e) {
            if (!(e instanceof CommitStateUnknownException) && !changes.areNone()) {
                forget(table, wanted.get(KnownFiles.PROPERTY));
            }
            throw e;
        }
    }

    /** Where files are only added it is an append, which readers from snapshot to snapshot go by. */
    private SnapshotUpdate<?> files(Transaction transaction, Table table) {
        if (changes.removed().isEmpty()) {
            var append = transaction.newAppend();
            changes.added().values().forEach(added -> append.appendFile(entry(added, table)));
            return append;
        }
        var overwrite = transaction.newOverwrite();
        changes.removed().forEach(overwrite::deleteFile);
        changes.added().values().forEach(added -> overwrite.addFile(entry(added, table)));
        return overwrite;
    }

    private DataFile entry(Added added, Table table) {
        Schema columns = table.schema();
        var file = added.file();
        var entry = DataFiles.builder(table.spec())
                .withPath(file.path())
                .withFormat(FileKind.named(found.format()).orElseThrow().format())
                .withFileSizeInBytes(file.size())
                .withMetrics(added.footer().under(columns, keys().names()))
                .withSplitOffsets(added.footer().splitOffsets());
        if (table.spec().isPartitioned()) {
            entry.withPartitionValues(file.partition());
        }
        return entry.build();
    }

    private KeyColumns keys() {
        return new KeyColumns(found.table().partitionKeys());
    }

    /** A list of files that no table refers to. */
    private static void forget(Table table, String place) {
        try {
            table.io().deleteFile(place);
        } catch (RuntimeException e) {
            LOG.warn("Cannot delete {}, which no table refers to", place, e);
        }
    }
}
