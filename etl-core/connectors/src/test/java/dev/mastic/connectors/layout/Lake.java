// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.layout;

import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.Storage;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.crawl.SchemaChangePolicy;
import dev.mastic.core.crawl.SchemaChangePolicy.DeleteBehavior;
import dev.mastic.core.crawl.SchemaChangePolicy.UpdateBehavior;
import dev.mastic.core.io.FileListing;
import dev.mastic.core.io.LocalDisk;
import dev.mastic.core.io.TableLayout.FoundFiles;
import dev.mastic.core.io.TableLayout.Marks;
import dev.mastic.core.io.TableLayout.Terms;
import dev.mastic.core.io.TableLayout.Update;
import dev.mastic.core.io.UnsummedDisk;
import dev.mastic.core.type.Type;
import dev.mastic.testkit.SparkExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.hadoop.HadoopCatalog;
import org.apache.spark.sql.SparkSession;

/** A folder of files, and an Iceberg catalog beside it. */
record Lake(Path folder, HadoopCatalog catalog, SparkSession spark) {
    static final Terms USUAL = terms(UpdateBehavior.UPDATE_IN_DATABASE, DeleteBehavior.DELETE_FROM_DATABASE, false);
    static final TableName NAME = TableName.parse("lake.sales");

    static Lake in(Path folder) {
        var catalog = new HadoopCatalog(
                LocalDisk.in(new Configuration()), folder.resolve("warehouse").toString());
        catalog.createNamespace(Namespace.of("lake"));
        var spark = SparkExtension.session();
        spark.conf().set("spark.sql.catalog.default_iceberg", "org.apache.iceberg.spark.SparkCatalog");
        spark.conf().set("spark.sql.catalog.default_iceberg.type", "hadoop");
        spark.conf()
                .set(
                        "spark.sql.catalog.default_iceberg.warehouse",
                        folder.resolve("warehouse").toString());
        spark.conf().set("spark.sql.catalog.default_iceberg.hadoop.fs.file.impl", UnsummedDisk.class.getName());
        spark.conf().set("spark.sql.catalog.default_iceberg.hadoop.fs.file.impl.disable.cache", true);
        return new Lake(folder, catalog, spark);
    }

    static Terms terms(UpdateBehavior update, DeleteBehavior delete, boolean dryRun) {
        return new Terms(new SchemaChangePolicy(update, delete), false, dryRun, new TestMarks("me"));
    }

    /** One file of the rows of a query. */
    Lake file(String path, String format, String query) {
        var all = folder.resolve("written");
        var target = folder.resolve("sales").resolve(path);
        try {
            spark.sql(query)
                    .coalesce(1)
                    .write()
                    .mode("overwrite")
                    .format(format)
                    .save(all.toString());
            Files.createDirectories(target.getParent());
            try (Stream<Path> parts = Files.list(all)) {
                var part = parts.filter(file -> file.getFileName().toString().startsWith("part-"))
                        .findFirst()
                        .orElseThrow();
                Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    Lake parquet(String path, String query) {
        return file(path, "parquet", query);
    }

    Path path(String path) {
        return folder.resolve("sales").resolve(path);
    }

    Update crawl(Terms terms, String... keys) {
        return crawl("parquet", terms, keys);
    }

    Update crawl(String format, Terms terms, String... keys) {
        return layout().update(found(format, keys), terms);
    }

    IcebergLayout layout() {
        return new IcebergLayout(catalog, new Configuration());
    }

    FoundFiles found(String format, String... keys) {
        var location = folder.resolve("sales") + "/";
        var files = FileListing.list(location, new Configuration()).stream()
                .map(file ->
                        new FileItem(file.path(), file.size(), file.modified(), file.etag(), values(file.path(), keys)))
                .toList();
        var columns = Arrays.stream(keys)
                .map(key -> new Column(key, Type.Primitive.STRING, Optional.empty(), Map.of()))
                .toList();
        return new FoundFiles(new Table(NAME, List.of(), columns, Storage.at(location), Map.of()), format, files);
    }

    org.apache.iceberg.Table table() {
        return catalog.loadTable(TableIdentifier.of("lake", "sales"));
    }

    /** The rows as a reader sees them who goes by the files, and not by what the table says of them. */
    List<String> rows(String... columns) {
        return spark
                .read()
                .format("iceberg")
                .option("aggregate-push-down-enabled", "false")
                .load(table().location())
                .selectExpr(columns)
                .sort(columns[0])
                .collectAsList()
                .stream()
                .map(row -> row.mkString("|"))
                .toList();
    }

    private static List<String> values(String path, String... keys) {
        return Arrays.stream(keys)
                .map(key -> path.replaceFirst(".*/" + key + "=([^/]*)/.*", "$1"))
                .toList();
    }

    record TestMarks(String name) implements Marks {
        @Override
        public Map<String, String> ofNew(Map<String, String> parameters) {
            var all = new TreeMap<>(parameters);
            all.put("UPDATED_BY_CRAWLER", name);
            return all;
        }

        @Override
        public Map<String, String> ofKnown(Map<String, String> parameters) {
            return parameters;
        }

        @Override
        public Map<String, String> changed(Map<String, String> parameters) {
            return parameters;
        }

        @Override
        public boolean owns(Map<String, String> parameters) {
            return name.equals(parameters.get("UPDATED_BY_CRAWLER"));
        }
    }
}
