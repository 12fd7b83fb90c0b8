// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler.sample;

import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.io.Match;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** What came of reading the files of a folder in other dialects than their own, in this crawl and before. Thread-safe. */
public final class Rereadings {
    private final Map<Reading, Optional<SampledFile>> before;
    private final Map<Reading, Optional<SampledFile>> now = new ConcurrentHashMap<>();
    private volatile boolean isChanged;

    /** A file in one version, read in another dialect. */
    record Reading(FileItem file, Match like) {}

    Rereadings(Map<Reading, Optional<SampledFile>> before) {
        this.before = before;
    }

    /** Remembers the file, or reads it. */
    Optional<SampledFile> of(Reading reading, Supplier<Optional<SampledFile>> read) {
        var known = now.get(reading);
        if (known == null) {
            known = before.get(reading);
            if (known == null) {
                isChanged = true;
                known = read.get();
            }
            now.put(reading, known);
        }
        return known;
    }

    /** Whether this crawl has read something. */
    boolean isChanged() {
        return isChanged;
    }

    /** All that this crawl has asked for. */
    Map<Reading, Optional<SampledFile>> all() {
        return now;
    }
}
