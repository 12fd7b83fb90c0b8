// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mastic.catalog.server.wire.Json;
import dev.mastic.core.catalog.Attributes;
import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.Storage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.glue.model.SerDeInfo;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;

/** Storage descriptors between Glue's shape and the catalog's record. An empty text and none are the same. */
final class Storages {
    static final String COLUMNS = "Columns";
    private static final String SERDE = "SerdeInfo";
    private static final Storage NOTHING = Storage.at("");

    private Storages() {}

    /** All of a descriptor but its columns. */
    static Storage read(StorageDescriptor descriptor) {
        var rest = Json.tree(descriptor);
        rest.remove(COLUMNS);
        return read(descriptor, rest);
    }

    /** All of a descriptor; its columns are kept as they were said. */
    static Storage readWithColumns(StorageDescriptor descriptor) {
        return read(descriptor, Json.tree(descriptor));
    }

    private static Storage read(StorageDescriptor descriptor, ObjectNode rest) {
        rest.remove(List.of("Location", "InputFormat", "OutputFormat", "Compressed"));
        if (rest.get(SERDE) instanceof ObjectNode serde) {
            serde.remove(List.of("SerializationLibrary", "Parameters"));
            if (serde.isEmpty()) {
                rest.remove(SERDE);
            }
        }
        var serde = Optional.ofNullable(descriptor.serdeInfo());
        return new Storage(
                text(descriptor.location()),
                text(descriptor.inputFormat()),
                text(descriptor.outputFormat()),
                text(serde.map(SerDeInfo::serializationLibrary).orElse(null)),
                serde.map(SerDeInfo::parameters).orElse(Map.of()),
                Boolean.TRUE.equals(descriptor.compressed()),
                Attributes.of(rest));
    }

    /** A descriptor with the columns of a table, unless it says others itself; empty where nothing at all is said. */
    static Optional<StorageDescriptor> write(Storage storage, List<Column> columns) {
        if (storage.equals(NOTHING) && columns.isEmpty()) {
            return Optional.empty();
        }
        var builder = Json.fill(storage.attributes().object(), StorageDescriptor.builder());
        var said = builder.build();
        if (!said.hasColumns()) {
            builder.columns(Columns.write(columns));
        }
        return Optional.of(builder.location(orNull(storage.location()))
                .inputFormat(orNull(storage.inputFormat()))
                .outputFormat(orNull(storage.outputFormat()))
                .compressed(storage.compressed())
                .serdeInfo(serde(storage, said))
                .build());
    }

    private static SerDeInfo serde(Storage storage, StorageDescriptor said) {
        if (storage.serde().isEmpty() && storage.serdeParameters().isEmpty() && said.serdeInfo() == null) {
            return null;
        }
        var builder = said.serdeInfo() == null ? SerDeInfo.builder() : said.serdeInfo().toBuilder();
        return builder.serializationLibrary(orNull(storage.serde()))
                .parameters(storage.serdeParameters())
                .build();
    }

    private static String text(String text) {
        return text == null ? "" : text;
    }

    private static String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
