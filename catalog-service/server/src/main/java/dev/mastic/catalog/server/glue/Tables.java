// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import dev.mastic.catalog.server.wire.Json;
import dev.mastic.core.catalog.Attributes;
import dev.mastic.core.catalog.Storage;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.catalog.TableVersion;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableInput;

/** Tables between Glue's shape and the catalog's record; what no part of Mastic acts on is kept as it was said. */
final class Tables {
    /** The one account of this catalog. Whatever account a client names, it is meant. */
    static final String CATALOG_ID = "000000000000";

    private Tables() {}

    static dev.mastic.core.catalog.Table read(String database, TableInput input) {
        var rest = Json.tree(input);
        rest.remove(List.of("Name", "StorageDescriptor", "PartitionKeys", "Parameters"));
        var storage = Optional.ofNullable(input.storageDescriptor());
        return new dev.mastic.core.catalog.Table(
                Names.table(database, input.name()),
                storage.map(StorageDescriptor::columns).map(Columns::read).orElse(List.of()),
                Columns.read(input.partitionKeys()),
                storage.map(Storages::read).orElse(Storage.at("")),
                input.parameters(),
                Attributes.of(rest));
    }

    static Table write(TableVersion version) {
        var table = version.table();
        return Json.fill(table.attributes().object(), Table.builder())
                .name(table.name().table())
                .databaseName(table.name().database())
                .createTime(version.created())
                .updateTime(version.updated())
                .storageDescriptor(
                        Storages.write(table.storage(), table.columns()).orElse(null))
                .partitionKeys(Columns.write(table.partitionKeys()))
                .parameters(table.parameters())
                .isRegisteredWithLakeFormation(false)
                .catalogId(CATALOG_ID)
                .versionId(Long.toString(version.version()))
                .build();
    }

    /** A link as it is shown to those who may see what it leads to. */
    static Table writeLink(TableVersion link, TableVersion target) {
        var shown = write(link);
        return write(target).toBuilder()
                .name(shown.name())
                .databaseName(shown.databaseName())
                .targetTable(shown.targetTable())
                .build();
    }

    /** Only the name, and the type where it is asked for. */
    static Table writeName(TableVersion version, boolean withType) {
        var attributes = version.table().attributes();
        TableName name = version.table().name();
        return Table.builder()
                .name(name.table())
                .databaseName(name.database())
                .catalogId(CATALOG_ID)
                .tableType(
                        withType
                                ? attributes
                                        .find("TableType")
                                        .map(type -> type.asText())
                                        .orElse(null)
                                : null)
                .build();
    }
}
