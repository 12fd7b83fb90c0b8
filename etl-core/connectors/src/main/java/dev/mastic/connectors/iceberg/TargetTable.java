// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.iceberg;

import dev.mastic.core.catalog.TableFolders;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.type.Type;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A table in an Iceberg catalog, which may not be there yet. */
record TargetTable(Catalog catalog, TableName name, List<String> partitionBy, AbandonedTables abandonedTables) {
    private static final Logger LOG = LoggerFactory.getLogger(TargetTable.class);

    /** The table as it is now; empty if it is not there. */
    Optional<Table> find() {
        try {
            return Optional.of(catalog.loadTable(identifier()));
        } catch (NoSuchTableException e) {
            return Optional.empty();
        }
    }

    /** A table of this name that the catalog does not know, where it would put a new one. */
    Optional<Table> abandoned() {
        return catalog instanceof TableFolders folders ? abandonedTables.in(folders.folderOf(name)) : Optional.empty();
    }

    /** Brings a table back that the catalog does not know. */
    void restore() {
        if (find().isPresent()) {
            return;
        }
        abandoned().ifPresent(table -> {
            createNamespace();
            var metadata = ((BaseTable) table).operations().current().metadataFileLocation();
            try {
                catalog.registerTable(identifier(), metadata);
                LOG.info("Brought table {} back as {} has it", name, metadata);
            } catch (AlreadyExistsException e) {
                LOG.info("Table {} was brought back by another process at the same time", name);
            }
        });
    }

    /** The table as it is now, made for rows of this type if it is not there; two runs may do so at once. */
    Table findOrCreate(Type.Struct type) {
        var found = find();
        found.ifPresent(this::warnOfOtherPartitions);
        return found.orElseGet(() -> create(new NewTable(name, type, partitionBy)));
    }

    /** Refuses a type for which no table can be made. */
    void check(Type.Struct type) {
        var shape = new NewTable(name, type, partitionBy);
        shape.spec(shape.schema());
    }

    private Table create(NewTable shape) {
        var schema = shape.schema();
        var spec = shape.spec(schema);
        createNamespace();
        try {
            var table = catalog.createTable(identifier(), schema, spec);
            LOG.info("Created table {} at {}", name, table.location());
            return table;
        } catch (AlreadyExistsException e) {
            return find().orElseThrow(() ->
                    new EtlException("Cannot create table " + name + ": something else has this name", e));
        }
    }

    private void createNamespace() {
        var namespace = Namespace.of(name.database());
        if (catalog instanceof SupportsNamespaces namespaces && !namespaces.namespaceExists(namespace)) {
            try {
                namespaces.createNamespace(namespace);
            } catch (AlreadyExistsException e) {
                LOG.info("Database {} was created by another process at the same time", namespace);
            }
        }
    }

    private void warnOfOtherPartitions(Table table) {
        var partitions =
                table.spec().fields().stream().map(PartitionField::name).toList();
        if (!partitionBy.isEmpty() && !partitions.equals(partitionBy)) {
            LOG.warn(
                    "Table {} exists and keeps its partitions {}: partition-by {} holds for a new table",
                    name,
                    partitions,
                    partitionBy);
        }
    }

    private TableIdentifier identifier() {
        return TableIdentifier.of(name.database(), name.table());
    }
}
