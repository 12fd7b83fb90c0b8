// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.io;

import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.type.Type;
import java.util.List;
import java.util.stream.Stream;

/**
 * Exactly these files, read as rows of this type.
 *
 * @param name the source, as fault reports name it
 * @param type the columns in the files
 * @param partitionType the columns from the paths, in the order of each item's values
 * @param others what becomes of other fields in the files
 * @param onRefused what becomes of rows and files that do not fit
 */
public record FileScan(
        String name,
        List<FileItem> files,
        Match match,
        Type.Struct type,
        Type.Struct partitionType,
        OtherFields others,
        OnRefused onRefused) {
    public FileScan {
        files = List.copyOf(files);
    }

    /** A scan that signals what it refuses. */
    public FileScan(
            String name,
            List<FileItem> files,
            Match match,
            Type.Struct type,
            Type.Struct partitionType,
            OtherFields others) {
        this(name, files, match, type, partitionType, others, OnRefused.SIGNAL);
    }

    /** A scan that passes over other fields. */
    public FileScan(String name, List<FileItem> files, Match match, Type.Struct type, Type.Struct partitionType) {
        this(name, files, match, type, partitionType, OtherFields.PASSED_OVER);
    }

    /** The same with another answer to what does not fit. */
    public FileScan with(OnRefused now) {
        return new FileScan(name, files, match, type, partitionType, others, now);
    }

    /**
     * The columns in the files, with that of rescued fields where there is one.
     *
     * @throws dev.mastic.core.failure.UsageException if there cannot be one of its name
     */
    public Type.Struct rowType() {
        return others.with(type, partitionType.names());
    }

    /** The columns of the rows: those of the files, of which a name of a key is none, and then the keys. */
    public Type.Struct shape() {
        return new Type.Struct(Stream.concat(dataType().fields().stream(), partitionType.fields().stream())
                .toList());
    }

    /** The columns that are read from the files. */
    public Type.Struct dataType() {
        var keys = partitionType.names();
        return new Type.Struct(rowType().fields().stream()
                .filter(field -> !keys.contains(field.name()))
                .toList());
    }
}
