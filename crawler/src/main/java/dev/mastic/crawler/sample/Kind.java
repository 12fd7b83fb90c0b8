// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler.sample;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How the files of a table are read: one format, one dialect. Whole-file compression may differ inside a table. */
public record Kind(String format, Map<String, String> dialect) implements Comparable<Kind> {
    /** The kind of the most files; of equals the first in order. */
    public static Kind mostFrequent(List<SampledFile> files) {
        var counts = new TreeMap<Kind, Long>();
        files.forEach(file -> counts.merge(file.kind(), file.count(), Long::sum));
        long most = Collections.max(counts.values());
        return counts.entrySet().stream()
                .filter(kind -> kind.getValue() == most)
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    @Override
    public int compareTo(Kind other) {
        int byFormat = format.compareTo(other.format);
        return byFormat != 0 ? byFormat : toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return dialect.isEmpty() ? format : format + " " + new TreeMap<>(dialect);
    }
}
