// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler.table;

import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.Partition;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.crawl.CrawlReport.Difference;
import dev.mastic.core.crawl.DescribedTable;
import dev.mastic.core.crawl.TargetCrawler;
import dev.mastic.core.io.Match;
import dev.mastic.core.type.TypeString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A table that describes itself. The table of the catalog becomes like it: columns come, go and change their types with it, for there is
 * no older data that is still of another type. What a person has added, such as comments and parameters, stays.
 *
 * @param by what found it
 */
public record DescribedDraft(TableName name, DescribedTable found, TargetCrawler by) implements Draft {
    @Override
    public Table table() {
        return found.named(name);
    }

    @Override
    public List<Partition> partitions() {
        return List.of();
    }

    @Override
    public Match match() {
        return Match.of(table());
    }

    @Override
    public Counts counts() {
        return Counts.NONE;
    }

    @Override
    public Table merged(Table current, TableMerge merge) {
        return by.keeps(current, found).isPresent() ? current : like(current, merge.ownership());
    }

    private Table like(Table current, Ownership ownership) {
        var parameters = new TreeMap<>(current.parameters());
        parameters.keySet().removeIf(key -> key.startsWith(Table.SOURCE_PREFIX));
        parameters.keySet().removeAll(found.parameters().keySet());
        parameters.remove(Ownership.DEPRECATED);
        parameters.putAll(table().parameters());
        var before = current.parameters().get(Table.METADATA_LOCATION);
        if (before != null && !before.equals(parameters.get(Table.METADATA_LOCATION))) {
            parameters.put(Table.PREVIOUS_METADATA_LOCATION, before);
        }
        var columns =
                found.columns().stream().map(column -> like(column, current)).toList();
        return new Table(
                current.name(), columns, current.partitionKeys(), found.storage(), ownership.ofKnown(parameters));
    }

    private static Column like(Column column, Table current) {
        var known = column(current, column.name());
        var parameters = new TreeMap<>(known.map(Column::parameters).orElse(Map.of()));
        parameters.putAll(column.parameters());
        return new Column(
                column.name(), column.type(), column.comment().or(() -> known.flatMap(Column::comment)), parameters);
    }

    @Override
    public List<Difference> differences(Table current, Table result) {
        var differences = new ArrayList<Difference>();
        found.columns().forEach(column -> of(column, current, result).ifPresent(differences::add));
        current.columns().stream()
                .filter(known -> column(found.columns(), known.name()).isEmpty())
                .map(known -> new Difference(
                        what(known),
                        type(known),
                        "",
                        column(result, known.name()).isEmpty(),
                        ""))
                .forEach(differences::add);
        new TreeMap<>(found.parameters()).forEach((key, value) -> {
            var before = current.parameters().getOrDefault(key, "");
            if (!value.equals(before) && saysWhere(key)) {
                boolean applied = value.equals(result.parameters().getOrDefault(key, ""));
                differences.add(new Difference("parameter " + key, before, value, applied, ""));
            }
        });
        return differences.isEmpty() ? differences : explained(differences, by.keeps(current, found));
    }

    private static List<Difference> explained(List<Difference> differences, Optional<String> why) {
        return differences.stream()
                .map(d -> why.isEmpty() ? d : new Difference(d.what(), d.before(), d.after(), d.applied(), why.get()))
                .toList();
    }

    private static Optional<Difference> of(Column column, Table current, Table result) {
        var before = column(current, column.name()).map(DescribedDraft::type).orElse("");
        var now = column(result, column.name()).map(DescribedDraft::type).orElse("");
        var wanted = type(column);
        return wanted.equals(before)
                ? Optional.empty()
                : Optional.of(new Difference(what(column), before, wanted, wanted.equals(now), ""));
    }

    /** Whether a parameter says where the table is and how it is read, rather than how large it is. */
    private static boolean saysWhere(String key) {
        return key.startsWith(Table.SOURCE) || key.equals(Table.METADATA_LOCATION) || key.equals(Table.CLASSIFICATION);
    }

    private static Optional<Column> column(Table table, String name) {
        return column(table.columns(), name);
    }

    private static Optional<Column> column(List<Column> columns, String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    private static String what(Column column) {
        return "column " + column.name();
    }

    private static String type(Column column) {
        return TypeString.print(column.type());
    }
}
