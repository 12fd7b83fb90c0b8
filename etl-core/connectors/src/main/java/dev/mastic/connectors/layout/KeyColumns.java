// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.layout;

import dev.mastic.core.catalog.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/** The keys that come from folders: texts, behind the columns of the files, by whose values the table is partitioned. */
record KeyColumns(List<Column> keys) {
    List<String> names() {
        return keys.stream().map(Column::name).toList();
    }

    /** The columns of a new table. */
    Schema behind(Schema columns) {
        var all = new ArrayList<>(columns.columns());
        int id = columns.highestFieldId();
        for (var name : names()) {
            all.add(NestedField.optional(++id, name, Types.StringType.get()));
        }
        return new Schema(all);
    }

    /** The columns of the files alone. */
    Schema without(Schema columns) {
        return new Schema(columns.columns().stream()
                .filter(field -> !names().contains(field.name()))
                .toList());
    }

    /** Each key by its value. */
    PartitionSpec spec(Schema columns) {
        var spec = PartitionSpec.builderFor(columns);
        names().forEach(spec::identity);
        return spec.build();
    }

    /** Whether a table is partitioned so. */
    boolean areThoseOf(PartitionSpec spec) {
        return names().equals(names(spec))
                && spec.fields().stream().allMatch(field -> field.transform().isIdentity());
    }

    static List<String> names(PartitionSpec spec) {
        return spec.fields().stream().map(PartitionField::name).collect(Collectors.toList());
    }
}
