// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.definition;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Something that a change of the catalog makes other than it was.
 *
 * @param what such as {@code column amount}
 * @param before empty where it comes into being
 * @param after empty where it goes
 */
public record Difference(String what, String before, String after) {
    /** What differs between two definitions, in the order of the first; nothing exactly when they are equal. */
    public static List<Difference> between(Definition before, Definition after) {
        var keys = new LinkedHashSet<>(before.facts().keySet());
        keys.addAll(after.facts().keySet());
        var differences = new ArrayList<Difference>();
        for (var key : keys) {
            var was = value(before.facts(), key);
            var is = value(after.facts(), key);
            if (!was.equals(is)) {
                differences.add(new Difference(key, was, is));
            }
        }
        return differences;
    }

    private static String value(Map<String, String> facts, String key) {
        var value = facts.get(key);
        return value == null ? "" : value.isEmpty() ? "''" : value;
    }

    /** As a diff shows it. */
    public Stream<String> lines() {
        var was = before.isEmpty() ? Stream.<String>empty() : Stream.of("  - " + what + ": " + before);
        var is = after.isEmpty() ? Stream.<String>empty() : Stream.of("  + " + what + ": " + after);
        return Stream.concat(was, is);
    }
}
