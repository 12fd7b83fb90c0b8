// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.crawl;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The shares of the kinds of value in a column, as a bar: what the pages that show evidence have in common.
 *
 * @param kinds how often each was seen
 */
public record EvidenceBar(Map<String, Long> kinds) {
    /** The counts in {@code int 480 (part-0.json:1 12), string 3 (part-1.json:7 n/a), null 2}. */
    private static final Pattern KIND =
            Pattern.compile("(?:^|\\), |(?<=\\d), )([a-z][a-z_]*) (\\d{1,18})(?= \\(|, |$)");

    private static final String NULL = "null";
    private static final int COLOURS = 4;
    private static final double NARROWEST = 1.5;
    private static final Comparator<Map.Entry<String, Long>> ORDER = Comparator.comparing(
                    (Map.Entry<String, Long> kind) -> kind.getKey().equals(NULL))
            .thenComparing(Map.Entry.comparingByValue(Comparator.reverseOrder()));

    /** Keeps the order. */
    public EvidenceBar {
        kinds = Collections.unmodifiableMap(new LinkedHashMap<>(kinds));
    }

    /** The counts in the text of an evidence; none where it has none. */
    public static EvidenceBar of(String evidence) {
        var kinds = new LinkedHashMap<String, Long>();
        var found = KIND.matcher(evidence);
        while (found.find()) {
            kinds.putIfAbsent(found.group(1), Long.parseLong(found.group(2)));
        }
        return new EvidenceBar(kinds);
    }

    /**
     * The bar as an SVG element of class {@code bar} with parts of the classes {@code k0} to {@code k3} and, for nulls, which are last,
     * {@code k9}; it needs no style of its own. Nothing where no counts are known. The words beside it say the same, so it is hidden from
     * those who cannot see it.
     */
    public String svg() {
        var sorted = kinds.entrySet().stream().sorted(ORDER).toList();
        long all = kinds.values().stream().mapToLong(Long::longValue).sum();
        return all == 0 ? "" : svg(sorted, all);
    }

    private static String svg(List<Map.Entry<String, Long>> kinds, long all) {
        var parts = new StringBuilder();
        double at = 0;
        int colour = 0;
        for (var kind : kinds) {
            // what is rare is seen all the same
            double width = Math.max(NARROWEST, 100.0 * kind.getValue() / all);
            var style = kind.getKey().equals(NULL) ? 9 : Math.min(colour++, COLOURS - 1);
            parts.append(String.format(
                    Locale.ROOT,
                    "<rect class=\"k%d\" x=\"%.1f\" width=\"%.1f\" height=\"1\"><title>%s %,d</title></rect>",
                    style,
                    at,
                    width,
                    kind.getKey(),
                    kind.getValue()));
            at += width;
        }
        return String.format(
                Locale.ROOT,
                "<svg class=\"bar\" viewBox=\"0 0 %.1f 1\" preserveAspectRatio=\"none\" aria-hidden=\"true\">%s</svg>",
                at,
                parts);
    }
}
