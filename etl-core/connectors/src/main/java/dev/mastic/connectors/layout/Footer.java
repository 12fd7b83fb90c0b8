// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.layout;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.TypeUtil;

/**
 * What a file says of itself, as Iceberg sees it.
 *
 * @param schema its columns, under ids of its own
 * @param metrics its figures, under the same ids; Avro has none but the number of rows
 * @param splitOffsets where its parts begin; null where the format does not say
 */
record Footer(Schema schema, Metrics metrics, List<Long> splitOffsets) {
    /** The same figures under the ids that a table gives to columns of these names, but for those that the table has from folders. */
    Metrics under(Schema table, Collection<String> fromFolders) {
        var ids = new HashMap<Integer, Integer>();
        for (int id : TypeUtil.indexById(schema.asStruct()).keySet()) {
            var name = schema.findColumnName(id);
            var field = table.findField(name);
            if (field != null && !fromFolders.contains(name)) {
                ids.put(id, field.fieldId());
            }
        }
        return new Metrics(
                metrics.recordCount(),
                under(ids, metrics.columnSizes()),
                under(ids, metrics.valueCounts()),
                under(ids, metrics.nullValueCounts()),
                under(ids, metrics.nanValueCounts()),
                under(ids, metrics.lowerBounds()),
                under(ids, metrics.upperBounds()));
    }

    private static <V> Map<Integer, V> under(Map<Integer, Integer> ids, Map<Integer, V> figures) {
        if (figures == null) {
            return null; // Iceberg's word for unknown
        }
        var known = new HashMap<Integer, V>();
        figures.forEach((id, figure) -> {
            if (ids.containsKey(id)) {
                known.put(ids.get(id), figure);
            }
        });
        return known;
    }
}
