// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.layout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.iceberg.shaded.org.apache.avro.SchemaBuilder;
import org.apache.iceberg.shaded.org.apache.avro.file.DataFileWriter;
import org.apache.iceberg.shaded.org.apache.avro.generic.GenericData;
import org.apache.iceberg.shaded.org.apache.avro.generic.GenericDatumWriter;

/** Avro files as programs write them that know no Iceberg. */
final class AvroFiles {
    private AvroFiles() {}

    static void write(Path path, int id, String name) throws IOException {
        var schema = SchemaBuilder.record("person")
                .fields()
                .requiredInt("id")
                .optionalString("name")
                .endRecord();
        var row = new GenericData.Record(schema);
        row.put("id", id);
        row.put("name", name);
        Files.createDirectories(path.getParent());
        try (var out = new DataFileWriter<GenericData.Record>(new GenericDatumWriter<>(schema))) {
            out.create(schema, path.toFile());
            out.append(row);
        }
    }
}
