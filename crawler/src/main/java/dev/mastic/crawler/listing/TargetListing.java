// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler.listing;

import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.config.Globs;
import dev.mastic.core.config.Location;
import dev.mastic.core.crawl.CrawlProgress;
import dev.mastic.core.crawl.CrawlReport.Skipped;
import dev.mastic.core.crawl.CrawlTarget;
import dev.mastic.core.crawl.TableOverride;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.Quantity;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.io.FileListing;
import dev.mastic.core.io.FileListing.Walked;
import dev.mastic.core.io.FileSystems;
import dev.mastic.core.io.NoSuchPathException;
import dev.mastic.crawler.sample.FolderSample.Refused;
import dev.mastic.crawler.sample.LeftOver;
import dev.mastic.crawler.sample.PackedFiles;
import dev.mastic.crawler.sample.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/**
 * Lists targets by several threads. Of the million files of a large one only the {@link PackedFiles} stay in memory.
 *
 * @param overrides of which those that skip a folder count
 */
public record TargetListing(
        Collection<TableOverride> overrides, Configuration configuration, int threads, CrawlProgress progress) {
    /**
     * Lists all targets, sorted. A file below two of them belongs to the deeper one.
     *
     * @throws NoSuchPathException if one does not exist
     * @throws UsageException if one holds no data files
     */
    List<Target> list(List<CrawlTarget.Folder> asked) {
        var targets = asked.stream().map(this::list).sorted(deepestFirst()).toList();
        var own = new ArrayList<Target>();
        for (var target : targets) {
            own.add(target.without(own));
        }
        own.sort(Comparator.comparing(Target::location));
        return own;
    }

    private static Comparator<Target> deepestFirst() {
        return Comparator.comparing((Target t) -> t.location().length())
                .reversed()
                .thenComparing(Target::location);
    }

    /**
     * What was found in one folder.
     *
     * @param empty the paths of its empty files
     * @param holdsData whether one of the files is no left over
     * @param metadata the paths of files that may be the metadata of an Iceberg table
     */
    private record Listed(PackedFiles files, List<String> empty, boolean holdsData, List<String> metadata) {}

    private Target list(CrawlTarget.Folder asked) {
        long now = System.currentTimeMillis();
        var location = location(asked);
        var globs = exclusions(asked, location);
        var excluded = Globs.of(globs);
        var walked = FileListing.walk(
                asked.path(), configuration, threads, (files, empty) -> listed(files, empty, excluded));
        var leftOut = PassedOver.of(overrides, location);
        leftOut.skip(formats(walked), excluded);
        walked.unlisted().forEach((folder, why) -> leftOut.skip(folder, "Cannot list " + folder + ": " + why));
        walked.folders().stream()
                .flatMap(here -> here.empty().stream())
                .filter(path -> !leftOut.holds(path))
                .forEach(path -> leftOut.skip(path, Refused.notInATable(path, "it is empty")));
        var data = walked.folders().stream()
                .filter(here ->
                        !here.files().isEmpty() && !leftOut.holds(here.files().folder()))
                .toList();
        if (leftOut.folders().isEmpty()
                && walked.unlisted().isEmpty()
                && data.stream().noneMatch(Listed::holdsData)) {
            throw new UsageException("Cannot crawl " + asked.path() + ": it holds no data files" + among(walked));
        }
        return new Target(
                new Target.Asked(
                        location, walked.isFolder(), walked.isFolder() ? globs : List.of(), asked.sampleSize()),
                now,
                committed(data, walked.uncommitted()),
                Set.of(),
                leftOut.skipped());
    }

    private Listed listed(List<FileItem> files, List<String> empty, Globs excluded) {
        progress.listed(files.size());
        var own = files.stream().filter(file -> !excluded.match(file.path())).toList();
        var folder = own.isEmpty() ? "" : PackedFiles.folderOf(own.get(0).path());
        return new Listed(
                PackedFiles.of(folder, own),
                empty.stream().filter(path -> !excluded.match(path)).toList(),
                own.stream().anyMatch(file -> LeftOver.reason(file.path()).isEmpty()),
                files.stream()
                        .map(FileItem::path)
                        .filter(TableFormats::isMetadata)
                        .toList());
    }

    private static TableFormats formats(Walked<Listed> walked) {
        var metadata = walked.folders().stream().flatMap(here -> here.metadata().stream());
        return TableFormats.of(metadata, walked.hiddenFolders().stream());
    }

    private static List<PackedFiles> committed(List<Listed> data, Set<String> uncommitted) {
        var files = data.stream().map(Listed::files);
        return (uncommitted.isEmpty()
                        ? files
                        : files.map(here -> here.without(uncommitted)).filter(here -> !here.isEmpty()))
                .sorted(Comparator.comparing(PackedFiles::folder))
                .toList();
    }

    private static String among(Walked<Listed> walked) {
        long found = walked.folders().stream()
                .mapToLong(here -> here.files().count() + here.empty().size())
                .sum();
        return found == 0 ? "" : " (its " + Quantity.of(found, "file") + " are empty, excluded or left by a job)";
    }

    /** Globs below the target become globs of whole paths, which readers of its tables can follow. */
    static List<String> exclusions(CrawlTarget.Folder asked, String location) {
        CrawlTarget.excluded(asked.path(), asked.exclusions());
        var root = Globs.literal(Location.child(location, ""));
        return asked.exclusions().stream().map(glob -> root + glob).toList();
    }

    /** Where a target is, as users write it. */
    String location(CrawlTarget.Folder asked) {
        return qualified(asked.path());
    }

    /** The path as users write it, with its file system where that is not the local one. */
    String qualified(String written) {
        try {
            var path = new Path(written);
            return FileListing.plain(FileSystems.of(path, configuration).makeQualified(path));
        } catch (UnsupportedFileSystemException e) {
            throw NoSuchPathException.scheme(written, e);
        } catch (IOException e) {
            throw new EtlException("Cannot list " + written + ": " + e.getMessage(), e);
        }
    }

    /**
     * What of a target is no data for tables of files. Filled while the target is listed.
     *
     * @param folders whose files are left out as a whole, with a trailing slash
     */
    record PassedOver(List<Skipped> skipped, Set<String> folders) {
        static PassedOver of(Collection<TableOverride> overrides, String root) {
            var passed = new PassedOver(new ArrayList<>(), new HashSet<>());
            overrides.stream()
                    .filter(override -> override.kind() == TableOverride.Kind.SKIP)
                    .map(override -> Location.child(override.location(), ""))
                    .filter(folder -> folder.startsWith(Location.child(root, "")))
                    .forEach(folder -> passed.skipFolder(folder, "an override says so"));
            return passed;
        }

        void skip(TableFormats formats, Globs excluded) {
            formats.roots().forEach((folder, format) -> {
                if (!holds(folder) && !excluded.match(folder)) {
                    skipFolder(folder, format);
                }
            });
        }

        private void skipFolder(String folder, String reason) {
            folders.add(folder);
            skip(folder, "Cannot make a table of " + folder + ": " + reason);
        }

        void skip(String path, String reason) {
            skipped.add(new Skipped(path, reason));
        }

        boolean holds(String path) {
            return folders.stream().anyMatch(path::startsWith);
        }
    }
}
