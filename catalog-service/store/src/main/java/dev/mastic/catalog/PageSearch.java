// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.mastic.core.catalog.Page;
import dev.mastic.core.failure.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Makes pages of those rows of a sorted list that are wanted, by reading it chunk by chunk.
 *
 * @param limit the length of a page
 * @param chunk how many rows are read at once; when there are fewer, the list ends
 * @param most after how many rows a page ends though it is not full
 * @param key what the list goes on after
 */
record PageSearch<T>(int limit, int chunk, int most, Function<T, String> key) {

    /** A page from after a key; {@code chunks} gives the rows after a key. */
    Page<T> page(String after, Function<String, List<T>> chunks, Predicate<? super T> wanted) {
        var found = new ArrayList<T>();
        var last = after;
        for (int read = 0; read < most; ) {
            var rows = chunks.apply(last);
            for (var row : rows) {
                if (wanted.test(row) && found.add(row) && found.size() > limit) {
                    return Page.of(found, limit, key);
                }
            }
            if (rows.size() < chunk) {
                return Page.last(found);
            }
            read += rows.size();
            last = key.apply(rows.get(rows.size() - 1));
        }
        return new Page<>(found, Optional.of(last));
    }

    /**
     * The parts of a key of several.
     *
     * @throws UsageException if it is no such key
     */
    static List<String> key(String text, int parts) {
        try {
            var values = CatalogCodec.values(text);
            if (values.size() == parts) {
                return values;
            }
        } catch (JsonProcessingException e) {
            throw notOurs(text, e);
        }
        throw notOurs(text, null);
    }

    static UsageException notOurs(String text, Exception cause) {
        return new UsageException(
                "Cannot give a page: it is to begin after what no page of this list has ended with (got " + text
                        + "): begin with the first page",
                cause);
    }
}
