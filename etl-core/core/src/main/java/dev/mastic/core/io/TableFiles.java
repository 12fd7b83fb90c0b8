// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.io;

import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.Partition;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.config.Globs;
import dev.mastic.core.failure.UsageException;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.hadoop.conf.Configuration;

/** Lists the data files of a table of files, without those that its parameters leave out. Starts no Spark. */
public record TableFiles(Table table, Configuration configuration) {
    /**
     * The files of a table without partition keys, sorted by path.
     *
     * @param selection what is wanted of the files of one folder, as {@link FileListing#list(String, Configuration, UnaryOperator)} has it
     * @throws UsageException if the folder of the table is not there
     */
    public List<FileItem> all(UnaryOperator<List<FileItem>> selection) {
        return included(list(table.storage().location(), "the table's folder", selection));
    }

    /**
     * The files of some partitions, sorted by path, with the values of their partitions.
     *
     * @param selection as of {@link #all}
     * @throws UsageException if the folder of a partition is not there, or if one has not a value for each key
     */
    public List<FileItem> of(List<Partition> partitions, UnaryOperator<List<FileItem>> selection) {
        var keys = table.partitionKeys().stream().map(Column::name).toList();
        var byPath = new TreeMap<String, FileItem>();
        // where a partition lies inside another, the inner one has its files
        partitions.stream()
                .sorted(Comparator.comparingInt(
                        part -> part.storage().location().length()))
                .forEach(part -> of(part, keys, selection).forEach(file -> byPath.put(file.path(), file)));
        return included(List.copyOf(byPath.values()));
    }

    private List<FileItem> included(List<FileItem> files) {
        Globs excluded = table.excluded();
        return files.stream().filter(file -> !excluded.match(file.path())).toList();
    }

    private List<FileItem> of(Partition partition, List<String> keys, UnaryOperator<List<FileItem>> selection) {
        var label = "the folder of partition " + label(keys, partition.values());
        if (partition.values().size() != keys.size()) {
            throw cannotRead(label + " has not one value for each key " + keys + ": crawl the table again");
        }
        return list(partition.storage().location(), label, selection).stream()
                .map(file -> new FileItem(file.path(), file.size(), file.modified(), file.etag(), partition.values()))
                .toList();
    }

    private List<FileItem> list(String location, String what, UnaryOperator<List<FileItem>> selection) {
        try {
            return FileListing.list(location, configuration, selection);
        } catch (NoSuchPathException e) {
            throw new UsageException(
                    "Cannot read table " + table.name() + ": " + what + " is not there (got " + location
                            + "): bring the files back, or take it out of the catalog",
                    e);
        }
    }

    private static String label(List<String> keys, List<String> values) {
        var label = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            label.append(i == 0 ? "" : "/")
                    .append(i < keys.size() ? keys.get(i) : "?")
                    .append('=')
                    .append(values.get(i));
        }
        return label.toString();
    }

    private UsageException cannotRead(String why) {
        return new UsageException("Cannot read table " + table.name() + ": " + why);
    }
}
