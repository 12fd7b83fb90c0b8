// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler.grouping;

import dev.mastic.core.io.PartitionFolder;
import dev.mastic.crawler.grouping.TableFiles.Part;
import dev.mastic.crawler.sample.Folder;
import dev.mastic.crawler.sample.SampledFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** A folder with files below a table's: its keys and values from there on; the keys of levels without one are empty. */
public record KeyedPart(List<String> keys, List<String> values, String location, List<SampledFile> files) {

    /** The folders below one, as far as they hold files; also itself. */
    static List<KeyedPart> below(Folder root) {
        var parts = new ArrayList<KeyedPart>();
        collect(root, List.of(), parts);
        return parts;
    }

    private static void collect(Folder folder, List<PartitionFolder> levels, Collection<KeyedPart> parts) {
        if (!folder.files().isEmpty()) {
            parts.add(new KeyedPart(
                    levels.stream().map(PartitionFolder::key).toList(),
                    levels.stream().map(PartitionFolder::value).toList(),
                    folder.location(),
                    folder.files()));
        }
        folder.folders().forEach(child -> {
            var deeper = new ArrayList<>(levels);
            deeper.add(PartitionFolder.of(child.name()));
            collect(child, deeper, parts);
        });
    }

    /** The keys of the most folders; spelled as in the first folder, compared without case. */
    static List<String> commonKeys(List<KeyedPart> parts) {
        var byKeys = new TreeMap<String, List<KeyedPart>>();
        parts.forEach(part -> byKeys.computeIfAbsent(part.caseless(), keys -> new ArrayList<>())
                .add(part));
        int most = byKeys.values().stream().mapToInt(List::size).max().orElseThrow();
        return byKeys.values().stream()
                .filter(some -> some.size() == most)
                .map(some -> some.stream()
                        .min(Comparator.comparing(KeyedPart::location))
                        .orElseThrow()
                        .keys)
                .findFirst()
                .orElseThrow();
    }

    boolean startsWithKey() {
        return !keys.isEmpty() && !keys.get(0).equals(TableFiles.UNNAMED);
    }

    boolean hasKeys(List<String> expected) {
        return caseless().equals(caseless(expected));
    }

    /** The same partition with those of its files that are kept. */
    Part toPart(Map<String, SampledFile> kept) {
        var own = files.stream()
                .map(file -> kept.get(file.path()))
                .filter(Objects::nonNull)
                .toList();
        return new Part(values, location, own);
    }

    private String caseless() {
        return caseless(keys);
    }

    private static String caseless(List<String> keys) {
        return String.join("/", keys).toLowerCase(Locale.ROOT);
    }
}
