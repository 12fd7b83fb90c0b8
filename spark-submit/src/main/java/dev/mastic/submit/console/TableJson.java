// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.TableVersion;
import dev.mastic.core.crawl.CrawlReport;
import java.util.Collection;
import java.util.function.Function;

/** Tables as JSON; scripts rely on the names. */
public final class TableJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private TableJson() {}

    public static ObjectNode document(CrawlReport report) {
        var document = JSON.createObjectNode();
        document.set("tables", array(report.tables(), TableJson::crawled));
        document.set("skipped", array(report.skipped(), skipped -> JSON.createObjectNode()
                .put("path", skipped.path())
                .put("reason", skipped.reason())));
        document.set("remarks", array(report.remarks(), remark -> JSON.createObjectNode()
                .put("path", remark.path())
                .put("text", remark.text())));
        document.set("decisions", array(report.decisions(), decision -> JSON.createObjectNode()
                .put("location", decision.location())
                .put("outcome", decision.outcome())
                .put("rule", decision.rule())
                .put("why", decision.why())));
        return document.put("files", report.reading().files())
                .put("filesRead", report.reading().filesRead());
    }

    static ObjectNode crawled(CrawlReport.CrawledTable table) {
        var node = JSON.createObjectNode()
                .put("name", table.name().toString())
                .put("location", table.location())
                .put("format", table.format())
                .put("classifier", table.classifier())
                .put("certainty", table.certainty());
        node.set("dialect", JSON.valueToTree(table.dialect()));
        node.set("columns", array(table.columns(), TableJson::column));
        node.set("partitionKeys", array(table.partitionKeys(), TableJson::column));
        node.set("differences", array(table.differences(), TableJson::difference));
        return node.put("partitions", table.partitions())
                .put("newPartitions", table.newPartitions())
                .put("files", table.files())
                .put("filesSampled", table.filesSampled())
                .put("filesRead", table.filesRead())
                .put("rowsSampled", table.rowsSampled())
                .put("change", table.change().toString());
    }

    private static ObjectNode difference(CrawlReport.Difference difference) {
        return JSON.createObjectNode()
                .put("what", difference.what())
                .put("before", difference.before())
                .put("after", difference.after())
                .put("applied", difference.applied())
                .put("why", difference.why());
    }

    public static ObjectNode kept(TableVersion version, Catalog catalog) {
        var table = version.table();
        var node = JSON.createObjectNode()
                .put("name", table.name().toString())
                .put("version", version.version())
                .put("updated", version.updated().toString())
                .put("location", table.storage().location())
                .put(
                        "format",
                        table.isIceberg() ? "iceberg" : table.classification().orElse(""));
        node.set("columns", array(table.columns(), TableJson::column));
        node.set("partitionKeys", array(table.partitionKeys(), TableJson::column));
        node.put("partitions", catalog.partitionsOf(table.name()).count());
        node.set("parameters", JSON.valueToTree(table.parameters()));
        return node;
    }

    private static ObjectNode column(CrawlReport.CrawledColumn column) {
        return JSON.createObjectNode()
                .put("name", column.name())
                .put("type", column.typeText())
                .put("evidence", column.evidence());
    }

    private static ObjectNode column(Column column) {
        return JSON.createObjectNode()
                .put("name", column.name())
                .put("type", column.typeText())
                .put("evidence", column.parameters().getOrDefault(Column.EVIDENCE, ""));
    }

    public static <T> ArrayNode array(Collection<T> values, Function<T, ObjectNode> each) {
        var array = JSON.createArrayNode();
        values.forEach(value -> array.add(each.apply(value)));
        return array;
    }
}
