// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler.sample;

import dev.mastic.core.config.Location;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;

/** A folder with the sampled files in it and below it. Filled by {@link #of}, then only read. */
public final class Folder {
    private final String path;
    private final List<SampledFile> files = new ArrayList<>();
    private final SortedMap<String, Folder> folders = new TreeMap<>();

    private Folder(String path) {
        this.path = path;
    }

    /** The tree of the files below a place. */
    public static Folder of(String root, List<SampledFile> files) {
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

    public String name() {
        return Location.name(path);
    }

    /** How many folders deep it lies, counted from the root of the file system or bucket, which is 1. */
    public int level() {
        var parts = new Path(path).toUri().getPath().split("/");
        return 1 + (int) Arrays.stream(parts).filter(part -> !part.isEmpty()).count();
    }

    /** With a trailing slash. */
    public String location() {
        return Location.child(path, "");
    }

    /** The files directly in it. */
    public List<SampledFile> files() {
        return files;
    }

    /** The folders directly in it, sorted by name. */
    public List<Folder> folders() {
        return List.copyOf(folders.values());
    }

    /** All files in and below it. */
    public Stream<SampledFile> all() {
        return Stream.concat(files.stream(), folders.values().stream().flatMap(Folder::all));
    }

    /** Whether at least half of the folders in it are named {@code key=value}. */
    public boolean hasMostlyKeys() {
        return 2 * folders.values().stream().filter(Folder::isKeyed).count() >= folders.size();
    }

    /** Whether it is named {@code key=value}. */
    public boolean isKeyed() {
        return name().indexOf('=') > 0;
    }
}
