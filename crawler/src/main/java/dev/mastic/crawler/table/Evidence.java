// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler.table;

import dev.mastic.core.catalog.Column;
import dev.mastic.core.failure.Quantity;
import dev.mastic.core.type.Observed;
import dev.mastic.core.type.Seen;
import dev.mastic.core.type.Type;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;

/** Says why a column has its type: {@code long 480 (part-0.json:1 12), string 3 (part-1.json:7 n/a), null 2}. */
public record Evidence(String location) {
    static final String NO_VALUE = "in no file now";
    private static final String NOTHING = "no value";
    private static final int LONGEST = 400;
    private static final String NULL = Type.Primitive.NULL.typeName();
    private static final Comparator<Map.Entry<String, Seen>> ORDER = Comparator.comparing(
                    (Map.Entry<String, Seen> kind) -> kind.getKey().equals(NULL))
            .thenComparing(kind -> -kind.getValue().count())
            .thenComparing(Map.Entry::getKey);

    /** The kinds by how often they were seen, nulls last; files relative to the location of the table. */
    String of(Observed column) {
        var text =
                column.kinds().entrySet().stream().sorted(ORDER).map(this::kind).collect(Collectors.joining(", "));
        return text.isEmpty() ? NOTHING : text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }

    /** Whether a column has its type for want of a value, so that the first value decides. */
    static boolean isOfNothing(Column column) {
        var evidence = column.parameters().getOrDefault(Column.EVIDENCE, "");
        return evidence.equals(NOTHING) || evidence.matches(NULL + " \\d+");
    }

    /** The rarest kind of value that a column of this type does not hold, which made it another: {@code because of part-7.json:12 n/a (1 of 480 values)}. */
    String against(Type type, Observed column) {
        var values = column.kinds().entrySet().stream()
                .filter(kind -> !kind.getKey().equals(NULL))
                .toList();
        long all = values.stream().mapToLong(kind -> kind.getValue().count()).sum();
        return values.stream()
                .filter(kind -> !kind.getKey().equals(type.typeName()))
                .min(Comparator.comparingLong(kind -> kind.getValue().count()))
                .map(kind -> "because of " + first(kind.getValue()) + " ("
                        + kind.getValue().count() + " of " + Quantity.of(all, "value") + ")")
                .orElse("");
    }

    private String kind(Map.Entry<String, Seen> kind) {
        var count = kind.getKey() + " " + kind.getValue().count();
        return kind.getKey().equals(NULL) ? count : count + " (" + first(kind.getValue()) + ")";
    }

    /** The place of the first value, and the value. */
    String first(Seen seen) {
        var text = seen.first().toString();
        return (text.startsWith(location) && location.endsWith("/") ? text.substring(location.length()) : fileOf(text))
                .strip();
    }

    private String fileOf(String text) {
        int folder = location.lastIndexOf('/') + 1;
        return text.startsWith(location) ? text.substring(folder) : text;
    }
}
