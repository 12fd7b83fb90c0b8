// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.failure;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The nearest known name to one that is not known, for the tail of a message. */
public final class Suggestion {
    private static final int SHOWN = 12;

    private Suggestion() {}

    /**
     * The candidate that a typing mistake most likely meant.
     *
     * @return empty when no candidate is within a third of the name's length (at least two letters), or has nothing in common with it
     */
    public static Optional<String> nearest(String name, Collection<String> candidates) {
        int limit = Math.max(2, name.length() / 3);
        var distance = new LevenshteinDistance(limit);
        var lower = name.toLowerCase(Locale.ROOT);
        record Near(String candidate, int edits) {}
        return candidates.stream()
                .map(c -> new Near(c, distance.apply(lower, c.toLowerCase(Locale.ROOT))))
                .filter(near -> near.edits() >= 0)
                .filter(near ->
                        near.edits() < Math.max(name.length(), near.candidate().length()))
                .min(Comparator.comparingInt(Near::edits).thenComparing(Near::candidate))
                .map(Near::candidate);
    }

    /** {@code (has: id, name; did you mean 'id'?)}, or {@code (there are none)}. */
    public static String among(String name, Collection<String> candidates) {
        return "(" + hint(name, candidates) + ")";
    }

    /** {@code has: id, name; did you mean 'id'?}, or {@code there are none}. */
    public static String hint(String name, Collection<String> candidates) {
        if (candidates.isEmpty()) {
            return "there are none";
        }
        var has = candidates.stream().limit(SHOWN).collect(Collectors.joining(", "));
        var more = candidates.size() > SHOWN ? ", … " + (candidates.size() - SHOWN) + " more" : "";
        var hint = nearest(name, candidates)
                .map(n -> "; did you mean '" + n + "'?")
                .orElse("");
        return "has: " + has + more + hint;
    }
}
