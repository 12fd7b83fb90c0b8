// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.spark;

import dev.mastic.catalog.MasticIcebergCatalog;
import dev.mastic.core.SessionParts;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.Database;
import dev.mastic.core.catalog.KeptDatabase;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.catalog.TableVersion;
import dev.mastic.core.config.Location;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.io.OnRefused;
import dev.mastic.core.plugin.Registry;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerApplicationEnd;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * The store behind a catalog of a SparkSession: opened with the session's settings, closed when the application ends.
 *
 * @param name what the catalog is called in Spark
 * @param warehouse the folder of tables of databases without a location
 * @param properties Iceberg's catalog properties, such as {@code table-default.*}
 * @param onRefused what becomes of a row of files that does not fit its table
 */
record OpenCatalog(
        String name, SessionParts parts, String warehouse, Map<String, String> properties, OnRefused onRefused) {
    private static final String DB = "db";
    private static final String WAREHOUSE = "warehouse";
    private static final String JDBC = "jdbc:";
    private static final String ON_REFUSED = "on-refused";
    /** The answers to rows that do not fit their table, by their words. */
    private static final Map<String, OnRefused> ANSWERS = Map.of("fail", OnRefused.FAIL, "count", OnRefused.SIGNAL);

    private static final int SUFFIX = 8;

    /** Opens the store that {@code spark.sql.catalog.NAME.db} names. */
    static OpenCatalog of(String name, CaseInsensitiveStringMap options) {
        var session = SparkSession.active();
        var here = Path.of("").toAbsolutePath().toString();
        var db = Optional.ofNullable(options.get(DB))
                .map(given -> given.startsWith(JDBC) ? given : Location.resolve(here, given))
                .orElseThrow(() -> missing(name, DB, "the file of a store, such as mastic.db, or a JDBC URL"));
        var warehouse = Optional.ofNullable(options.get(WAREHOUSE))
                .map(given -> Location.resolve(here, given))
                .orElseGet(() -> besideState(name, db));
        var onRefused = onRefused(name, options.getOrDefault(ON_REFUSED, "fail"));
        var settings = Map.of(DB, db, WAREHOUSE, warehouse, "face", "spark");
        var hadoop = session.sessionState().newHadoopConf();
        var parts = new SessionParts(Registry.fromClasspath(), settings, hadoop, LazySpark.of(session));
        session.sparkContext().addSparkListener(new SparkListener() {
            @Override
            public void onApplicationEnd(SparkListenerApplicationEnd end) {
                parts.close();
            }
        });
        return new OpenCatalog(name, parts, warehouse, Map.copyOf(options.asCaseSensitiveMap()), onRefused);
    }

    private static String besideState(String name, String db) {
        if (db.startsWith(JDBC)) {
            throw missing(name, WAREHOUSE, "the folder or URI for new tables");
        }
        return Path.of(db).resolveSibling("warehouse").toString();
    }

    private static OnRefused onRefused(String name, String word) {
        return Optional.ofNullable(ANSWERS.get(word))
                .orElseThrow(() -> new UsageException("Cannot open the catalog '" + name + "': spark.sql.catalog."
                        + name + "." + ON_REFUSED + " has no such value (got " + word + "; expected fail or count)"));
    }

    private static UsageException missing(String name, String setting, String expected) {
        return new UsageException("Cannot open the catalog '" + name + "': no setting spark.sql.catalog." + name + "."
                + setting + " (expected " + expected + ")");
    }

    Catalog catalog() {
        return parts.the(Catalog.class);
    }

    /** The Iceberg tables and views of the store. */
    MasticIcebergCatalog iceberg() {
        return new MasticIcebergCatalog(catalog(), warehouse, MasticIcebergCatalog.files(hadoop()), properties);
    }

    Configuration hadoop() {
        return parts.the(Configuration.class);
    }

    /** The row of a table, by its name as written or else in lower case; empty for names of other forms. */
    Optional<TableVersion> find(Identifier table) {
        if (table.namespace().length != 1
                || table.namespace()[0].isBlank()
                || table.name().isBlank()) {
            return Optional.empty();
        }
        var written = new TableName(table.namespace()[0], table.name());
        return catalog().find(written).or(() -> catalog().find(lower(written)));
    }

    /** The same for tables that Iceberg does not know; views are none. */
    Optional<TableVersion> findOther(Identifier table) {
        return find(table)
                .filter(found -> !found.table().isIceberg() && !found.table().isIcebergView());
    }

    /** The database, by its name as written or else in lower case. */
    Optional<Database> database(String database) {
        return catalog()
                .findDatabase(database)
                .or(() -> catalog().findDatabase(database.toLowerCase(Locale.ROOT)))
                .map(KeptDatabase::database);
    }

    /** The name that a new table gets: in lower case, as Glue and Hive have it, in a database that there is or as written. */
    TableName named(Identifier table) {
        if (table.namespace().length != 1) {
            throw new UsageException(
                    "Cannot create table " + table + ": a name has one database before it (expected database.table)");
        }
        return lower(new TableName(table.namespace()[0], table.name()));
    }

    private static TableName lower(TableName name) {
        return new TableName(
                name.database().toLowerCase(Locale.ROOT), name.table().toLowerCase(Locale.ROOT));
    }

    /** The folder that belongs to a new table; with a suffix where something lies in it already, such as the files of a dropped table. */
    String freeFolder(TableName table) {
        var folder = database(table.database())
                .flatMap(Database::location)
                .orElseGet(() -> Location.child(warehouse, table.database()));
        var location = Location.child(folder, table.table());
        return Folders.list(location, hadoop()).isEmpty()
                ? location
                : location + "-" + UUID.randomUUID().toString().substring(0, SUFFIX);
    }
}
