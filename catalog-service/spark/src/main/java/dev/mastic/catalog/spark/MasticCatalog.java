// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.spark;

import dev.mastic.core.catalog.AlreadyExistsException;
import dev.mastic.core.catalog.Database;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.failure.UsageException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.spark.SparkCatalog;
import org.apache.spark.sql.catalyst.analysis.NamespaceAlreadyExistsException;
import org.apache.spark.sql.catalyst.analysis.NoSuchNamespaceException;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.catalyst.analysis.TableAlreadyExistsException;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.NamespaceChange;
import org.apache.spark.sql.connector.catalog.StagedTable;
import org.apache.spark.sql.connector.catalog.SupportsNamespaces;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableChange;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * The catalog in Spark SQL, beside others or in the place of Spark's own: Iceberg tables, with all that Iceberg's own catalog does, and tables
 * of files in one namespace. Three settings of a session:
 *
 * <pre>{@code
 * spark.sql.extensions          dev.mastic.catalog.spark.MasticSparkExtensions
 * spark.sql.catalog.mastic      dev.mastic.catalog.spark.MasticCatalog
 * spark.sql.catalog.mastic.db   mastic.db
 * }</pre>
 *
 * {@code .db} is a file or a JDBC URL, {@code .warehouse} the folder of new tables; {@code .table-default.*}, {@code .table-override.*},
 * {@code .view-default.*} and {@code .view-override.*} are properties of new Iceberg tables and views, as in Iceberg's own catalogs; {@code .on-refused} is {@code fail}, or {@code count} for queries
 * that leave out rows of files that do not fit their table, and say how many. Called {@code spark_catalog}, it takes the place of Spark's own.
 * New names are in lower case, as Glue and Hive have them; names are looked up as written, then in lower case.
 */
public final class MasticCatalog extends SparkCatalog {
    private static final String DEFAULT = "default";
    private OpenCatalog open;

    @Override
    protected Catalog buildIcebergCatalog(String name, CaseInsensitiveStringMap options) {
        open = OpenCatalog.of(name, options);
        return open.iceberg();
    }

    /** The store, with its Iceberg catalog. */
    OpenCatalog open() {
        return open;
    }

    /** {@inheritDoc} The table is as it is now, also if another process has changed it just before. */
    @Override
    public Table loadTable(Identifier table) throws NoSuchTableException {
        var found = open.findOther(table);
        if (found.isPresent()) {
            refuseView(found.get().table());
            return FilesTable.of(open, found.get());
        }
        return super.loadTable(fresh(table));
    }

    /** The identifier under which a table is known; what Iceberg remembers of it, also of the table of a metadata table, is forgotten. */
    private Identifier fresh(Identifier table) {
        var namespace = table.namespace();
        if (namespace.length == 2) {
            invalidateTable(known(Identifier.of(new String[] {namespace[0]}, namespace[1])));
        }
        var known = known(table);
        invalidateTable(known);
        return known;
    }

    @Override
    public Table loadTable(Identifier table, String version) throws NoSuchTableException {
        refuseTimeTravel(table);
        return super.loadTable(fresh(table), version);
    }

    @Override
    public Table loadTable(Identifier table, long timestamp) throws NoSuchTableException {
        refuseTimeTravel(table);
        return super.loadTable(fresh(table), timestamp);
    }

    /** A view of Hive or Athena, whose text is of another dialect. */
    private static void refuseView(dev.mastic.core.catalog.Table table) {
        if (table.attributes()
                .find("TableType")
                .filter(type -> type.asText().equals("VIRTUAL_VIEW"))
                .isPresent()) {
            throw new UsageException(
                    "Cannot read " + table.name()
                            + ": it is a view of another engine (expected a table, or a view that was created in Spark): create it again here");
        }
    }

    private void refuseTimeTravel(Identifier table) {
        if (isOfOthers(table)) {
            throw new UsageException(
                    "Cannot read table " + table + " as it was: files have no past (expected an Iceberg table)");
        }
    }

    @Override
    public boolean tableExists(Identifier table) {
        return isOfOthers(table) || super.tableExists(known(table));
    }

    /** Whether it is a table that Iceberg does not know. */
    private boolean isOfOthers(Identifier table) {
        return open.findOther(table).isPresent();
    }

    /** The identifier under which a table is known, where there is one. */
    private Identifier known(Identifier table) {
        return open.find(table).map(found -> identifier(found.table().name())).orElse(table);
    }

    private static Identifier identifier(TableName name) {
        return Identifier.of(new String[] {name.database()}, name.table());
    }

    private Identifier named(Identifier table) {
        return identifier(open.named(table));
    }

    @Override
    public Identifier[] listTables(String[] namespace) {
        try {
            var database = database(namespace);
            var views = Set.of(listViews(database));
            return open.catalog().tables(database).stream()
                    .map(MasticCatalog::identifier)
                    .filter(name -> !views.contains(name))
                    .toArray(Identifier[]::new);
        } catch (NoSuchNamespaceException e) {
            return isDefault(namespace) ? new Identifier[0] : super.listTables(namespace);
        }
    }

    @Override
    public Table createTable(
            Identifier table, StructType schema, Transform[] partitions, Map<String, String> properties)
            throws TableAlreadyExistsException {
        var name = open.named(table);
        makeDefault(name.database());
        if (NewFilesTable.format(properties).isEmpty()) {
            return super.createTable(identifier(name), schema, partitions, properties);
        }
        try {
            var created = open.catalog().create(definition(name, schema, partitions, properties));
            return FilesTable.of(open, created);
        } catch (AlreadyExistsException e) {
            throw new TableAlreadyExistsException(table);
        }
    }

    private dev.mastic.core.catalog.Table definition(
            TableName name, StructType schema, Transform[] partitions, Map<String, String> properties) {
        return new NewFilesTable(open, name, schema, partitions, properties).definition();
    }

    @Override
    public StagedTable stageCreate(
            Identifier table, StructType schema, Transform[] partitions, Map<String, String> properties)
            throws TableAlreadyExistsException {
        var name = open.named(table);
        makeDefault(name.database());
        if (NewFilesTable.format(properties).isEmpty()) {
            return super.stageCreate(identifier(name), schema, partitions, properties);
        } else if (open.find(table).isPresent()) {
            throw new TableAlreadyExistsException(table);
        }
        return new StagedFilesTable(open, definition(name, schema, partitions, properties));
    }

    @Override
    public StagedTable stageReplace(
            Identifier table, StructType schema, Transform[] partitions, Map<String, String> properties)
            throws NoSuchTableException {
        refuseReplacing(table, properties);
        return super.stageReplace(known(table), schema, partitions, properties);
    }

    @Override
    public StagedTable stageCreateOrReplace(
            Identifier table, StructType schema, Transform[] partitions, Map<String, String> properties) {
        if (open.find(table).isEmpty() && NewFilesTable.format(properties).isPresent()) {
            makeDefault(open.named(table).database());
            return new StagedFilesTable(open, definition(open.named(table), schema, partitions, properties));
        }
        refuseReplacing(table, properties);
        return super.stageCreateOrReplace(
                open.find(table).isPresent() ? known(table) : named(table), schema, partitions, properties);
    }

    private void refuseReplacing(Identifier table, Map<String, String> properties) {
        if (isOfOthers(table) || NewFilesTable.format(properties).isPresent()) {
            throw new UsageException("Cannot replace table " + table
                    + ": tables of files are not replaced as a whole (expected Iceberg tables): INSERT OVERWRITE replaces the rows,"
                    + " DROP TABLE and CREATE TABLE the definition");
        }
    }

    @Override
    public Table alterTable(Identifier table, TableChange... changes) throws NoSuchTableException {
        var found = open.findOther(table);
        if (found.isEmpty()) {
            return super.alterTable(known(table), changes);
        }
        var altered = AlteredTable.of(found.get().table(), changes);
        return FilesTable.of(open, open.catalog().update(altered, found.get().version()));
    }

    /** {@inheritDoc} The files of the table stay. */
    @Override
    public boolean dropTable(Identifier table) {
        var others = open.findOther(table);
        return others.map(row -> open.catalog().drop(row.table().name()))
                .orElseGet(() -> super.dropTable(known(table)));
    }

    /** {@inheritDoc} The files of the table go. */
    @Override
    public boolean purgeTable(Identifier table) {
        var others = open.findOther(table);
        if (others.isEmpty()) {
            return super.purgeTable(known(table));
        }
        var definition = others.get().table();
        if (!definition.isOfFiles()) {
            throw new UsageException("Cannot purge table " + definition.name()
                    + ": its rows are not in files (expected DROP TABLE without PURGE)");
        }
        boolean dropped = open.catalog().drop(definition.name());
        Folders.remove(definition.storage().location(), open.hadoop());
        return dropped;
    }

    @Override
    public void renameTable(Identifier from, Identifier written)
            throws NoSuchTableException, TableAlreadyExistsException {
        var to = withoutCatalog(written);
        if (!isOfOthers(from)) {
            super.renameTable(known(from), named(to));
            return;
        }
        try {
            open.catalog().rename(open.find(from).orElseThrow().table().name(), open.named(to));
        } catch (AlreadyExistsException e) {
            throw new TableAlreadyExistsException(to);
        }
    }

    /** Spark hands the new name over as it is written, with the name of the catalog. */
    private Identifier withoutCatalog(Identifier written) {
        var namespace = written.namespace();
        return namespace.length == 2 && namespace[0].equals(name())
                ? Identifier.of(new String[] {namespace[1]}, written.name())
                : written;
    }

    @Override
    public boolean namespaceExists(String[] namespace) {
        return isDefault(namespace)
                || (namespace.length == 1 && open.database(namespace[0]).isPresent());
    }

    @Override
    public Map<String, String> loadNamespaceMetadata(String[] namespace) throws NoSuchNamespaceException {
        if (isDefault(namespace) && open.database(DEFAULT).isEmpty()) {
            return Map.of();
        }
        return super.loadNamespaceMetadata(new String[] {database(namespace)});
    }

    @Override
    public void createNamespace(String[] namespace, Map<String, String> properties)
            throws NamespaceAlreadyExistsException {
        super.createNamespace(lower(namespace), properties);
    }

    /** {@inheritDoc} A comment and a location are the database's own; other properties are parameters. */
    @Override
    public void alterNamespace(String[] namespace, NamespaceChange... changes) throws NoSuchNamespaceException {
        var database = open.database(database(namespace)).orElseThrow();
        var properties = new TreeMap<>(super.loadNamespaceMetadata(new String[] {database.name()}));
        for (var change : changes) {
            if (change instanceof NamespaceChange.SetProperty set) {
                properties.put(set.property(), set.value());
            } else if (change instanceof NamespaceChange.RemoveProperty remove) {
                properties.remove(remove.property());
            }
        }
        open.catalog().updateDatabase(altered(database, properties));
    }

    private static Database altered(Database database, Map<String, String> properties) {
        var parameters = new TreeMap<>(properties);
        var comment = Optional.ofNullable(parameters.remove(SupportsNamespaces.PROP_COMMENT));
        var location = Optional.ofNullable(parameters.remove(SupportsNamespaces.PROP_LOCATION));
        return new Database(database.name(), comment, location, parameters, database.attributes());
    }

    @Override
    public boolean dropNamespace(String[] namespace, boolean cascade) throws NoSuchNamespaceException {
        var database = database(namespace);
        if (!cascade) {
            return super.dropNamespace(new String[] {database}, false);
        }
        open.catalog().dropDatabaseWithTables(database);
        return true;
    }

    private String database(String[] namespace) throws NoSuchNamespaceException {
        if (namespace.length != 1 || open.database(namespace[0]).isEmpty()) {
            throw new NoSuchNamespaceException(namespace);
        }
        return open.database(namespace[0]).orElseThrow().name();
    }

    private static boolean isDefault(String[] namespace) {
        return namespace.length == 1 && namespace[0].equalsIgnoreCase(DEFAULT);
    }

    /** The database that every session starts in is there when it is needed. */
    private void makeDefault(String database) {
        if (database.equals(DEFAULT) && open.database(DEFAULT).isEmpty()) {
            try {
                open.catalog().createDatabase(Database.named(DEFAULT));
            } catch (AlreadyExistsException e) {
                // another process has made it just now
                return;
            }
        }
    }

    private static String[] lower(String[] namespace) {
        return Arrays.stream(namespace)
                .map(part -> part.toLowerCase(Locale.ROOT))
                .toArray(String[]::new);
    }
}
