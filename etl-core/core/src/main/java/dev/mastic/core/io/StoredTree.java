// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.io;

import dev.mastic.core.bookmark.FileItem;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A folder of an object store, or a file in it, from one listing of all that is below a place: pages of many files, where a request for
 * each folder would take as many as there are folders. All of it is in memory. Folders without files are none.
 *
 * @param file empty for a folder
 * @param below by name
 */
record StoredTree(Path path, Map<String, StoredTree> below, FileStatus file) implements DirectoryEntry {
    static StoredTree of(FileSystem fs, Path root) throws IOException {
        var top = folder(root);
        var folders = new HashMap<Path, StoredTree>();
        folders.put(root, top);
        for (var files = fs.listFiles(root, true); files.hasNext(); ) {
            var file = files.next();
            var path = file.getPath();
            around(path, folders).below.put(path.getName(), new StoredTree(path, Map.of(), file));
        }
        return top;
    }

    private static StoredTree around(Path path, Map<Path, StoredTree> folders) {
        var parent = path.getParent();
        var known = folders.get(parent);
        if (known != null) {
            return known;
        }
        var made = folder(parent);
        folders.put(parent, made);
        around(parent, folders).below.put(parent.getName() + "/", made);
        return made;
    }

    private static StoredTree folder(Path path) {
        return new StoredTree(path, new HashMap<>(), null);
    }

    @Override
    public String name() {
        return path.getName();
    }

    @Override
    public boolean isFolder() {
        return file == null;
    }

    @Override
    public FileItem item() {
        return FileListing.item(file);
    }

    @Override
    public Stream<DirectoryEntry> children() {
        return below.values().stream().map(entry -> entry);
    }
}
