// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.bookmark.Bounds;
import dev.mastic.core.bookmark.Items;
import dev.mastic.core.bookmark.Read;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What lies in those sources of a job whose bookmarks are ledgers of files, by source.
 *
 * @param bySource all files that are there, read or not
 */
public record SourceFiles(Map<String, Items.Files> bySource) {
    public SourceFiles {
        bySource = Map.copyOf(bySource);
    }

    /** Lists the sources. Starts no Spark. */
    public static SourceFiles of(JobPlan plan) {
        var files = new LinkedHashMap<String, Items.Files>();
        for (var source : plan.sources()) {
            if (plan.readOf(source) == Read.NEW) {
                var slice = source.source().slice(source.name(), Bounds.all());
                if (slice.items() instanceof Items.Files items) {
                    files.put(slice.source(), items);
                }
            }
        }
        return new SourceFiles(files);
    }
}
