// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.bookmark;

/**
 * The bounded input of one run of one source; stands in the journal, so that any later process reads exactly the same.
 *
 * @param source the name of the source in the job
 */
public record Slice(String source, Items items, Digest digest, Advance advance) {
    /** The slice of these items. */
    public static Slice of(String source, Items items, Advance advance) {
        return new Slice(source, items, Digest.of(items), advance);
    }

    public boolean isEmpty() {
        return items.count() == 0;
    }
}
