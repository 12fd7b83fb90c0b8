// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler.sample;

import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.config.Location;
import dev.mastic.core.crawl.CrawlReport.Remark;
import dev.mastic.core.io.Match;
import dev.mastic.core.type.Observed;
import dev.mastic.core.type.Resolution;
import dev.mastic.crawler.look.Outcome;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A file with its format and what was seen in it. Stands for those files of its folder that are taken to be like it, too.
 *
 * @param classifier the custom classifier that knew it, else the kind of file
 * @param seen what was seen in it
 * @param alike the files that were not looked into
 * @param isNew whether this crawl has looked into it, and none before
 */
public record SampledFile(FileItem file, Match match, String classifier, Content seen, Alike alike, boolean isNew) {
    /**
     * What a file holds.
     *
     * @param columns the names of its columns
     * @param remark what is odd about it; empty where nothing is
     */
    record Content(Observed observed, long rows, Set<String> columns, String remark) {
        static final Content UNKNOWN = new Content(Observed.nothing(), 0, Set.of(), "");

        static Content of(Observed observed, long rows, String remark) {
            var columns = Resolution.GLUE.resolveRows(observed).names();
            return new Content(observed, rows, Set.copyOf(columns), remark);
        }
    }

    /**
     * Files that are taken to be like one that was read.
     *
     * @param bytes how large they are together
     * @param files which they are, asked for where their names matter
     */
    record Alike(long count, long bytes, Supplier<List<FileItem>> files) {
        static final Alike NONE = new Alike(0, 0, List::of);
    }

    /** A file that this crawl has read. */
    static SampledFile of(FileItem file, Outcome.Read read) {
        var content = Content.of(read.inference().observed(), read.inference().rows(), read.remark());
        return new SampledFile(file, read.match(), read.classifier(), content, Alike.NONE, true);
    }

    /** What was seen in all of them. */
    public static Observed merge(Collection<SampledFile> files) {
        return files.stream().map(SampledFile::observed).reduce(Observed.nothing(), Observed::merge);
    }

    /** How many files they stand for. */
    public static long count(Collection<SampledFile> files) {
        return files.stream().mapToLong(SampledFile::count).sum();
    }

    SampledFile with(Alike others) {
        return new SampledFile(file, match, classifier, seen, others, isNew);
    }

    SampledFile with(Match now) {
        return new SampledFile(file, now, classifier, seen, alike, isNew);
    }

    /** The same, as certainly what it is as another look has shown. */
    public SampledFile asCertainAs(SampledFile other) {
        return with(new Match(
                match.format(),
                match.classification(),
                other.match.certainty(),
                match.compression(),
                match.dialect(),
                match.evidence()));
    }

    /** The same file, and each of those like it, by itself. */
    public Stream<SampledFile> each() {
        var others = alike.files().get().stream()
                .map(other -> new SampledFile(other, match, classifier, Content.UNKNOWN, Alike.NONE, false));
        return Stream.concat(Stream.of(with(Alike.NONE)), others);
    }

    /** The paths of it and of those like it. */
    public Stream<String> paths() {
        return files().map(FileItem::path);
    }

    /** It and those like it. */
    public Stream<FileItem> files() {
        return Stream.concat(Stream.of(file), alike.files().get().stream());
    }

    public Observed observed() {
        return seen.observed();
    }

    public long rows() {
        return seen.rows();
    }

    public Set<String> columns() {
        return seen.columns();
    }

    /** What is odd about it, if something is. */
    public Stream<Remark> remarks() {
        return seen.remark().isEmpty() ? Stream.empty() : Stream.of(new Remark(path(), seen.remark()));
    }

    /** With those like it. */
    public long count() {
        return 1 + alike.count();
    }

    /** With those like it. */
    public long bytes() {
        return file.size() + alike.bytes();
    }

    public String path() {
        return file.path();
    }

    public String name() {
        return Location.name(path());
    }

    /** What must be the same in all files of a table. */
    public Kind kind() {
        return new Kind(match.format(), match.dialect());
    }
}
