// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler;

import dev.mastic.core.config.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A folder with the sampled files in it and below it. Filled by {@link #of}, then only read. */
final class Folder {
    private final String path;
    private final List<SampledFile> files = new ArrayList<>();
    private final SortedMap<String, Folder> folders = new TreeMap<>();

    private Folder(String path) {
        this.path = path;
    }

    /** The tree of the files below a place. */
    static Folder of(String root, List<SampledFile> files) {
        var tree = new Folder(root);
        for (var file : files) {
            var folder = tree;
            var parts = file.path().substring(Location.child(root, "").length()).split("/");
            for (int i = 0; i < parts.length - 1; i++) {
                var parent = folder;
                folder =
                        parent.folders.computeIfAbsent(parts[i], name -> new Folder(Location.child(parent.path, name)));
            }
            folder.files.add(file);
        }
        return tree;
    }

    String name() {
        return Location.name(path);
    }

    /** With a trailing slash. */
    String location() {
        return Location.child(path, "");
    }

    /** The files directly in it. */
    List<SampledFile> files() {
        return files;
    }

    /** The folders directly in it, sorted by name. */
    List<Folder> folders() {
        return List.copyOf(folders.values());
    }

    /** All files in and below it. */
    Stream<SampledFile> all() {
        return Stream.concat(files.stream(), folders.values().stream().flatMap(Folder::all));
    }

    /** Whether it is named {@code key=value}. */
    boolean isKeyed() {
        return name().indexOf('=') > 0;
    }
}
