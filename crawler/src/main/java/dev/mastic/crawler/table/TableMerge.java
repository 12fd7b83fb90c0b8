// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler.table;

import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.Partition;
import dev.mastic.core.catalog.Storage;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.type.Observed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a table or partition becomes after a crawl: columns keep their order, new ones are appended, those that no file has any longer stay,
 * and types only widen; partition keys keep theirs. What a person has added, such as comments and parameters, stays.
 *
 * @param inherits whether partitions are read as their table is
 */
public record TableMerge(ColumnMerge columns, boolean inherits, Ownership ownership) {

    Table of(Table current, TableDraft draft) {
        var found = draft.table();
        var merged = columns(current.columns(), found.columns(), draft.seen());
        var adds = columns == ColumnMerge.ADD;
        var now = new Table(
                current.name(),
                merged,
                keys(current.partitionKeys(), found.partitionKeys()),
                adds ? current.storage() : storage(current.storage(), draft.storage(merged)),
                ownership.ofKnown(
                        adds
                                ? counted(current.parameters(), found.parameters())
                                : ReaderParameters.replace(current.parameters(), found.parameters())),
                current.attributes());
        // the reason is told anew only with something else: that the catalog has the table is one itself from the
        // second crawl on
        return explainedAs(current, now).equals(current) ? current : now;
    }

    private static Table explainedAs(Table other, Table table) {
        var parameters = new TreeMap<>(table.parameters());
        parameters.remove(Column.EVIDENCE);
        Optional.ofNullable(other.parameters().get(Column.EVIDENCE))
                .ifPresent(why -> parameters.put(Column.EVIDENCE, why));
        return table.withParameters(parameters);
    }

    /** A partition that is there, as a part of this table. */
    Partition of(Optional<Partition> current, Partition found, Table table) {
        var own = inherits ? inherited(found, table) : found;
        return current.map(known -> new Partition(
                        known.values(),
                        storage(known.storage(), own.storage()),
                        ownership.ofKnown(ReaderParameters.replace(known.parameters(), own.parameters())),
                        known.attributes()))
                .orElseGet(() -> own.withParameters(ownership.ofNew(own.parameters())));
    }

    /** Location, codec and counts are the partition's own. */
    private static Partition inherited(Partition found, Table table) {
        var like = table.storage();
        var own = found.storage();
        var storage = new Storage(
                own.location(),
                like.inputFormat(),
                like.outputFormat(),
                like.serde(),
                like.serdeParameters(),
                own.compressed(),
                like.attributes());
        var parameters = new TreeMap<>(found.parameters());
        Optional.ofNullable(table.parameters().get(Table.CLASSIFICATION))
                .ifPresent(kind -> parameters.put(Table.CLASSIFICATION, kind));
        return new Partition(found.values(), storage, parameters);
    }

    private List<Column> columns(List<Column> current, List<Column> found, Observed seen) {
        var open = byName(found);
        var merged = new ArrayList<Column>();
        for (var column : current) {
            var now = Optional.ofNullable(open.remove(column.name()));
            merged.add(now.map(twin -> column(column, twin, seen))
                    .orElseGet(() -> with(column, column.name(), Map.of(Column.EVIDENCE, Evidence.NO_VALUE))));
        }
        found.stream().filter(column -> open.containsKey(column.name())).forEach(merged::add);
        return merged;
    }

    private Column column(Column current, Column found, Observed seen) {
        var both = with(current, columns == ColumnMerge.ADD ? current.name() : found.name(), found.parameters());
        return both.withType(columns.type(current, found, seen.field(found.name())));
    }

    /** Folder names are texts, so that a crawl has nothing to say against the type that a key was given. */
    private static List<Column> keys(List<Column> current, List<Column> found) {
        var now = byName(found);
        return current.stream()
                .map(key -> with(
                        key, now.get(key.name()).name(), now.get(key.name()).parameters()))
                .toList();
    }

    private static TreeMap<String, Column> byName(List<Column> columns) {
        var byName = new TreeMap<String, Column>(String.CASE_INSENSITIVE_ORDER);
        columns.forEach(column -> byName.put(column.name(), column));
        return byName;
    }

    private static Column with(Column column, String name, Map<String, String> more) {
        var parameters = new TreeMap<>(column.parameters());
        parameters.putAll(more);
        return column.named(name).withParameters(parameters);
    }

    /** Only what does not change how the files are read. */
    private static Map<String, String> counted(Map<String, String> current, Map<String, String> found) {
        var parameters = new TreeMap<>(current);
        found.forEach((key, value) -> {
            if (!ReaderParameters.isOfKind(key)) {
                parameters.put(key, value);
            }
        });
        parameters.remove(Ownership.DEPRECATED);
        return parameters;
    }

    private static Storage storage(Storage current, Storage found) {
        Map<String, String> serde = new TreeMap<>(current.serdeParameters());
        serde.putAll(found.serdeParameters());
        var location =
                CatalogUpdate.isSame(current.location(), found.location()) ? current.location() : found.location();
        return new Storage(
                location,
                found.inputFormat(),
                found.outputFormat(),
                found.serde(),
                serde,
                found.compressed(),
                current.attributes());
    }
}
