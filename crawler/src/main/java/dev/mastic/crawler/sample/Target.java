// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler.sample;

import dev.mastic.core.crawl.CrawlReport.Skipped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One file or folder that was asked for, with the folders of files that lie there.
 *
 * @param listed when they were listed, in milliseconds since 1970
 * @param folders those that are looked at; without files that are excluded, and without those of other table formats
 * @param kept the paths of other folders, which count as they were seen before
 * @param skipped what was left out, with the reason; not what was excluded
 */
public record Target(Asked asked, long listed, List<PackedFiles> folders, Set<String> kept, List<Skipped> skipped) {
    /**
     * What was asked for.
     *
     * @param location as users write it, without a trailing slash
     * @param exclusions globs of whole paths
     * @param sampleSize how many files of a folder are looked into; empty: as many as it takes
     */
    public record Asked(String location, boolean isFolder, List<String> exclusions, OptionalInt sampleSize) {}

    public String location() {
        return asked.location();
    }

    public boolean isFolder() {
        return asked.isFolder();
    }

    public boolean holdsFiles() {
        return !folders.isEmpty() || !kept.isEmpty();
    }

    /** The folders among the skipped, which readers must leave out too. */
    public Stream<String> leftOut() {
        return skipped.stream().map(Skipped::path).filter(path -> path.endsWith("/"));
    }

    /** The same without the files that lie below others, too. */
    public Target without(Collection<Target> deeper) {
        if (deeper.isEmpty()) {
            return this;
        }
        var taken = deeper.stream()
                .flatMap(target -> target.folders.stream())
                .collect(Collectors.groupingBy(PackedFiles::folder));
        var own = new ArrayList<>(folders);
        own.replaceAll(here -> without(here, taken));
        own.removeIf(PackedFiles::isEmpty);
        var told = deeper.stream().flatMap(target -> target.skipped.stream()).collect(Collectors.toSet());
        var skippedHere = skipped.stream().filter(skip -> !told.contains(skip)).toList();
        return new Target(asked, listed, own, kept, skippedHere);
    }

    private static PackedFiles without(PackedFiles here, Map<String, List<PackedFiles>> taken) {
        var paths = new HashSet<String>();
        taken.getOrDefault(here.folder(), List.of())
                .forEach(same -> same.unpack().forEach(file -> paths.add(file.path())));
        return paths.isEmpty() ? here : here.without(paths);
    }

    /** The same in which folders that were seen before count as they were, also when they are gone. */
    public Target onlyNew(Set<String> known) {
        var fresh =
                folders.stream().filter(here -> !known.contains(here.folder())).toList();
        return new Target(asked, listed, fresh, known, skipped);
    }
}
