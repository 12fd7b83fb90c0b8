// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler;

import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.Partition;
import dev.mastic.core.catalog.Storage;
import dev.mastic.core.catalog.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a table or partition becomes after a crawl: columns keep their order, new ones are appended, and those that no
 * file has any longer stay; types are those of all files now, but for partition keys,
 * which keep theirs. What a person has added, such as comments and parameters,
 * stays.
 */
final class TableMerge {
    private TableMerge() {}

    static Table of(Table current, Table found) {
        return new Table(
                current.name(),
                columns(current.columns(), found.columns(), true),
                columns(current.partitionKeys(), found.partitionKeys(), false),
                storage(current.storage(), found.storage()),
                ReaderParameters.replace(current.parameters(), found.parameters()));
    }

    static Partition of(Optional<Partition> current, Partition found) {
        return current.map(known -> new Partition(
                        known.values(),
                        storage(known.storage(), found.storage()),
                        ReaderParameters.replace(known.parameters(), found.parameters())))
                .orElse(found);
    }

    private static List<Column> columns(List<Column> current, List<Column> found, boolean mayVanish) {
        var open = new TreeMap<String, Column>(String.CASE_INSENSITIVE_ORDER);
        found.forEach(column -> open.put(column.name(), column));
        var merged = new ArrayList<Column>();
        for (var column : current) {
            var now = Optional.ofNullable(open.remove(column.name()));
            var absent = mayVanish ? with(column, Evidence.NO_VALUE) : column;
            merged.add(now.map(seen -> mayVanish ? both(column, seen) : key(column, seen))
                    .orElse(absent));
        }
        found.stream().filter(column -> open.containsKey(column.name())).forEach(merged::add);
        return merged;
    }

    private static Column both(Column current, Column found) {
        var parameters = new TreeMap<>(current.parameters());
        parameters.putAll(found.parameters());
        return new Column(found.name(), found.type(), current.comment(), parameters);
    }

    /** Folder names are texts, so that a crawl has nothing to say against the type that a key was given. */
    private static Column key(Column current, Column found) {
        var both = both(current, found);
        return new Column(both.name(), current.type(), both.comment(), both.parameters());
    }

    private static Column with(Column column, String evidence) {
        var parameters = new TreeMap<>(column.parameters());
        parameters.put(Column.EVIDENCE, evidence);
        return new Column(column.name(), column.type(), column.comment(), parameters);
    }

    private static Storage storage(Storage current, Storage found) {
        Map<String, String> serde = new TreeMap<>(current.serdeParameters());
        serde.putAll(found.serdeParameters());
        return new Storage(
                found.location(), found.inputFormat(), found.outputFormat(), found.serde(), serde, found.compressed());
    }
}
