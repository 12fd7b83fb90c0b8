// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler.sample;

import dev.mastic.core.bookmark.FileItem;
import dev.mastic.crawler.look.Outcome;
import dev.mastic.crawler.sample.FolderSample.Refused;
import dev.mastic.crawler.sample.SampledFile.Alike;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A look into the files of one folder: it asks for files until it has seen enough of each kind, and takes what came of them. What crawls
 * before have seen it takes from memory. Not thread-safe.
 */
public final class FolderLook {
    private final PackedFiles files;
    private final long listed;
    private final int size;
    private final Optional<FolderSample> same;
    private final Map<String, SampledFile> knownRead;
    private final Map<String, Refused> knownRefused;
    private final SampleChoice choice;
    private final List<SampledFile> read = new ArrayList<>();
    private final List<Refused> refused = new ArrayList<>();

    /** A look into a folder in which all is as it was. */
    private FolderLook(PackedFiles files, FolderSample same) {
        this.files = files;
        this.listed = same.listed();
        this.size = same.size();
        this.same = Optional.of(same);
        this.knownRead = Map.of();
        this.knownRefused = Map.of();
        this.choice = new SampleChoice(List.of(), size);
    }

    private FolderLook(PackedFiles files, long listed, int size, FolderSample before) {
        this.files = files;
        this.listed = listed;
        this.size = size;
        this.same = Optional.empty();
        this.knownRead = before.knownRead();
        this.knownRefused = before.knownRefused();
        var open = new ArrayList<FileItem>();
        for (var file : files.unpack()) {
            LeftOver.reason(file.path())
                    .map(reason -> Refused.leftOver(file, reason))
                    .ifPresentOrElse(refused::add, () -> open.add(file));
        }
        this.choice = new SampleChoice(open, size);
    }

    /**
     * Begins the look.
     *
     * @param listed when the folder was listed, in milliseconds since 1970
     * @param size how many of its files are to be looked into
     */
    static FolderLook of(PackedFiles files, long listed, int size, Memory memory) {
        return memory.same(files, size)
                .map(same -> new FolderLook(files, same))
                .orElseGet(() -> new FolderLook(files, listed, size, memory.before(files, size)));
    }

    /** The files to look at next; none when it has seen enough. */
    List<FileItem> next() {
        for (var next = choice.next(); !next.isEmpty(); next = choice.next()) {
            var unknown = next.stream().filter(file -> !isKnown(file)).toList();
            if (!unknown.isEmpty()) {
                return unknown;
            }
        }
        return List.of();
    }

    /** Whether this version of the file was seen before; if so, takes what was seen. */
    private boolean isKnown(FileItem file) {
        var sampled = knownRead.get(file.path());
        var other = knownRefused.get(file.path());
        if (sampled != null && sampled.file().isVersionOf(file)) {
            take(sampled);
            return true;
        } else if (other != null && other.file().isVersionOf(file)) {
            refused.add(other);
            return true;
        }
        return false;
    }

    /** What came of a file that was asked for. */
    void take(FileItem file, Outcome outcome) {
        if (outcome instanceof Outcome.Read seen) {
            take(SampledFile.of(file, seen));
        } else if (outcome instanceof Outcome.Refused other) {
            refused.add(new Refused(file, other.reason(), !other.unknown()));
        }
    }

    private void take(SampledFile sampled) {
        choice.read(sampled.file());
        read.add(sampled);
    }

    /** What was seen, and kept in memory. */
    FolderSample sample(Memory memory) {
        if (same.isPresent()) {
            return same.get();
        }
        read.sort(Comparator.comparing(SampledFile::path));
        read.replaceAll(model -> model.with(alike(choice.like(model.file()))));
        return memory.take(new FolderSample(files.folder(), listed, size, read, refused), files);
    }

    private static Alike alike(List<FileItem> files) {
        return files.isEmpty()
                ? Alike.NONE
                : new Alike(
                        files.size(), files.stream().mapToLong(FileItem::size).sum(), () -> files);
    }
}
