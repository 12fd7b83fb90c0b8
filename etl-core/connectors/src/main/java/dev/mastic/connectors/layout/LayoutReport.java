// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.layout;

import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.Storage;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.crawl.CrawlReport.Change;
import dev.mastic.core.crawl.CrawlReport.Difference;
import dev.mastic.core.frame.SparkTypes;
import dev.mastic.core.io.TableLayout.FoundFiles;
import dev.mastic.core.io.TableLayout.Terms;
import dev.mastic.core.io.TableLayout.Update;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.iceberg.Schema;
import org.apache.iceberg.spark.SparkSchemaUtil;

/** What is said of a table that a crawl has brought up to date. */
record LayoutReport(FoundFiles found, Terms terms, FileChanges changes) {
    /** @param before the columns of the table before; empty for a new one */
    Update update(Optional<Schema> before, Change change) {
        var fresh = new HashSet<>(changes.known().partitionValues());
        fresh.removeAll(changes.before().partitionValues());
        var differences = before.map(schema -> {
                    var all = new ArrayList<>(columnDifferences(keys().without(schema)));
                    all.addAll(fileDifferences());
                    return (List<Difference>) all;
                })
                .orElse(List.of());
        var isKept = before.isPresent() && !terms.addsColumns();
        var columns = isKept ? keys().without(before.get()) : changes.schema();
        return new Update(
                table(columns), change, changes.known().partitions(), fresh.size(), differences, changes.refused());
    }

    private Table table(Schema columns) {
        var evidence = new TreeMap<String, String>();
        found.table()
                .columns()
                .forEach(column ->
                        evidence.put(column.name(), column.parameters().getOrDefault(Column.EVIDENCE, "")));
        var all = struct(columns).fields().stream()
                .map(field -> new Column(
                        field.name(),
                        field.type(),
                        Optional.empty(),
                        Map.of(Column.EVIDENCE, evidence.getOrDefault(field.name(), ""))))
                .toList();
        var table = found.table();
        return new Table(
                table.name(),
                all,
                table.partitionKeys(),
                Storage.at(table.storage().location()),
                table.parameters());
    }

    private List<Difference> columnDifferences(Schema before) {
        var differences = new ArrayList<Difference>();
        var known = struct(before);
        for (var field : struct(changes.schema()).fields()) {
            var type = TypeString.print(field.type());
            known.field(field.name())
                    .ifPresentOrElse(
                            was -> {
                                if (!was.type().equals(field.type())) {
                                    differences.add(column(field.name(), TypeString.print(was.type()), type));
                                }
                            },
                            () -> differences.add(column(field.name(), "", type)));
        }
        return differences;
    }

    private Difference column(String name, String before, String after) {
        return new Difference("column " + name, before, after, terms.addsColumns(), "");
    }

    private List<Difference> fileDifferences() {
        var differences = new ArrayList<Difference>();
        var fresh = new TreeSet<>(changes.added().keySet());
        fresh.removeAll(changes.changed());
        if (!fresh.isEmpty()) {
            differences.add(new Difference("files", "", FileChanges.shown(fresh), true, ""));
        }
        if (!changes.changed().isEmpty()) {
            differences.add(
                    new Difference("files", FileChanges.shown(changes.changed()), "their new versions", true, ""));
        }
        var removed = new HashSet<String>();
        changes.removed().forEach(file -> removed.add(file.location()));
        gone(changes.gone().stream().filter(removed::contains).toList(), true, "")
                .ifPresent(differences::add);
        gone(
                        changes.gone().stream()
                                .filter(path -> !removed.contains(path))
                                .toList(),
                        false,
                        "they are gone, and their rows stay in the table")
                .ifPresent(differences::add);
        return differences;
    }

    private static Optional<Difference> gone(List<String> paths, boolean applied, String why) {
        return paths.isEmpty()
                ? Optional.empty()
                : Optional.of(new Difference("files", FileChanges.shown(paths), "", applied, why));
    }

    private KeyColumns keys() {
        return new KeyColumns(found.table().partitionKeys());
    }

    private static Type.Struct struct(Schema columns) {
        return SparkTypes.fromSpark(SparkSchemaUtil.convert(columns));
    }
}
