// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler;

import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.config.Location;
import dev.mastic.core.io.Match;
import dev.mastic.core.type.Observed;
import dev.mastic.core.type.Resolution;
import java.util.Collection;
import java.util.Set;

/**
 * A file with its format and what was seen in it.
 *
 * @param classifier the custom classifier that knew it, else the kind of file
 * @param columns the names of its columns
 */
record SampledFile(FileItem file, Match match, String classifier, Observed observed, long rows, Set<String> columns) {
    static SampledFile of(FileItem file, Outcome.Read read) {
        var seen = read.inference().observed();
        var columns = Resolution.GLUE.resolveRows(seen).names();
        return new SampledFile(
                file, read.match(), read.classifier(), seen, read.inference().rows(), Set.copyOf(columns));
    }

    /** What was seen in all of them. */
    static Observed merge(Collection<SampledFile> files) {
        return files.stream().map(SampledFile::observed).reduce(Observed.nothing(), Observed::merge);
    }

    /** Another file of the same kind that is not looked into. */
    SampledFile unread(FileItem other) {
        return new SampledFile(other, match, classifier, Observed.nothing(), 0, Set.of());
    }

    String path() {
        return file.path();
    }

    String name() {
        return Location.name(path());
    }

    /** What must be the same in all files of a table. */
    Kind kind() {
        return new Kind(match.format(), match.dialect());
    }
}
