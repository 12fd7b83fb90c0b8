// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler;

import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.Partition;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.crawl.CrawlReport.Difference;
import dev.mastic.core.type.TypeString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a crawl found to be other than the catalog had it. Counts, such as the number of files, are no difference.
 *
 * @param current the table before the crawl
 * @param result the table after it
 */
record TableDifferences(Table current, TableDraft draft, Table result) {
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
        differences.addAll(parameters("", current.parameters(), draft.table().parameters(), result.parameters()));
        return differences;
    }

    /** The differences of a partition that both have. */
    static List<Difference> of(Partition current, Partition wanted, boolean applied) {
        var result = applied ? wanted : current;
        return parameters(what(wanted) + " ", current.parameters(), wanted.parameters(), result.parameters());
    }

    static Difference added(Partition partition) {
        return new Difference(what(partition), "", partition.storage().location(), true, "");
    }

    static Difference gone(Partition partition, boolean applied) {
        return new Difference(what(partition), partition.storage().location(), "", applied, "");
    }

    static Difference gone(Table table, boolean applied) {
        return new Difference("table", table.storage().location(), "", applied, "");
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

    private static List<Difference> parameters(
            String owner, Map<String, String> current, Map<String, String> found, Map<String, String> result) {
        var keys = new TreeSet<>(current.keySet());
        keys.addAll(found.keySet());
        return keys.stream()
                .filter(ReaderParameters::isOfKind)
                .filter(key -> !current.getOrDefault(key, "").equals(found.getOrDefault(key, "")))
                .map(key -> new Difference(
                        owner + "parameter " + key,
                        current.getOrDefault(key, ""),
                        found.getOrDefault(key, ""),
                        found.getOrDefault(key, "").equals(result.getOrDefault(key, "")),
                        ""))
                .toList();
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

    private static String what(Partition partition) {
        return "partition " + partition.values();
    }

    private static String type(Column column) {
        return TypeString.print(column.type());
    }
}
