// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A part of a longer list.
 *
 * @param items may be fewer than were asked for, even none, though more follow
 * @param next where the list goes on, for {@link PageRequest#after()}; empty at its end. It stays good while others insert and remove
 */
public record Page<T>(List<T> items, Optional<String> next) {
    public Page {
        items = List.copyOf(items);
    }

    /** A page at the end of its list. */
    public static <T> Page<T> last(List<T> items) {
        return new Page<>(items, Optional.empty());
    }

    /**
     * The page of rows of which one more was read than is wanted: the one more says that the list goes on.
     *
     * @param key what the list goes on after
     */
    public static <T> Page<T> of(List<T> rows, int limit, Function<T, String> key) {
        if (rows.size() <= limit) {
            return last(rows);
        }
        return new Page<>(rows.subList(0, limit), Optional.of(key.apply(rows.get(limit - 1))));
    }

    /** The same page of other things. */
    public <R> Page<R> map(Function<? super T, ? extends R> function) {
        return new Page<>(items.stream().<R>map(function).toList(), next);
    }

    /** All items of a list, page by page. */
    public static <T> List<T> all(int limit, Function<PageRequest, Page<T>> pages) {
        var all = new ArrayList<T>();
        each(limit, pages, all::add);
        return all;
    }

    /** Hands out all items of a list; no more than a page of them is in memory. */
    public static <T> void each(int limit, Function<PageRequest, Page<T>> pages, Consumer<? super T> consumer) {
        var page = pages.apply(PageRequest.first(limit));
        page.items().forEach(consumer);
        while (page.next().isPresent()) {
            page = pages.apply(new PageRequest(limit, page.next()));
            page.items().forEach(consumer);
        }
    }
}
