// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler;

import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.config.Globs;
import dev.mastic.core.config.Location;
import dev.mastic.core.crawl.CrawlReport.Skipped;
import dev.mastic.core.crawl.CrawlTarget;
import dev.mastic.core.crawl.TableOverride;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.Quantity;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.io.FileListing;
import dev.mastic.core.io.FileListing.Listing;
import dev.mastic.core.io.NoSuchPathException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/**
 * One file or folder that was asked for, with the data files that lie there.
 *
 * @param location as users write it, without a trailing slash
 * @param files without those that are excluded or {@link LeftOver}, and without those of other table formats
 * @param skipped what was left out, with the reason; not what was excluded
 * @param exclusions globs of whole paths
 * @param sampleSize how many files of a folder are looked into; empty: all
 */
record Target(
        String location,
        boolean isFolder,
        List<FileItem> files,
        List<Skipped> skipped,
        List<String> exclusions,
        OptionalInt sampleSize) {
    /**
     * Lists all targets, sorted. A file below two of them belongs to the deeper one.
     *
     * @param overrides of which those that skip a folder count
     * @throws NoSuchPathException if one does not exist
     * @throws UsageException if one holds no data files
     */
    static List<Target> list(
            List<CrawlTarget.Folder> asked, Collection<TableOverride> overrides, Configuration configuration) {
        var targets = new ArrayList<Target>();
        for (var target : asked) {
            targets.add(list(target, overrides, configuration));
        }
        targets.sort(Comparator.comparing((Target t) -> t.location.length())
                .reversed()
                .thenComparing(Target::location));
        var taken = new HashSet<String>();
        return targets.stream()
                .map(target -> target.without(taken))
                .sorted(Comparator.comparing(Target::location))
                .toList();
    }

    /** The files and folders among the skipped that readers must leave out too; empty files they see for themselves. */
    Stream<String> leftOut() {
        return skipped.stream()
                .map(Skipped::path)
                .filter(path -> path.endsWith("/") || LeftOver.reason(path).isPresent());
    }

    private Target without(HashSet<String> taken) {
        return new Target(
                location,
                isFolder,
                files.stream().filter(f -> taken.add(f.path())).toList(),
                skipped.stream().filter(s -> taken.add(s.path())).toList(),
                exclusions,
                sampleSize);
    }

    private static Target list(
            CrawlTarget.Folder asked, Collection<TableOverride> overrides, Configuration configuration) {
        var location = qualified(asked.path(), configuration);
        var listing = FileListing.look(asked.path(), configuration);
        var exclusions = listing.isFolder() ? exclusions(asked, location) : List.<String>of();
        var leftOut = new LeftOut(Globs.of(exclusions), new ArrayList<>(), new HashSet<>());
        leftOut.skip(overrides, location);
        leftOut.skip(TableFormats.of(listing));
        listing.empty().stream()
                .filter(path -> !leftOut.isPassedOver(path))
                .forEach(path -> leftOut.skip(path, "it is empty"));
        var files = listing.files().stream().filter(leftOut::isData).toList();
        if (files.isEmpty() && leftOut.folders().isEmpty()) {
            throw new UsageException("Cannot crawl " + asked.path() + ": it holds no data files" + among(listing));
        }
        return new Target(location, listing.isFolder(), files, leftOut.skipped(), exclusions, asked.sampleSize());
    }

    private static String among(Listing listing) {
        int found = listing.files().size() + listing.empty().size();
        return found == 0 ? "" : " (its " + Quantity.of(found, "file") + " are empty, excluded or left by a job)";
    }

    /** Globs below the target become globs of whole paths, which readers of its tables can follow. */
    private static List<String> exclusions(CrawlTarget.Folder asked, String location) {
        try {
            Globs.of(asked.exclusions());
        } catch (IllegalArgumentException e) {
            throw new UsageException("Invalid exclusion of " + asked.path() + ": " + e.getMessage(), e);
        }
        var root = Globs.literal(Location.child(location, ""));
        return asked.exclusions().stream().map(glob -> root + glob).toList();
    }

    private static String qualified(String written, Configuration configuration) {
        try {
            var path = new Path(written);
            return FileListing.plain(path.getFileSystem(configuration).makeQualified(path));
        } catch (UnsupportedFileSystemException e) {
            throw NoSuchPathException.scheme(written, e);
        } catch (IOException e) {
            throw new EtlException("Cannot list " + written + ": " + e.getMessage(), e);
        }
    }

    /**
     * What of a listing is no data for tables of files.
     *
     * @param folders whose files are left out as a whole, with a trailing slash
     */
    private record LeftOut(Globs excluded, List<Skipped> skipped, HashSet<String> folders) {
        void skip(Collection<TableOverride> overrides, String root) {
            overrides.stream()
                    .filter(override -> override.kind() == TableOverride.Kind.SKIP)
                    .map(override -> Location.child(override.location(), ""))
                    .filter(folder -> folder.startsWith(Location.child(root, "")))
                    .forEach(folder -> skipFolder(folder, "an override says so"));
        }

        void skip(TableFormats formats) {
            formats.roots().forEach((folder, format) -> {
                if (!isPassedOver(folder)) {
                    skipFolder(folder, format);
                }
            });
        }

        private void skipFolder(String folder, String reason) {
            folders.add(folder);
            skipped.add(new Skipped(folder, "Cannot make a table of " + folder + ": " + reason));
        }

        void skip(String path, String reason) {
            skipped.add(new Skipped(path, "Cannot add " + Location.name(path) + " to a table: " + reason));
        }

        boolean isPassedOver(String path) {
            return excluded.match(path) || folders.stream().anyMatch(path::startsWith);
        }

        boolean isData(FileItem file) {
            if (isPassedOver(file.path())) {
                return false;
            }
            var reason = LeftOver.reason(file.path());
            reason.ifPresent(text -> skip(file.path(), text));
            return reason.isEmpty();
        }
    }
}
