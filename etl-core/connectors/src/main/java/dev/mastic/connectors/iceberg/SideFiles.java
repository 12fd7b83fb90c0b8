// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.iceberg;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mastic.core.config.Location;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.io.Intent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.ContentFileParser;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.LocationProviders;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SchemaParser;
import org.apache.iceberg.StaticTableOperations;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.spark.SparkSchemaUtil;
import org.apache.iceberg.util.JsonUtil;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Rows that lie beside a table, below its {@value Intent#FOLDER}, and are no part of it. Iceberg's clean-up of orphans passes over that
 * folder.
 *
 * @param table a table without a catalog, which has these columns and no snapshot
 */
record SideFiles(Table table, List<DataFile> files) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DATA = "rows";

    SideFiles {
        files = List.copyOf(files);
    }

    /** Writes rows into a folder of that name. Runs a Spark job. */
    static SideFiles write(Dataset<Row> rows, Table beside, String folder) {
        var table = table(beside, folder, SparkSchemaUtil.convert(rows.schema()));
        return new SideFiles(table, SparkFiles.write(rows, table, DATA));
    }

    /** The rows. Lazy; Iceberg keeps the list of files until {@link #forget}. */
    Dataset<Row> read(SparkSession session) {
        return SparkFiles.read(session, table, DATA, files);
    }

    /** Lets go of what {@link #read} has left in Iceberg's memory; starts no Spark. */
    void forget() {
        SparkFiles.forget(table, DATA);
    }

    /** The columns and files as JSON, without the counts of columns. */
    String json() {
        var node = JSON.createObjectNode()
                .put("folder", Location.name(table.location()))
                .put("columns", SchemaParser.toJson(table.schema()));
        var list = node.putArray("files");
        files.forEach(file -> list.add(ContentFileParser.toJson(file.copyWithoutStats(), table.spec())));
        return node.toString();
    }

    /** Reads what {@link #json} has written. */
    static SideFiles parse(String json, Table beside) {
        var node = node(json);
        var columns = SchemaParser.fromJson(node.path("columns").asText());
        var table = table(beside, node.path("folder").asText(), columns);
        var files = new ArrayList<DataFile>();
        node.path("files").forEach(file -> files.add(file(file.asText(), table)));
        return new SideFiles(table, files);
    }

    /** Where the rows of a folder of that name lie. */
    static String location(Table beside, String folder) {
        return Location.child(Location.child(beside.location(), Intent.FOLDER), folder);
    }

    private static Table table(Table beside, String folder, Schema columns) {
        var metadata = TableMetadata.newTableMetadata(
                columns, PartitionSpec.unpartitioned(), location(beside, folder), Map.of());
        var locations = LocationProviders.locationsFor(metadata.location(), metadata.properties());
        return new BaseTable(new StaticTableOperations(metadata, beside.io(), locations), beside.name() + "." + folder);
    }

    private static DataFile file(String json, Table table) {
        return (DataFile) JsonUtil.parse(json, node -> ContentFileParser.fromJson(node, table.specs()));
    }

    private static JsonNode node(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new EtlException("Cannot read a list of files: " + e.getOriginalMessage(), e);
        }
    }
}
