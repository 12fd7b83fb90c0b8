// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.io;

import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.type.Type;
import java.util.List;

/**
 * Exactly these files, read as rows of this type.
 *
 * @param name the source, as fault reports name it
 * @param type the columns in the files
 * @param partitionType the columns from the paths, in the order of each item's values
 */
public record FileScan(String name, List<FileItem> files, Match match, Type.Struct type, Type.Struct partitionType) {
    public FileScan {
        files = List.copyOf(files);
    }
}
