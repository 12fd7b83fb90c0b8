// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.Page;
import dev.mastic.core.catalog.PageRequest;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableFolders;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.catalog.TableVersion;
import dev.mastic.core.config.LocalDisks;
import dev.mastic.core.config.Location;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.plugin.Parts;
import java.io.FileNotFoundException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.Schema;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableCommit;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.NoSuchIcebergTableException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.exceptions.NoSuchViewException;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.hadoop.HadoopFileIO;
import org.apache.iceberg.io.DelegateFileIO;
import org.apache.iceberg.view.BaseMetastoreViewCatalog;
import org.apache.iceberg.view.ViewOperations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Iceberg tables and views of the catalog as Iceberg's own {@code Catalog}: an Iceberg table is a row of type {@code ICEBERG}, a view one
 * of type {@code ICEBERG-VIEW}, a namespace is a database (one level). Tables of other formats are not seen, but their names are taken. Files
 * are read and written through Hadoop's file systems. Thread-safe; closing it closes nothing, for the catalog is the caller's.
 */
public final class MasticIcebergCatalog extends BaseMetastoreViewCatalog implements SupportsNamespaces, TableFolders {
    private static final Logger LOG = LoggerFactory.getLogger(MasticIcebergCatalog.class);
    /** The catalog property that says whether names are made of small letters, as Glue's and Hive's clients expect: {@code true}. */
    public static final String FOLDING = "mastic.folds-names";

    private static final int SUFFIX = 8;
    private static final int PAGE = 1000;
    private final Catalog catalog;
    private final IcebergNames names;
    private final IcebergNamespaces namespaces;
    private final String warehouse;
    private final DelegateFileIO io;
    private final Map<String, String> properties;

    /**
     * An Iceberg catalog over the tables of a catalog.
     *
     * @param warehouse the folder for tables of databases that have no location: a table lies in {@code warehouse/database/table}
     * @param configuration Hadoop's, with what the file systems need
     */
    public MasticIcebergCatalog(Catalog catalog, String warehouse, Configuration configuration) {
        this(catalog, warehouse, files(configuration), Map.of());
    }

    /**
     * The same.
     *
     * @param io how files are read and written
     * @param properties Iceberg's catalog properties, of which {@code table-default.*}, {@code table-override.*}, {@code view-default.*} and
     *     {@code view-override.*} become properties of new tables and views; and {@value #FOLDING}
     */
    public MasticIcebergCatalog(Catalog catalog, String warehouse, DelegateFileIO io, Map<String, String> properties) {
        this.catalog = catalog;
        this.names = new IcebergNames(catalog, Boolean.parseBoolean(properties.get(FOLDING)));
        this.namespaces = new IcebergNamespaces(catalog, names);
        this.warehouse = warehouse;
        this.io = io;
        this.properties = Map.copyOf(properties);
    }

    /** How files are read and written by Hadoop, those of local disks without a process for each. */
    public static DelegateFileIO files(Configuration configuration) {
        var own = new Configuration(configuration);
        LocalDisks.settings(own.get(LocalDisks.IMPLEMENTATION)).forEach(own::set);
        return new HadoopFileIO(own);
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
    protected Map<String, String> properties() {
        return properties;
    }

    @Override
    protected TableOperations newTableOps(TableIdentifier table) {
        return operations(table);
    }

    private MasticTableOperations operations(TableIdentifier table) {
        return new MasticTableOperations(catalog, io, name(table), table);
    }

    @Override
    protected ViewOperations newViewOps(TableIdentifier view) {
        return new MasticViewOperations(catalog, io, name(view), view);
    }

    @Override
    protected boolean isValidIdentifier(TableIdentifier table) {
        return IcebergNames.isValid(table);
    }

    /**
     * The folder of a new table or view. A folder that holds files, such as those of a renamed or dropped table, is not shared: the name
     * gets a suffix.
     */
    @Override
    protected String defaultWarehouseLocation(TableIdentifier table) {
        namespaces.get(table.namespace());
        var location = folderOf(name(table));
        return isFree(location)
                ? location
                : location + "-" + UUID.randomUUID().toString().substring(0, SUFFIX);
    }

    @Override
    public String folderOf(TableName table) {
        var folder = catalog.findDatabase(table.database())
                .flatMap(found -> found.database().location())
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
        return Page.all(PAGE, page -> tables(namespace, page));
    }

    @Override
    public List<TableIdentifier> listViews(Namespace namespace) {
        return Page.all(PAGE, page -> views(namespace, page));
    }

    /**
     * A page of the Iceberg tables of a namespace, sorted by name; it may end before it is full.
     *
     * @throws org.apache.iceberg.exceptions.NoSuchNamespaceException if there is no such namespace
     */
    public Page<TableIdentifier> tables(Namespace namespace, PageRequest page) {
        return list(namespace, Table::isIceberg, page);
    }

    /**
     * A page of the views of a namespace, sorted by name; it may end before it is full.
     *
     * @throws org.apache.iceberg.exceptions.NoSuchNamespaceException if there is no such namespace
     */
    public Page<TableIdentifier> views(Namespace namespace, PageRequest page) {
        return list(namespace, Table::isIcebergView, page);
    }

    private Page<TableIdentifier> list(Namespace namespace, Predicate<Table> kind, PageRequest request) {
        var database = namespaces.get(namespace).name();
        var page = catalog.tables(database, name -> true, request);
        var found = page.items().stream()
                .map(TableVersion::table)
                .filter(kind)
                .map(row -> TableIdentifier.of(database, row.name().table()))
                .toList();
        return new Page<>(found, page.next());
    }

    /** {@inheritDoc} A name that a table of another format or a view has is taken. */
    @Override
    public TableBuilder buildTable(TableIdentifier table, Schema schema) {
        return new NewTable(table, schema);
    }

    /** Refuses the names that others than Iceberg tables have. */
    private final class NewTable extends BaseMetastoreViewCatalogTableBuilder {
        private final TableIdentifier table;

        NewTable(TableIdentifier table, Schema schema) {
            super(table, schema);
            this.table = table;
        }

        @Override
        public org.apache.iceberg.Table create() {
            requireFree(table);
            return super.create();
        }

        @Override
        public Transaction createTransaction() {
            requireFree(table);
            return super.createTransaction();
        }

        @Override
        public Transaction createOrReplaceTransaction() {
            requireFree(table);
            return super.createOrReplaceTransaction();
        }
    }

    private void requireFree(TableIdentifier table) {
        namespaces.get(table.namespace());
        if (find(table).filter(row -> !row.isIceberg()).isPresent()) {
            throw new AlreadyExistsException(
                    "%s with same name already exists: %s", IcebergRefusal.noun(catalog, name(table)), table);
        }
    }

    /**
     * Changes several tables, of which all or none become visible.
     *
     * @throws org.apache.iceberg.exceptions.CommitFailedException if a requirement does not hold: nothing has changed
     * @throws org.apache.iceberg.exceptions.CommitStateUnknownException if the database did not answer
     * @throws org.apache.iceberg.exceptions.ValidationException if a table is named twice
     */
    public void commitTransaction(List<TableCommit> commits) {
        new MultiTableCommit(catalog, this::operations).commit(commits);
    }

    /** {@inheritDoc} With {@code overwrite} the table that is there gets the registered metadata, whatever it had. */
    @Override
    public org.apache.iceberg.Table registerTable(TableIdentifier table, String metadataLocation, boolean overwrite) {
        requireFree(table);
        if (!overwrite || !tableExists(table)) {
            return registerTable(table, metadataLocation);
        }
        operations(table).repoint(TableMetadataParser.read(io.newInputFile(metadataLocation)));
        return loadTable(table);
    }

    /**
     * {@inheritDoc} A table of another format is left alone. Where the metadata of a table is lost, its row is dropped and nothing is purged.
     */
    @Override
    public boolean dropTable(TableIdentifier table, boolean purge) {
        if (find(table).filter(Table::isIceberg).isEmpty()) {
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

    /** {@inheritDoc} Its files stay. */
    @Override
    public boolean dropView(TableIdentifier view) {
        return find(view).filter(Table::isIcebergView).isPresent() && catalog.drop(name(view));
    }

    @Override
    public void renameTable(TableIdentifier from, TableIdentifier to) {
        var row = find(from)
                .orElseThrow(() ->
                        new NoSuchTableException("Cannot rename %s to %s. Table does not exist: %s", from, to, from));
        NoSuchIcebergTableException.check(row.isIceberg(), "Not an Iceberg table: %s", from);
        rename(from, to);
    }

    @Override
    public void renameView(TableIdentifier from, TableIdentifier to) {
        if (find(from).filter(Table::isIcebergView).isEmpty()) {
            throw new NoSuchViewException("Cannot rename %s to %s. View does not exist: %s", from, to, from);
        }
        rename(from, to);
    }

    private void rename(TableIdentifier from, TableIdentifier to) {
        namespaces.get(to.namespace());
        try {
            catalog.rename(name(from), name(to));
        } catch (dev.mastic.core.catalog.AlreadyExistsException e) {
            throw new AlreadyExistsException(
                    e, "Cannot rename %s to %s. %s already exists", from, to, IcebergRefusal.noun(catalog, name(to)));
        } catch (UsageException e) {
            throw IcebergRefusal.of(e);
        }
    }

    /** {@inheritDoc} The properties {@code comment} and {@code location} become the database's description and location. */
    @Override
    public void createNamespace(Namespace namespace, Map<String, String> properties) {
        namespaces.create(namespace, properties);
    }

    @Override
    public List<Namespace> listNamespaces(Namespace parent) {
        return namespaces.list(parent);
    }

    /** A page of the namespaces, sorted by name. */
    public Page<Namespace> namespaces(PageRequest page) {
        return catalog.databases(page).map(kept -> Namespace.of(kept.database().name()));
    }

    @Override
    public Map<String, String> loadNamespaceMetadata(Namespace namespace) {
        return namespaces.properties(namespace);
    }

    @Override
    public boolean dropNamespace(Namespace namespace) {
        return namespaces.drop(namespace);
    }

    @Override
    public boolean setProperties(Namespace namespace, Map<String, String> properties) {
        namespaces.change(namespace, Set.of(), properties);
        return true;
    }

    @Override
    public boolean removeProperties(Namespace namespace, Set<String> properties) {
        namespaces.change(namespace, properties, Map.of());
        return true;
    }

    /**
     * Takes properties of a namespace away and sets others, by one change that loses no other writer's.
     *
     * @return those to be taken away that were not there
     * @throws org.apache.iceberg.exceptions.NoSuchNamespaceException if there is no such namespace
     */
    public Set<String> changeProperties(Namespace namespace, Set<String> removals, Map<String, String> updates) {
        return namespaces.change(namespace, removals, updates);
    }

    private Optional<Table> find(TableIdentifier table) {
        return isValidIdentifier(table) ? catalog.find(name(table)).map(TableVersion::table) : Optional.empty();
    }

    /** What a table or view of a namespace of one level is called in the catalog. */
    public TableName name(TableIdentifier table) {
        return names.table(table);
    }
}
