// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler.listing;

import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.config.Globs;
import dev.mastic.core.config.Location;
import dev.mastic.core.crawl.CrawlTarget;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.IoReason;
import dev.mastic.core.io.FileListing;
import dev.mastic.core.io.FileSystems;
import dev.mastic.crawler.listing.TargetListing.PassedOver;
import dev.mastic.crawler.look.Parallel;
import dev.mastic.crawler.sample.FolderSample.Refused;
import dev.mastic.crawler.sample.Memory;
import dev.mastic.crawler.sample.PackedFiles;
import dev.mastic.crawler.sample.Target;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;

/**
 * A target of which only some files are looked at: those that are said to have come, changed or gone. The file system says which of it is
 * true. All others count as they were seen before.
 */
public record ChangedTarget(TargetListing listing, CrawlTarget.Folder asked, Memory memory) {
    /**
     * A path, and what is there now.
     *
     * @param problem what is to be said of it; may be empty
     * @param isKnown whether it is known what is there
     */
    private record Look(String path, Optional<FileItem> file, String problem, boolean isKnown) {
        static Look at(FileItem file) {
            return new Look(file.path(), Optional.of(file), "", true);
        }

        static Look gone(String path, String problem) {
            return new Look(path, Optional.empty(), problem, true);
        }

        static Look unknown(String path, String problem) {
            return new Look(path, Optional.empty(), problem, false);
        }
    }

    /** The target with the folders of those paths. */
    Target of(List<String> changed) {
        long now = System.currentTimeMillis();
        var location = listing.location(asked);
        var globs = TargetListing.exclusions(asked, location);
        var passed = PassedOver.of(listing.overrides(), location);
        var paths = own(changed, location, Globs.of(globs), passed);
        passed.skip(formats(paths, location), Globs.of(globs));
        var folders = new TreeMap<String, List<Look>>();
        try (var parallel = new Parallel(listing.threads())) {
            var open = paths.stream().filter(path -> !passed.holds(path)).toList();
            for (var look : parallel.map(open, this::look)) {
                if (!look.problem().isEmpty()) {
                    passed.skip(look.path(), look.problem());
                }
                if (look.isKnown()) {
                    folders.computeIfAbsent(PackedFiles.folderOf(look.path()), folder -> new ArrayList<>())
                            .add(look);
                }
            }
        }
        var edited = folders.entrySet().stream()
                .map(folder -> edited(folder.getKey(), folder.getValue()))
                .toList();
        var kept = new HashSet<>(memory.folders());
        kept.removeAll(folders.keySet());
        kept.removeIf(passed::holds);
        listing.progress().listed(paths.size());
        return new Target(
                new Target.Asked(location, true, globs, asked.sampleSize()), now, edited, kept, passed.skipped());
    }

    /** The paths that lie in the target and may be data; of those elsewhere it is said so. */
    private List<String> own(List<String> changed, String location, Globs excluded, PassedOver passed) {
        var own = new TreeSet<String>();
        for (var written : changed) {
            var path = listing.qualified(written);
            if (!path.startsWith(Location.child(location, ""))) {
                passed.skip(path, Refused.notInATable(path, "it does not lie in " + location));
            } else if (!isHidden(path, location) && !excluded.match(path) && !passed.holds(path)) {
                own.add(path);
            }
        }
        return List.copyOf(own);
    }

    private static boolean isHidden(String path, String location) {
        return Stream.of(path.substring(Location.child(location, "").length()).split("/"))
                .anyMatch(FileListing::isHidden);
    }

    private PackedFiles edited(String folder, List<Look> looks) {
        var there = looks.stream().flatMap(look -> look.file().stream()).toList();
        var gone = new HashSet<String>();
        looks.stream().filter(look -> look.file().isEmpty()).map(Look::path).forEach(gone::add);
        return memory.listing(folder).with(there, gone);
    }

    private Look look(String path) {
        var place = new Path(path);
        try {
            if (FileSystems.of(place, listing.configuration())
                    .getFileStatus(place)
                    .isDirectory()) {
                return Look.unknown(path, Refused.notInATable(path, "it is a folder (expected files)"));
            }
            return FileListing.list(path, listing.configuration()).stream()
                    .findFirst()
                    .map(Look::at)
                    .orElseGet(() -> Look.gone(path, Refused.notInATable(path, "it is empty, or not committed")));
        } catch (FileNotFoundException e) {
            return Look.gone(path, "");
        } catch (IOException e) {
            return Look.unknown(path, "Cannot read " + path + ": " + IoReason.of(e));
        } catch (EtlException e) {
            return Look.unknown(path, e.getMessage());
        }
    }

    /** The table formats that lie above the paths: found by what is there, not by what has changed. */
    private TableFormats formats(List<String> paths, String location) {
        Set<String> above = new TreeSet<>();
        for (var path : paths) {
            var folder = PackedFiles.folderOf(path);
            while (folder.length() > location.length() && above.add(folder)) {
                folder = PackedFiles.folderOf(folder.substring(0, folder.length() - 1));
            }
        }
        var logs = above.stream()
                .flatMap(folder -> TableFormats.LOGS.keySet().stream().map(folder::concat))
                .filter(this::isThere);
        var metadata = above.stream().flatMap(folder -> files(folder + "metadata"));
        return TableFormats.of(metadata, logs);
    }

    private boolean isThere(String folder) {
        var path = new Path(folder);
        try {
            return FileSystems.of(path, listing.configuration()).exists(path);
        } catch (IOException e) {
            throw new EtlException("Cannot list " + folder + ": " + IoReason.of(e), e);
        }
    }

    private Stream<String> files(String folder) {
        var path = new Path(folder);
        try {
            return Stream.of(FileSystems.of(path, listing.configuration()).listStatus(path))
                    .map(status -> FileListing.plain(status.getPath()));
        } catch (FileNotFoundException e) {
            return Stream.empty();
        } catch (IOException e) {
            throw new EtlException("Cannot list " + folder + ": " + IoReason.of(e), e);
        }
    }
}
