// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.crawl;

import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.Storage;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableName;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A table as it describes itself: its columns are not inferred from data.
 *
 * @param place where it is, told from all other places; its last part is what the table is called after
 * @param parameters of the table; an empty text takes a parameter away that an earlier crawl has set
 * @param why what made it a table, for people
 */
public record DescribedTable(
        String place, List<Column> columns, Storage storage, Map<String, String> parameters, String why) {
    public DescribedTable {
        columns = List.copyOf(columns);
        parameters = Map.copyOf(parameters);
    }

    /** The table under a name, if the catalog had nothing of it. */
    public Table named(TableName name) {
        var set = new TreeMap<>(parameters);
        set.values().removeIf(String::isEmpty);
        if (!place.equals(storage.location())) {
            set.put(Table.PLACE, place);
        }
        return new Table(name, columns, List.of(), storage, set);
    }
}
