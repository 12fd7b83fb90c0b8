// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import dev.mastic.core.catalog.Storage;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.BaseMetastoreTableOperations;
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

    /** The first definition. */
    Table created() {
        return table(Map.of());
    }

    /** The definition after another; parameters that others have set stay. */
    Table after(Table before, TableMetadata last) {
        var parameters = new HashMap<>(before.parameters());
        parameters.keySet().removeAll(last.properties().keySet());
        parameters.put(
                BaseMetastoreTableOperations.PREVIOUS_METADATA_LOCATION_PROP, parameters.get(Table.METADATA_LOCATION));
        return table(parameters);
    }

    private Table table(Map<String, String> others) {
        var parameters = new HashMap<>(others);
        parameters.putAll(metadata.properties());
        parameters.remove(TableProperties.DEFAULT_NAME_MAPPING);
        parameters.put(Table.TABLE_TYPE, "ICEBERG");
        parameters.put(Table.CLASSIFICATION, FORMAT);
        parameters.put(Table.METADATA_LOCATION, metadataLocation);
        parameters.put(TableProperties.DEFAULT_PARTITION_SPEC, PartitionSpecParser.toJson(metadata.spec()));
        putOrRemove(
                parameters,
                TableProperties.CURRENT_SNAPSHOT_ID,
                Optional.ofNullable(metadata.currentSnapshot()).map(snapshot -> Long.toString(snapshot.snapshotId())));
        return new Table(
                name, IcebergColumns.of(metadata.schema()), List.of(), Storage.at(metadata.location()), parameters);
    }

    private static void putOrRemove(Map<String, String> parameters, String key, Optional<String> value) {
        value.ifPresentOrElse(text -> parameters.put(key, text), () -> parameters.remove(key));
    }
}
