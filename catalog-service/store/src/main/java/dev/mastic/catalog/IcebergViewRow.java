// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.mastic.core.catalog.Attributes;
import dev.mastic.core.catalog.Storage;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.view.SQLViewRepresentation;
import org.apache.iceberg.view.ViewMetadata;

/**
 * An Iceberg view as a row of the catalog: Glue's {@code VIRTUAL_VIEW}, with the pointer to its metadata, and for people its columns, text
 * and properties. As in Iceberg's Hive catalog, {@code table_type} tells it from tables.
 */
record IcebergViewRow(TableName name, ViewMetadata metadata, String metadataLocation) {
    private static final String SPARK = "spark";

    /** The first definition. */
    Table created() {
        return table(Map.of(), Attributes.NONE).withAttributes(attributes(Attributes.NONE));
    }

    /** The definition after another; parameters that others have set stay, and properties that are gone go. */
    Table after(Table before, ViewMetadata last) {
        var parameters = new HashMap<>(before.parameters());
        parameters.keySet().removeAll(last.properties().keySet());
        parameters.put(Table.PREVIOUS_METADATA_LOCATION, parameters.get(Table.METADATA_LOCATION));
        return table(parameters, before.storage().attributes()).withAttributes(attributes(before.attributes()));
    }

    private Table table(Map<String, String> others, Attributes storage) {
        var parameters = new HashMap<>(others);
        parameters.putAll(metadata.properties());
        parameters.put(Table.TABLE_TYPE, Table.ICEBERG_VIEW);
        parameters.put(Table.METADATA_LOCATION, metadataLocation);
        var columns = IcebergColumns.of(metadata.schema());
        return new Table(
                name, columns, List.of(), Storage.at(metadata.location()).withAttributes(storage), parameters);
    }

    private Attributes attributes(Attributes before) {
        var text = TextNode.valueOf(sql());
        return before.with("TableType", TextNode.valueOf("VIRTUAL_VIEW"))
                .with("ViewOriginalText", text)
                .with("ViewExpandedText", text);
    }

    /** In Spark's dialect, if the view has that; a view may have several. */
    private String sql() {
        var texts = metadata.currentVersion().representations().stream()
                .filter(SQLViewRepresentation.class::isInstance)
                .map(SQLViewRepresentation.class::cast)
                .toList();
        return texts.stream()
                .filter(text -> text.dialect().equalsIgnoreCase(SPARK))
                .findFirst()
                .or(() -> texts.stream().findFirst())
                .map(SQLViewRepresentation::sql)
                .orElse("");
    }
}
