// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.examples.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.TableName;
import dev.mastic.testkit.SparkExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.StaticTableOperations;
import org.apache.iceberg.hadoop.HadoopFileIO;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** What is in the targets of a job, as readers see it that know nothing of runs: Spark, Iceberg's metadata, SQL. */
record Target(Path folder, String postgres, Catalog catalog) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** All ids in the target of a sink; a row that is there twice comes twice. */
    List<Long> ids(SinkKind kind) throws Exception {
        return switch (kind) {
            case PARQUET -> files("parquet", "out/parquet");
            case JSON -> files("json", "out/json");
            case ORC -> files("orc", "out/orc");
            case CSV_PARTITIONS -> files("csv", "out/csv");
            case TABLE -> files("parquet", "out/plain");
            case ICEBERG_APPEND -> iceberg("events");
            case ICEBERG_PARTITIONS -> iceberg("days");
            case ICEBERG_UPSERT -> iceberg("state");
            case ICEBERG_CHANGES -> iceberg("changes");
            case POSTGRES_APPEND -> rows("appended_" + folder.getFileName());
            case POSTGRES_UPSERT -> rows("upserted_" + folder.getFileName());
        };
    }

    /** The ids of all refused rows. */
    List<Long> refused() throws Exception {
        if (!hasFiles("out/faults")) {
            return List.of();
        }
        var ids = new ArrayList<Long>();
        var raws = SparkExtension.session()
                .read()
                .json(path("out/faults"))
                .select("raw")
                .as(Encoders.STRING());
        for (var raw : raws.collectAsList()) {
            ids.add(JSON.readTree(raw).path("id").asLong());
        }
        return ids;
    }

    private List<Long> files(String format, String place) throws Exception {
        return hasFiles(place)
                ? ids(SparkExtension.session()
                        .read()
                        .option("header", true)
                        .format(format)
                        .load(path(place)))
                : List.of();
    }

    private boolean hasFiles(String place) throws Exception {
        var root = folder.resolve(place);
        if (!Files.isDirectory(root)) {
            return false;
        }
        try (var all = Files.walk(root)) {
            return all.anyMatch(
                    file -> Files.isRegularFile(file) && !root.relativize(file).startsWith("_mastic"));
        }
    }

    private List<Long> iceberg(String table) throws Exception {
        var found = catalog.find(new TableName("lake", table));
        if (found.isEmpty()) {
            return List.of();
        }
        var metadata = found.get().table().parameters().get("metadata_location");
        var loaded = new BaseTable(new StaticTableOperations(metadata, new HadoopFileIO(new Configuration())), table);
        try (var tasks = loaded.newScan().planFiles()) {
            var paths = StreamSupport.stream(tasks.spliterator(), false)
                    .map(task -> task.file().location())
                    .toArray(String[]::new);
            return paths.length == 0
                    ? List.of()
                    : ids(SparkExtension.session().read().parquet(paths));
        }
    }

    private List<Long> rows(String table) throws Exception {
        var ids = new ArrayList<Long>();
        try (var connection = DriverManager.getConnection(postgres);
                var statement = connection.createStatement()) {
            try (var exists = statement.executeQuery("select to_regclass('" + table + "') is not null")) {
                exists.next();
                if (!exists.getBoolean(1)) {
                    return ids;
                }
            }
            try (var rows = statement.executeQuery("select id from " + table)) {
                while (rows.next()) {
                    ids.add(rows.getLong(1));
                }
            }
        }
        return ids;
    }

    private static List<Long> ids(Dataset<Row> rows) {
        return rows.selectExpr("cast(id as bigint)").as(Encoders.LONG()).collectAsList();
    }

    private String path(String place) {
        return folder.resolve(place).toString();
    }

    /** What a run has left that is no output: notes and staged files of unfinished commits. */
    List<String> leftovers() throws Exception {
        try (var all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> file.toString().contains("/_mastic/"))
                    .map(file -> folder.relativize(file).toString())
                    .filter(file -> isUnfinished(file.toLowerCase(Locale.ROOT)))
                    .toList();
        }
    }

    private static boolean isUnfinished(String note) {
        return !note.endsWith(".done") && !note.contains("/_mastic/slices/");
    }
}
