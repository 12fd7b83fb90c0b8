// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.hive;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.hadoop.hive.metastore.api.Database;
import org.apache.hadoop.hive.metastore.api.FieldSchema;
import org.apache.hadoop.hive.metastore.api.Order;
import org.apache.hadoop.hive.metastore.api.Partition;
import org.apache.hadoop.hive.metastore.api.SerDeInfo;
import org.apache.hadoop.hive.metastore.api.StorageDescriptor;
import org.apache.hadoop.hive.metastore.api.Table;

/**
 * All that is said of an object of a metastore and counts in a comparison, each thing under its name. What Hive counts and stamps
 * itself is left out.
 */
record Facets(SortedMap<String, String> said) {
    /** Parameters that a metastore writes by itself. */
    static final Set<String> OF_HIVE = Set.of(
            "COLUMN_STATS_ACCURATE",
            "DO_NOT_UPDATE_STATS",
            "EXTERNAL",
            "STATS_GENERATED",
            "STATS_GENERATED_VIA_STATS_TASK",
            "bucketing_version",
            "last_modified_by",
            "last_modified_time",
            "numFiles",
            "numPartitions",
            "numRows",
            "rawDataSize",
            "totalSize",
            "transient_lastDdlTime");

    static Facets of(Database database) {
        var said = new TreeMap<String, String>();
        put(said, "description", database.getDescription());
        put(said, "location", Place.of(database.getLocationUri()));
        parameters(said, "parameter ", database.getParameters());
        return new Facets(said);
    }

    static Facets of(Table table) {
        var said = new TreeMap<String, String>();
        columns(said, "partition key ", table.getPartitionKeys());
        put(said, "view", table.getViewOriginalText());
        parameters(said, "parameter ", table.getParameters());
        storage(said, table.getSd());
        return new Facets(said);
    }

    static Facets of(Partition partition) {
        var said = new TreeMap<String, String>();
        parameters(said, "parameter ", partition.getParameters());
        storage(said, partition.getSd());
        return new Facets(said);
    }

    /** What is other here than there, a line each. */
    List<String> against(Facets before) {
        var names = new TreeSet<>(said.keySet());
        names.addAll(before.said.keySet());
        var lines = new ArrayList<String>();
        for (var name : names) {
            var then = before.said.getOrDefault(name, "");
            var now = said.getOrDefault(name, "");
            if (!then.equals(now)) {
                lines.add(name + ": " + shown(then) + " → " + shown(now));
            }
        }
        return lines;
    }

    private static String shown(String value) {
        int most = 80;
        return value.isEmpty() ? "none" : value.length() > most ? value.substring(0, most) + "…" : value;
    }

    private static void storage(Map<String, String> said, StorageDescriptor storage) {
        columns(said, "column ", storage.getCols());
        put(said, "location", Place.of(storage.getLocation()));
        put(said, "input format", storage.getInputFormat());
        put(said, "output format", storage.getOutputFormat());
        put(said, "compressed", storage.isCompressed() ? "true" : "");
        parameters(said, "storage parameter ", storage.getParameters());
        serde(said, storage.getSerdeInfo());
        if (storage.getNumBuckets() > 0) {
            put(said, "buckets", storage.getNumBuckets() + " by " + storage.getBucketCols());
        }
        if (storage.getSortColsSize() > 0) {
            put(
                    said,
                    "sorted by",
                    storage.getSortCols().stream().map(Facets::order).collect(Collectors.joining(", ")));
        }
    }

    private static String order(Order order) {
        return order.getCol() + (order.getOrder() == 1 ? " asc" : " desc");
    }

    private static void serde(Map<String, String> said, SerDeInfo serde) {
        if (serde != null) {
            put(said, "serde", serde.getSerializationLib());
            parameters(said, "serde parameter ", serde.getParameters());
        }
    }

    private static void columns(Map<String, String> said, String kind, List<FieldSchema> columns) {
        if (columns != null && !columns.isEmpty()) {
            put(
                    said,
                    kind.trim() + "s",
                    columns.stream().map(FieldSchema::getName).collect(Collectors.joining(", ")));
            for (var column : columns) {
                put(said, kind + column.getName(), column.getType());
                put(said, "comment of " + kind + column.getName(), column.getComment());
            }
        }
    }

    private static void parameters(Map<String, String> said, String kind, Map<String, String> parameters) {
        if (parameters != null) {
            parameters.forEach((name, value) -> {
                if (!OF_HIVE.contains(name)) {
                    put(said, kind + name, value);
                }
            });
        }
    }

    private static void put(Map<String, String> said, String name, String value) {
        if (value != null && !value.isEmpty()) {
            said.put(name, value);
        }
    }
}
