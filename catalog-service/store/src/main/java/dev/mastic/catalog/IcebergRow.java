// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import dev.mastic.core.catalog.Attributes;
import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.Storage;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.PartitionSpecParser;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableProperties;

/**
 * An Iceberg table as a row of the catalog: its pointer, and for people its columns, partition spec and properties, under the names that Hive
 * and Glue use. As in Iceberg's Hive catalog, properties are parameters, but for the mapping of names, which may be long. Partition keys there
 * are none: Iceberg hides them.
 */
record IcebergRow(TableName name, TableMetadata metadata, String metadataLocation) {
    private static final String FORMAT = "iceberg";
    private static final String COMMENT = "comment";
    /** What Iceberg's Glue catalog says of its tables. */
    private static final Attributes TABLE = new Attributes("{\"TableType\":\"EXTERNAL_TABLE\"}");

    /** The first definition. */
    Table created() {
        return table(Map.of(), TABLE, Attributes.NONE);
    }

    /**
     * The definition after another; parameters that others have set stay, and properties that are gone go. What is committed through the
     * catalog is no crawler's any longer, unless it says so itself: a file that a commit has just written looks to a crawler like newer
     * metadata.
     */
    Table after(Table before, TableMetadata last) {
        var parameters = new HashMap<>(before.parameters());
        parameters.keySet().removeAll(last.properties().keySet());
        parameters.put(Table.PREVIOUS_METADATA_LOCATION, parameters.get(Table.METADATA_LOCATION));
        parameters.remove(Table.UPDATED_BY_CRAWLER);
        return table(parameters, before.attributes(), before.storage().attributes());
    }

    private Table table(Map<String, String> others, Attributes attributes, Attributes storage) {
        var facts = new Facts(metadata, metadataLocation);
        var parameters = new HashMap<>(others);
        parameters.putAll(metadata.properties());
        parameters.remove(TableProperties.DEFAULT_NAME_MAPPING);
        facts.parameters().forEach((key, value) -> {
            if (value.isEmpty()) {
                parameters.remove(key);
            } else {
                parameters.put(key, value);
            }
        });
        return new Table(
                name, facts.columns(), List.of(), facts.storage().withAttributes(storage), parameters, attributes);
    }

    /** What metadata says of its table, whatever it is called. */
    record Facts(TableMetadata metadata, String metadataLocation) {
        List<Column> columns() {
            return IcebergColumns.of(metadata.schema());
        }

        Storage storage() {
            return Storage.at(metadata.location());
        }

        /** An empty text stands for what it does not say. */
        Map<String, String> parameters() {
            var snapshot = Optional.ofNullable(metadata.currentSnapshot());
            return Map.of(
                    Table.TABLE_TYPE,
                    "ICEBERG",
                    Table.CLASSIFICATION,
                    FORMAT,
                    Table.METADATA_LOCATION,
                    metadataLocation,
                    TableProperties.DEFAULT_PARTITION_SPEC,
                    PartitionSpecParser.toJson(metadata.spec()),
                    COMMENT,
                    metadata.property(COMMENT, ""),
                    TableProperties.CURRENT_SNAPSHOT_ID,
                    snapshot.map(current -> Long.toString(current.snapshotId())).orElse(""));
        }
    }
}
