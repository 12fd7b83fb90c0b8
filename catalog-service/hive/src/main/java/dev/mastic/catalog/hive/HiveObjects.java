// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.hive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.mastic.core.catalog.Attributes;
import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.Database;
import dev.mastic.core.catalog.Partition;
import dev.mastic.core.catalog.Storage;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.hadoop.hive.metastore.api.FieldSchema;
import org.apache.hadoop.hive.metastore.api.Order;
import org.apache.hadoop.hive.metastore.api.SerDeInfo;
import org.apache.hadoop.hive.metastore.api.StorageDescriptor;

/**
 * Databases, tables and partitions as a Hive metastore writes them, and back. On the way back, what Hive has no place for is taken
 * from the object as the catalog has it now.
 */
final class HiveObjects {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EXTERNAL = "EXTERNAL_TABLE";
    private static final String VIEW = "VIRTUAL_VIEW";
    private static final String COLUMNS = "Columns";

    private HiveObjects() {}

    static org.apache.hadoop.hive.metastore.api.Database write(Database database) {
        return new org.apache.hadoop.hive.metastore.api.Database(
                database.name(),
                database.description().orElse(null),
                database.location().map(Place::of).orElse(null),
                new HashMap<>(database.parameters()));
    }

    static Database read(org.apache.hadoop.hive.metastore.api.Database hive, Optional<Database> known) {
        return new Database(
                hive.getName(),
                Optional.ofNullable(hive.getDescription()).filter(text -> !text.isEmpty()),
                Optional.ofNullable(hive.getLocationUri()).filter(text -> !text.isEmpty()),
                parameters(hive.getParameters()),
                known.map(Database::attributes).orElse(Attributes.NONE));
    }

    /** An external table, so that no metastore ever removes its files; or a view. */
    static org.apache.hadoop.hive.metastore.api.Table write(Table table) {
        var hive = new org.apache.hadoop.hive.metastore.api.Table();
        hive.setDbName(table.name().database());
        hive.setTableName(table.name().table());
        hive.setOwner(text(table.attributes(), "Owner").orElse(""));
        hive.setRetention(number(table.attributes(), "Retention").orElse(0));
        hive.setPartitionKeys(columns(table.partitionKeys()));
        hive.setSd(write(table.storage(), columns(table.columns())));
        hive.setParameters(new HashMap<>(table.parameters()));
        hive.setTableType(isView(table) ? VIEW : EXTERNAL);
        text(table.attributes(), "ViewOriginalText").ifPresent(hive::setViewOriginalText);
        text(table.attributes(), "ViewExpandedText").ifPresent(hive::setViewExpandedText);
        if (!isView(table)) {
            hive.putToParameters("EXTERNAL", "TRUE");
        }
        return hive;
    }

    static boolean isView(Table table) {
        return text(table.attributes(), "TableType").filter(VIEW::equals).isPresent();
    }

    /** Whether a view says its query in words. */
    static boolean hasText(Table view) {
        return text(view.attributes(), "ViewOriginalText").isPresent();
    }

    static Table read(org.apache.hadoop.hive.metastore.api.Table hive, Optional<Table> known) {
        var attributes = known.map(Table::attributes).orElse(Attributes.NONE);
        attributes = with(attributes, "Owner", hive.getOwner());
        attributes = with(attributes, "TableType", hive.getTableType());
        attributes = with(attributes, "ViewOriginalText", hive.getViewOriginalText());
        attributes = with(attributes, "ViewExpandedText", hive.getViewExpandedText());
        return new Table(
                new TableName(hive.getDbName(), hive.getTableName()),
                columns(hive.getSd().getCols(), known.map(Table::columns).orElse(List.of())),
                columns(hive.getPartitionKeys(), known.map(Table::partitionKeys).orElse(List.of())),
                read(hive.getSd(), known.map(Table::storage)),
                parameters(hive.getParameters()),
                attributes);
    }

    static org.apache.hadoop.hive.metastore.api.Partition write(Table table, Partition partition) {
        var hive = new org.apache.hadoop.hive.metastore.api.Partition();
        hive.setDbName(table.name().database());
        hive.setTableName(table.name().table());
        hive.setValues(new ArrayList<>(partition.values()));
        hive.setSd(write(partition.storage(), ownColumns(partition).orElseGet(() -> columns(table.columns()))));
        hive.setParameters(new HashMap<>(partition.parameters()));
        return hive;
    }

    /** A partition has columns of its own only where they are not its table's. */
    static Partition read(Table table, org.apache.hadoop.hive.metastore.api.Partition hive, Optional<Partition> known) {
        var storage = read(hive.getSd(), known.map(Partition::storage));
        var own = hive.getSd().getCols();
        var attributes = columns(table.columns()).equals(own)
                ? storage.attributes().without(COLUMNS)
                : storage.attributes().with(COLUMNS, glueColumns(own));
        return new Partition(
                hive.getValues(),
                storage.withAttributes(attributes),
                parameters(hive.getParameters()),
                known.map(Partition::attributes).orElse(Attributes.NONE));
    }

    private static Optional<List<FieldSchema>> ownColumns(Partition partition) {
        return partition.storage().attributes().find(COLUMNS).map(HiveObjects::hiveColumns);
    }

    private static List<FieldSchema> hiveColumns(JsonNode glue) {
        var columns = new ArrayList<FieldSchema>();
        glue.forEach(column -> columns.add(new FieldSchema(
                column.path("Name").asText(),
                column.path("Type").asText(),
                column.path("Comment").asText(null))));
        return columns;
    }

    private static JsonNode glueColumns(List<FieldSchema> hive) {
        var array = JSON.createArrayNode();
        for (var field : hive) {
            var node = array.addObject().put("Name", field.getName()).put("Type", field.getType());
            Optional.ofNullable(field.getComment()).ifPresent(comment -> node.put("Comment", comment));
        }
        return array;
    }

    private static StorageDescriptor write(Storage storage, List<FieldSchema> columns) {
        var said = storage.attributes();
        var hive = new StorageDescriptor();
        hive.setCols(columns);
        hive.setLocation(Place.of(storage.location()));
        hive.setInputFormat(storage.inputFormat());
        hive.setOutputFormat(storage.outputFormat());
        hive.setCompressed(storage.compressed());
        hive.setSerdeInfo(new SerDeInfo(
                text(said, "SerdeName").orElse(""), storage.serde(), new HashMap<>(storage.serdeParameters())));
        hive.setNumBuckets(number(said, "NumberOfBuckets").orElse(-1));
        hive.setBucketCols(
                list(said, "BucketColumns").stream().map(JsonNode::asText).toList());
        hive.setSortCols(
                list(said, "SortColumns").stream().map(HiveObjects::order).toList());
        var parameters = new HashMap<String, String>();
        said.find("Parameters").ifPresent(node -> node.fields()
                .forEachRemaining(
                        field -> parameters.put(field.getKey(), field.getValue().asText())));
        hive.setParameters(parameters);
        return hive;
    }

    private static Order order(JsonNode node) {
        return new Order(node.path("Column").asText(), node.path("SortOrder").asInt());
    }

    private static Storage read(StorageDescriptor hive, Optional<Storage> known) {
        var serde = hive.getSerdeInfo() == null ? new SerDeInfo("", "", Map.of()) : hive.getSerdeInfo();
        return new Storage(
                place(text(hive.getLocation()), known),
                text(hive.getInputFormat()),
                text(hive.getOutputFormat()),
                text(serde.getSerializationLib()),
                parameters(serde.getParameters()),
                hive.isCompressed(),
                attributes(hive, known.map(Storage::attributes).orElse(Attributes.NONE)));
    }

    /** The place as the catalog spells it, where that is the same; else a folder, for Hive has no other. */
    private static String place(String location, Optional<Storage> known) {
        var folder = location.isEmpty() || location.endsWith("/") ? location : location + "/";
        return known.map(Storage::location)
                .filter(before -> Place.of(before).equals(Place.of(location)))
                .orElse(folder);
    }

    private static Attributes attributes(StorageDescriptor hive, Attributes known) {
        var buckets = hive.getNumBuckets() > 0
                ? known.with("NumberOfBuckets", IntNode.valueOf(hive.getNumBuckets()))
                        .with("BucketColumns", JSON.valueToTree(hive.getBucketCols()))
                : known.without("NumberOfBuckets").without("BucketColumns");
        var sorted = hive.getSortColsSize() > 0
                ? buckets.with("SortColumns", sortColumns(hive.getSortCols()))
                : buckets.without("SortColumns");
        return hive.getParametersSize() > 0
                ? sorted.with("Parameters", JSON.valueToTree(hive.getParameters()))
                : sorted.without("Parameters");
    }

    private static JsonNode sortColumns(List<Order> orders) {
        var array = JSON.createArrayNode();
        orders.forEach(order -> array.addObject().put("Column", order.getCol()).put("SortOrder", order.getOrder()));
        return array;
    }

    private static List<FieldSchema> columns(List<Column> columns) {
        var hive = new ArrayList<FieldSchema>();
        columns.forEach(column -> hive.add(new FieldSchema(
                column.name(), HiveType.of(column), column.comment().orElse(null))));
        return hive;
    }

    /** A column keeps its type where Hive's text says nothing else, and what the catalog noted of it. */
    private static List<Column> columns(List<FieldSchema> hive, List<Column> known) {
        var columns = new ArrayList<Column>();
        for (var field : Optional.ofNullable(hive).orElse(List.of())) {
            var comment = Optional.ofNullable(field.getComment()).filter(text -> !text.isEmpty());
            var before = known.stream()
                    .filter(column -> column.name().equals(field.getName()))
                    .findFirst();
            columns.add(before.filter(column -> HiveType.of(column).equals(field.getType()))
                    .map(column ->
                            new Column(column.name(), column.type(), comment, column.parameters(), column.written()))
                    .orElseGet(() -> Column.written(field.getName(), field.getType(), comment, Map.of())));
        }
        return columns;
    }

    private static Map<String, String> parameters(Map<String, String> hive) {
        var parameters = new HashMap<>(Optional.ofNullable(hive).orElse(Map.of()));
        parameters.keySet().removeAll(Facets.OF_HIVE);
        parameters.values().removeIf(value -> value == null);
        return parameters;
    }

    private static Attributes with(Attributes attributes, String name, String value) {
        return value == null || value.isEmpty()
                ? attributes.without(name)
                : attributes.with(name, TextNode.valueOf(value));
    }

    private static String text(String text) {
        return Optional.ofNullable(text).orElse("");
    }

    private static Optional<String> text(Attributes attributes, String name) {
        return attributes.find(name).map(JsonNode::asText);
    }

    private static Optional<Integer> number(Attributes attributes, String name) {
        return attributes.find(name).map(JsonNode::asInt);
    }

    private static List<JsonNode> list(Attributes attributes, String name) {
        return attributes
                .find(name)
                .map(node -> StreamSupport.stream(node.spliterator(), false).toList())
                .orElse(List.of());
    }
}
