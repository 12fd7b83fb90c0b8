// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler.sample;

import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.config.Location;
import dev.mastic.core.crawl.CrawlReport.Skipped;
import dev.mastic.crawler.sample.SampledFile.Alike;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was seen in the files of one folder.
 *
 * @param folder with a trailing slash
 * @param listed when the folder was listed, in milliseconds since 1970
 * @param size how many files were to be looked into; {@link SampleChoice#ALL} for all
 * @param read the files that were, sorted by path
 * @param refused those that are part of no table
 */
public record FolderSample(String folder, long listed, int size, List<SampledFile> read, List<Refused> refused) {
    /** In this time before a listing a file may change twice and look the same. */
    private static final long CLOCK_TICK = 20;

    /**
     * A file that is part of no table.
     *
     * @param isFailure whether it could not be read, which may pass; else it is of no known kind
     */
    public record Refused(FileItem file, String reason, boolean isFailure) {
        static Refused leftOver(FileItem file, String reason) {
            return new Refused(file, notInATable(file.path(), reason), false);
        }

        /** What is said of a file that becomes part of no table. */
        public static String notInATable(String path, String reason) {
            return "Cannot add " + Location.name(path) + " to a table: " + reason;
        }

        public Skipped skipped() {
            return new Skipped(file.path(), reason);
        }
    }

    public FolderSample {
        read = List.copyOf(read);
        refused = List.copyOf(refused);
    }

    /** Whether another look at the same versions would show the same. */
    boolean isSettled() {
        return refused.stream().noneMatch(Refused::isFailure) && looked().allMatch(this::isSettled);
    }

    /** Whether the file cannot have changed since without looking so. */
    boolean isSettled(FileItem file) {
        return file.etag().isPresent() || file.modified() < listed - CLOCK_TICK;
    }

    /** The files that need not be read again in the same version, by path. */
    Map<String, SampledFile> knownRead() {
        return read.stream()
                .filter(known -> isSettled(known.file()))
                .collect(Collectors.toMap(SampledFile::path, Function.identity()));
    }

    /** The files that need not be tried again in the same version, by path. */
    Map<String, Refused> knownRefused() {
        return refused.stream()
                .filter(known -> !known.isFailure() && isSettled(known.file()))
                .collect(Collectors.toMap(known -> known.file().path(), Function.identity()));
    }

    /** The same, whose files know the names of those that are like them. */
    FolderSample naming(Supplier<PackedFiles> files) {
        var own = new ArrayList<SampledFile>();
        for (var model : read) {
            var alike = model.alike();
            own.add(
                    alike.count() == 0
                            ? model
                            : model.with(new Alike(alike.count(), alike.bytes(), () -> unread(model, files.get()))));
        }
        return new FolderSample(folder, listed, size, own, refused);
    }

    private List<FileItem> unread(SampledFile model, PackedFiles files) {
        var ending = SampleChoice.ending(model.file());
        var looked = looked().map(FileItem::path).collect(Collectors.toSet());
        return files.unpack().stream()
                .filter(file -> !looked.contains(file.path())
                        && SampleChoice.ending(file).equals(ending))
                .toList();
    }

    private Stream<FileItem> looked() {
        return Stream.concat(
                read.stream().map(SampledFile::file), refused.stream().map(Refused::file));
    }
}
