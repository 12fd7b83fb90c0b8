// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.console;

import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.TableVersion;
import dev.mastic.core.crawl.CrawlReport;
import java.util.ArrayList;
import java.util.List;

/** Tables as people read them. */
public final class TableText {
    private TableText() {}

    public static List<List<String>> crawled(CrawlReport report) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("table", "format", "files", "rows read", "partitions", "change"));
        report.tables()
                .forEach(table -> rows.add(List.of(
                        table.name().toString(),
                        table.format(),
                        files(table),
                        Console.count(table.rowsSampled()),
                        table.partitionKeys().isEmpty() ? "" : partitions(table),
                        table.change().toString())));
        return rows;
    }

    /** With those that its types rest on, where these are not all. */
    private static String files(CrawlReport.CrawledTable table) {
        var sampled = table.filesSampled() == table.files()
                ? ""
                : " (" + Console.count(table.filesSampled()) + " looked into)";
        return Console.count(table.files()) + sampled;
    }

    private static String partitions(CrawlReport.CrawledTable table) {
        var added = table.newPartitions() == 0 ? "" : " (" + table.newPartitions() + " new)";
        return Console.count(table.partitions()) + added;
    }

    /** Each table with its columns, types and partition keys. */
    public static void print(Console console, CrawlReport report) {
        console.table(crawled(report));
        for (var table : report.tables()) {
            var rows = new ArrayList<List<String>>();
            rows.add(List.of("", "column", "type", "evidence"));
            table.columns().forEach(c -> rows.add(List.of("", c.name(), c.typeText(), c.evidence())));
            table.partitionKeys()
                    .forEach(c -> rows.add(List.of("", c.name(), c.typeText(), "partition: " + c.evidence())));
            console.show("");
            console.show(table.name() + "  " + table.location());
            console.table(rows);
        }
    }

    public static List<List<String>> kept(List<TableVersion> tables, Catalog catalog) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("table", "format", "version", "columns", "partitions", "location"));
        tables.forEach(version -> rows.add(List.of(
                version.table().name().toString(),
                version.table().isIceberg()
                        ? "iceberg"
                        : version.table().classification().orElse(""),
                String.valueOf(version.version()),
                String.valueOf(version.table().columns().size()),
                version.table().partitionKeys().isEmpty()
                        ? ""
                        : String.valueOf(
                                catalog.partitionsOf(version.table().name()).count()),
                version.table().storage().location())));
        return rows;
    }

    public static List<List<String>> columns(TableVersion version) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("column", "type", "partition key", "evidence"));
        version.table().columns().forEach(column -> rows.add(column(column, "")));
        version.table().partitionKeys().forEach(column -> rows.add(column(column, "yes")));
        return rows;
    }

    private static List<String> column(Column column, String key) {
        return List.of(
                column.name(), column.typeText(), key, column.parameters().getOrDefault(Column.EVIDENCE, ""));
    }
}
