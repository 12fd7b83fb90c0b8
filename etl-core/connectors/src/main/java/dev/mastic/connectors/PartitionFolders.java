// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.io.PartitionFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The partition keys and values in the folders of a path, as Hive spells them: {@code year=2024/city=K%C3%B6ln}. From
 * the first folder of that form on each folder is a partition; one without a key gets Glue's {@code partition_0}. Keys
 * and values are decoded;
 * {@link FileItem#NO_VALUE} stays as it is.
 */
record PartitionFolders(List<String> keys, List<String> values) {
    PartitionFolders {
        keys = List.copyOf(keys);
        values = List.copyOf(values);
    }

    /**
     * The keys and values of a file.
     *
     * @param file a path relative to the root of the data, with the name of the file
     */
    static PartitionFolders of(String file) {
        var keys = new ArrayList<String>();
        var values = new ArrayList<String>();
        var parts = file.split("/");
        int unnamed = 0;
        for (int i = 0; i < parts.length - 1; i++) {
            var folder = PartitionFolder.of(parts[i]);
            if (folder.hasKey()) {
                keys.add(folder.key());
                values.add(folder.value());
            } else if (!keys.isEmpty()) {
                keys.add("partition_" + unnamed++);
                values.add(parts[i]);
            }
        }
        return new PartitionFolders(keys, values);
    }

    /** Compared without case, as Spark compares names. */
    boolean hasKeys(List<String> others) {
        return caseless(keys).equals(caseless(others));
    }

    private static List<String> caseless(List<String> names) {
        return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }
}
