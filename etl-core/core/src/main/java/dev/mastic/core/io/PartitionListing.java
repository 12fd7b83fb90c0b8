// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.io;

import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.IoReason;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/**
 * The folders of partitions below a table's place, as Hive writes them: {@code year=2024/month=05/}. Folders are listed down to those of the
 * last key and no further, so files are not looked at.
 *
 * @param folders those of partitions, in no order
 * @param others those that stand where a partition should, and are called otherwise
 */
public record PartitionListing(List<Folder> folders, List<String> others) {
    private static final int THREADS = 16;
    /** What a crawler calls a level whose folders do not name their key. */
    private static final Pattern UNNAMED = Pattern.compile("partition_\\d+");

    public PartitionListing {
        folders = List.copyOf(folders);
        others = List.copyOf(others);
    }

    /**
     * The folder of a partition.
     *
     * @param values decoded, one for each key
     * @param location with a slash at its end
     */
    public record Folder(List<String> values, String location) {
        public Folder {
            values = List.copyOf(values);
        }
    }

    /**
     * Lists the partitions of a table.
     *
     * @param location its folder
     * @param keys the names of its partition keys, in their order; folders may case them otherwise
     * @throws NoSuchPathException if there is nothing at the location
     * @throws EtlException if a folder cannot be listed
     */
    public static PartitionListing of(String location, List<String> keys, Configuration configuration) {
        var threads = Executors.newFixedThreadPool(THREADS);
        try {
            var root = new Path(location);
            var fs = FileSystems.of(root, configuration);
            var level = List.of(new Level(DirectoryEntry.of(fs, fs.getFileStatus(root)), List.of()));
            return below(level, keys, threads);
        } catch (FileNotFoundException e) {
            throw NoSuchPathException.of(location, configuration, e);
        } catch (UnsupportedFileSystemException e) {
            throw NoSuchPathException.scheme(location, e);
        } catch (IOException e) {
            throw new EtlException("Cannot list " + location + ": " + IoReason.of(e), e);
        } finally {
            threads.shutdownNow();
        }
    }

    /**
     * Whether there is a folder or file.
     *
     * @throws EtlException if that cannot be told
     */
    public static boolean exists(String location, Configuration configuration) {
        try {
            var path = new Path(location);
            FileSystem fs = FileSystems.of(path, configuration);
            return fs.exists(path);
        } catch (IOException e) {
            throw new EtlException("Cannot look for " + location + ": " + e.getMessage(), e);
        }
    }

    private record Level(DirectoryEntry folder, List<String> values) {}

    private static PartitionListing below(List<Level> root, List<String> keys, ExecutorService threads)
            throws IOException {
        var level = root;
        var others = new ArrayList<String>();
        for (var key : keys) {
            var next = new ArrayList<Level>();
            for (var children : listed(level, threads)) {
                for (var child : children) {
                    value(child.folder(), key)
                            .ifPresentOrElse(
                                    value -> next.add(deeper(child, value)),
                                    () -> others.add(
                                            FileListing.plain(child.folder().path()) + "/"));
                }
            }
            level = next;
        }
        return new PartitionListing(
                level.stream()
                        .map(found -> new Folder(
                                found.values(), FileListing.plain(found.folder().path()) + "/"))
                        .toList(),
                others);
    }

    private static Level deeper(Level child, String value) {
        var values = new ArrayList<>(child.values());
        values.add(value);
        return new Level(child.folder(), List.copyOf(values));
    }

    private static Optional<String> value(DirectoryEntry folder, String key) {
        var found = PartitionFolder.of(folder.name());
        boolean fits = found.hasKey()
                ? found.key().equalsIgnoreCase(key)
                : UNNAMED.matcher(key).matches();
        return fits ? Optional.of(found.value()) : Optional.empty();
    }

    /** The folders in each of several, with the values so far. */
    private static List<List<Level>> listed(List<Level> folders, ExecutorService threads) throws IOException {
        var asked = folders.stream()
                .map(folder -> CompletableFuture.supplyAsync(() -> children(folder), threads))
                .toList();
        var listed = new ArrayList<List<Level>>(asked.size());
        try {
            asked.forEach(each -> listed.add(each.join()));
        } catch (CompletionException e) {
            if (e.getCause() instanceof UncheckedIOException io) {
                throw io.getCause();
            }
            throw e;
        }
        return listed;
    }

    private static List<Level> children(Level parent) {
        try (var children = parent.folder().children()) {
            return children.filter(DirectoryEntry::isFolder)
                    .filter(child -> !FileListing.isHidden(child.name()))
                    .map(child -> new Level(child, parent.values()))
                    .toList();
        } catch (FileNotFoundException e) {
            // gone since the folder around it was listed, as if it had never been there
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
