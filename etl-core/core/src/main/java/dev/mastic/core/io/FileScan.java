// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.io;

import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.type.Type;
import java.util.ArrayList;
import java.util.List;

/**
 * Exactly these files, read as rows of this type.
 *
 * @param name the source, as fault reports name it
 * @param type the columns in the files
 * @param partitionType the columns from the paths, in the order of each item's values
 * @param change what becomes of other fields in the files
 */
public record FileScan(
        String name,
        List<FileItem> files,
        Match match,
        Type.Struct type,
        Type.Struct partitionType,
        SchemaChange change) {
    public FileScan {
        files = List.copyOf(files);
    }

    /** A scan that passes over other fields. */
    public FileScan(String name, List<FileItem> files, Match match, Type.Struct type, Type.Struct partitionType) {
        this(name, files, match, type, partitionType, SchemaChange.EVOLVE);
    }

    /** The columns in the files, with that of rescued fields where there is one. */
    public Type.Struct rowType() {
        if (change != SchemaChange.RESCUE || type.names().contains(SchemaChange.RESCUED)) {
            return type;
        }
        var fields = new ArrayList<>(type.fields());
        fields.add(new Type.Field(SchemaChange.RESCUED, Type.Primitive.STRING));
        return new Type.Struct(fields);
    }
}
