// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.Database;
import dev.mastic.core.catalog.NoSuchDatabaseException;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableFolders;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.catalog.TableVersion;
import dev.mastic.core.config.Location;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.plugin.Parts;
import java.io.FileNotFoundException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.BaseMetastoreCatalog;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.NamespaceNotEmptyException;
import org.apache.iceberg.exceptions.NoSuchIcebergTableException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.hadoop.HadoopFileIO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Iceberg tables of the catalog as Iceberg's own {@code Catalog}: an Iceberg table is a row of type {@code ICEBERG}, a namespace is a
 * database (one level). Tables of other formats are not seen. Files are read and written through Hadoop's file systems. Thread-safe; closing
 * it closes nothing, for the catalog is the caller's.
 */
public final class MasticIcebergCatalog extends BaseMetastoreCatalog implements SupportsNamespaces, TableFolders {
    private static final Logger LOG = LoggerFactory.getLogger(MasticIcebergCatalog.class);
    private static final String COMMENT = "comment";
    private static final String LOCATION = "location";
    private static final int SUFFIX = 8;
    private final Catalog catalog;
    private final String warehouse;
    private final HadoopFileIO io;

    /**
     * An Iceberg catalog over the tables of a catalog.
     *
     * @param warehouse the folder for tables of databases that have no location: a table lies in {@code warehouse/database/table}
     * @param configuration Hadoop's, with what the file systems need
     */
    public MasticIcebergCatalog(Catalog catalog, String warehouse, Configuration configuration) {
        this.catalog = catalog;
        this.warehouse = warehouse;
        this.io = new HadoopFileIO(configuration);
    }

    /** An Iceberg catalog over the catalog of a process. */
    static MasticIcebergCatalog of(Parts parts, String warehouse, Configuration configuration) {
        return new MasticIcebergCatalog(parts.the(Catalog.class), warehouse, configuration);
    }

    @Override
    public String name() {
        return "mastic";
    }

    @Override
    protected TableOperations newTableOps(TableIdentifier table) {
        return new MasticTableOperations(catalog, io, name(table), table.toString());
    }

    @Override
    protected boolean isValidIdentifier(TableIdentifier table) {
        return isOneLevel(table.namespace()) && !table.name().isBlank();
    }

    /**
     * The folder of a new table. A folder that holds files, such as those of a renamed or dropped table, is not shared: the name gets a
     * suffix.
     */
    @Override
    protected String defaultWarehouseLocation(TableIdentifier table) {
        database(table.namespace());
        var location = folderOf(name(table));
        return isFree(location)
                ? location
                : location + "-" + UUID.randomUUID().toString().substring(0, SUFFIX);
    }

    @Override
    public String folderOf(TableName table) {
        var folder = catalog.databases().stream()
                .filter(database -> database.name().equals(table.database()))
                .findFirst()
                .flatMap(Database::location)
                .orElseGet(() -> Location.child(warehouse, table.database()));
        return Location.child(folder, table.table());
    }

    private boolean isFree(String location) {
        try {
            return !io.listPrefix(location).iterator().hasNext();
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof FileNotFoundException) {
                return true;
            }
            throw e;
        }
    }

    @Override
    public List<TableIdentifier> listTables(Namespace namespace) {
        database(namespace);
        return catalog.tables(namespace.level(0)).stream()
                .filter(name -> isIceberg(catalog.find(name)))
                .map(name -> TableIdentifier.of(namespace, name.table()))
                .toList();
    }

    /**
     * {@inheritDoc} A table of another format is left alone. Where the metadata of a table is lost, its row is dropped and nothing is purged.
     */
    @Override
    public boolean dropTable(TableIdentifier table, boolean purge) {
        if (!isValidIdentifier(table) || !isIceberg(catalog.find(name(table)))) {
            return false;
        }
        var last = purge ? lastMetadata(table) : Optional.<TableMetadata>empty();
        boolean dropped = catalog.drop(name(table));
        if (dropped) {
            last.ifPresent(metadata -> CatalogUtil.dropTableData(io, metadata));
        }
        return dropped;
    }

    private Optional<TableMetadata> lastMetadata(TableIdentifier table) {
        try {
            return Optional.ofNullable(newTableOps(table).current());
        } catch (NotFoundException e) {
            LOG.warn("Dropping {} without its files: its metadata is lost", table, e);
            return Optional.empty();
        }
    }

    @Override
    public void renameTable(TableIdentifier from, TableIdentifier to) {
        if (!isValidIdentifier(from)) {
            throw new NoSuchTableException("Table does not exist: %s", from);
        }
        var row = catalog.find(name(from));
        if (row.isPresent() && !isIceberg(row)) {
            throw new NoSuchIcebergTableException("Not an Iceberg table: %s", from);
        }
        database(to.namespace());
        try {
            catalog.rename(name(from), name(to));
        } catch (UsageException e) {
            throw IcebergRefusal.of(e);
        }
    }

    /** {@inheritDoc} The properties {@code comment} and {@code location} become the database's description and location. */
    @Override
    public void createNamespace(Namespace namespace, Map<String, String> properties) {
        if (!isOneLevel(namespace)) {
            throw new ValidationException(
                    "Cannot create namespace '%s': it has %s levels (expected 1)", namespace, namespace.length());
        }
        var parameters = new HashMap<>(properties);
        var comment = Optional.ofNullable(parameters.remove(COMMENT));
        var location = Optional.ofNullable(parameters.remove(LOCATION));
        try {
            catalog.createDatabase(new Database(namespace.level(0), comment, location, parameters));
        } catch (UsageException e) {
            throw IcebergRefusal.of(e);
        }
    }

    @Override
    public List<Namespace> listNamespaces(Namespace parent) {
        if (!parent.isEmpty()) {
            database(parent);
            return List.of();
        }
        return catalog.databases().stream()
                .map(database -> Namespace.of(database.name()))
                .toList();
    }

    @Override
    public Map<String, String> loadNamespaceMetadata(Namespace namespace) {
        var database = database(namespace);
        var properties = new HashMap<>(database.parameters());
        database.description().ifPresent(text -> properties.put(COMMENT, text));
        database.location().ifPresent(text -> properties.put(LOCATION, text));
        return properties;
    }

    @Override
    public boolean dropNamespace(Namespace namespace) {
        if (!isOneLevel(namespace)) {
            return false;
        }
        try {
            catalog.dropDatabase(namespace.level(0));
            return true;
        } catch (NoSuchDatabaseException e) {
            return false;
        } catch (UsageException e) {
            throw new NamespaceNotEmptyException(e, "Namespace is not empty: %s", namespace);
        }
    }

    /** Refused: a database is as it was created. */
    @Override
    public boolean setProperties(Namespace namespace, Map<String, String> properties) {
        throw new UnsupportedOperationException(
                "Cannot set properties of namespace " + namespace + ": they are given when it is created");
    }

    /** Refused: a database is as it was created. */
    @Override
    public boolean removeProperties(Namespace namespace, Set<String> properties) {
        throw new UnsupportedOperationException(
                "Cannot remove properties of namespace " + namespace + ": they are given when it is created");
    }

    private Database database(Namespace namespace) {
        return catalog.databases().stream()
                .filter(database -> isOneLevel(namespace) && database.name().equals(namespace.level(0)))
                .findFirst()
                .orElseThrow(() -> new NoSuchNamespaceException("Namespace does not exist: %s", namespace));
    }

    private static boolean isOneLevel(Namespace namespace) {
        return namespace.length() == 1 && !namespace.level(0).isBlank();
    }

    private static boolean isIceberg(Optional<TableVersion> row) {
        return row.map(TableVersion::table).filter(Table::isIceberg).isPresent();
    }

    private static TableName name(TableIdentifier table) {
        return new TableName(table.namespace().level(0), table.name());
    }
}
