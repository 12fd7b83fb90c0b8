// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.catalog;

import dev.mastic.core.failure.UsageException;
import java.util.Optional;

/**
 * Which part of a list is wanted.
 *
 * @param limit how many items at most, from 1 to {@value #MOST}
 * @param after what the page before gave as {@link Page#next()}, for the same list; empty for the first page
 */
public record PageRequest(int limit, Optional<String> after) {
    /** The most items that a page has. */
    public static final int MOST = 10_000;

    /**
     * Checks the limit.
     *
     * @throws UsageException if it is out of range
     */
    public PageRequest {
        if (limit < 1 || limit > MOST) {
            throw new UsageException(
                    "Cannot give a page: its length is out of range (got " + limit + "; expected 1 to " + MOST + ")");
        }
    }

    /** The first page. */
    public static PageRequest first(int limit) {
        return new PageRequest(limit, Optional.empty());
    }
}
