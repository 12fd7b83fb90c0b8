// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler.table;

import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.Partition;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.crawl.CrawlReport.Difference;
import dev.mastic.core.type.TypeString;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a crawl found to be other than the catalog had it. Counts, such as the number of files, are no difference.
 *
 * @param current the table before the crawl
 * @param result the table after it
 */
public record TableDifferences(Table current, TableDraft draft, Table result) {
    private static final String NEVER_NARROWS =
            "a narrower type in all files now, which is not taken: types only widen";

    List<Difference> list() {
        var differences = new ArrayList<Difference>();
        for (var found : draft.table().columns()) {
            column(current.columns(), found.name())
                    .ifPresentOrElse(
                            known -> retyped(known, found).ifPresent(differences::add),
                            () -> differences.add(new Difference(what(found), "", type(found), has(found), "")));
        }
        current.columns().stream()
                .filter(known -> column(draft.table().columns(), known.name()).isEmpty())
                .filter(known -> !Evidence.NO_VALUE.equals(known.parameters().get(Column.EVIDENCE)))
                .map(known -> new Difference(what(known), type(known), "", false, Evidence.NO_VALUE))
                .forEach(differences::add);
        differences.addAll(parameters());
        return differences;
    }

    /** How else a partition is read now; empty where only its counts are others. */
    static Optional<Difference> of(Partition current, Partition wanted, boolean applied) {
        var before = kind(current);
        var after = kind(wanted);
        var same = new HashSet<>(before);
        same.retainAll(after);
        before.removeAll(same);
        after.removeAll(same);
        return before.isEmpty() && after.isEmpty()
                ? Optional.empty()
                : Optional.of(Difference.ofPartition(
                        wanted.values(), String.join(" ", before), String.join(" ", after), applied));
    }

    private static SortedSet<String> kind(Partition partition) {
        var kind = new TreeSet<String>();
        partition.parameters().forEach((key, value) -> {
            if (ReaderParameters.isOfKind(key)) {
                kind.add(key + "=" + value);
            }
        });
        kind.add("location=" + partition.storage().location());
        kind.add("serde=" + partition.storage().serde());
        return kind;
    }

    static Difference added(Partition partition) {
        return Difference.ofPartition(
                partition.values(), "", partition.storage().location(), true);
    }

    static Difference gone(Partition partition, boolean applied) {
        return Difference.ofPartition(partition.values(), partition.storage().location(), "", applied);
    }

    static Difference gone(Table table, boolean applied) {
        return new Difference("table", table.place(), "", applied, "");
    }

    private Optional<Difference> retyped(Column known, Column found) {
        var evidence = new Evidence(current.storage().location());
        var seen = draft.seen().field(found.name());
        var wanted = ColumnMerge.WIDEN.type(known, found, seen);
        if (!wanted.equals(known.type())) {
            var now = column(result.columns(), found.name()).map(Column::type).orElse(known.type());
            var because = Evidence.isOfNothing(known) ? "" : evidence.against(known.type(), seen);
            return Optional.of(
                    new Difference(what(known), type(known), TypeString.print(wanted), now.equals(wanted), because));
        }
        return found.type().equals(known.type()) || Evidence.isOfNothing(found)
                ? Optional.empty()
                : Optional.of(new Difference(what(known), type(known), type(found), false, NEVER_NARROWS));
    }

    private List<Difference> parameters() {
        var before = current.parameters();
        var found = draft.table().parameters();
        var keys = new TreeSet<>(before.keySet());
        keys.addAll(found.keySet());
        return keys.stream()
                .filter(ReaderParameters::isOfKind)
                .filter(key -> !before.getOrDefault(key, "").equals(found.getOrDefault(key, "")))
                .map(key -> parameter(key, before.getOrDefault(key, ""), found.getOrDefault(key, "")))
                .toList();
    }

    private Difference parameter(String key, String before, String found) {
        boolean applied = found.equals(result.parameters().getOrDefault(key, ""));
        return new Difference("parameter " + key, before, found, applied, "");
    }

    private boolean has(Column found) {
        return column(result.columns(), found.name()).isPresent();
    }

    private static Optional<Column> column(List<Column> columns, String name) {
        return columns.stream().filter(c -> c.name().equalsIgnoreCase(name)).findFirst();
    }

    private static String what(Column column) {
        return "column " + column.name();
    }

    private static String type(Column column) {
        return column.typeText();
    }
}
