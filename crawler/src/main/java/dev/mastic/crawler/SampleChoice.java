// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler;

import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.config.Location;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * Which files of each folder are looked into when not all are: as many as the size says, chosen by a hash of their
 * names, so that a new file changes the choice by one at most. Files of one folder with one ending are taken to be
 * alike; as long as none of them could be read, the next are looked into.
 */
final class SampleChoice {
    private static final Set<String> PACKED = Set.of("gz", "gzip", "bz2", "zst", "snappy", "lz4", "deflate", "zip");

    private static final Comparator<FileItem> ORDER =
            Comparator.comparing(SampleChoice::hash).thenComparing(FileItem::path);

    private final int size;
    private final Map<Alike, List<FileItem>> open = new HashMap<>();
    private final Map<Alike, SampledFile> models = new HashMap<>();

    /** Files that are taken to be alike. */
    private record Alike(String folder, String ending) {
        static Alike of(FileItem file) {
            var name = Location.name(file.path());
            return new Alike(file.path().substring(0, file.path().length() - name.length()), ending(name));
        }

        private static String ending(String name) {
            var parts = new ArrayList<>(List.of(name.split("\\.")));
            parts.remove(0);
            parts.removeIf(part -> part.matches("\\d*"));
            int last = parts.size() - 1;
            return last < 0
                    ? ""
                    : last > 0 && PACKED.contains(parts.get(last))
                            ? parts.get(last - 1) + "." + parts.get(last)
                            : parts.get(last);
        }
    }

    SampleChoice(List<FileItem> files, int size) {
        this.size = size;
        files.forEach(file ->
                open.computeIfAbsent(Alike.of(file), alike -> new ArrayList<>()).add(file));
        open.values().forEach(alike -> alike.sort(ORDER));
    }

    private static long hash(FileItem file) {
        var hash = new CRC32();
        hash.update(Location.name(file.path()).getBytes(StandardCharsets.UTF_8));
        return hash.getValue();
    }

    /** The files to look into next, sorted by path; none when each kind of file has been read or has failed. */
    List<FileItem> next() {
        var left = new TreeMap<String, List<FileItem>>();
        open.forEach((alike, files) -> {
            if (!models.containsKey(alike)) {
                left.computeIfAbsent(alike.folder, folder -> new ArrayList<>()).addAll(files);
            }
        });
        var next = left.values().stream()
                .flatMap(files -> files.stream().sorted(ORDER).limit(size))
                .sorted(Comparator.comparing(FileItem::path))
                .toList();
        next.forEach(file -> open.get(Alike.of(file)).remove(file));
        return next;
    }

    /** Takes note of what was read. */
    void read(List<SampledFile> files) {
        files.forEach(file -> models.putIfAbsent(Alike.of(file.file()), file));
    }

    /** The files that were not looked into, each taken for what the first of its kind is. */
    List<SampledFile> others() {
        return open.entrySet().stream()
                .filter(alike -> models.containsKey(alike.getKey()))
                .flatMap(alike -> alike.getValue().stream().map(models.get(alike.getKey())::unread))
                .toList();
    }
}
