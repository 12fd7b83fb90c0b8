// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The shares of the kinds of value in a column, as a bar.
 *
 * @param kinds how often each was seen
 */
record EvidenceBar(Map<String, Long> kinds) {
    /** The counts in {@code int 480 (part-0.json:1 12), string 3 (part-1.json:7 n/a), null 2}. */
    private static final Pattern KIND =
            Pattern.compile("(?:^|\\), |(?<=\\d), )([a-z][a-z_]*) (\\d{1,18})(?= \\(|, |$)");

    private static final String NULL = "null";
    private static final int COLOURS = 4;

    static EvidenceBar of(String evidence) {
        var kinds = new LinkedHashMap<String, Long>();
        var found = KIND.matcher(evidence);
        while (found.find()) {
            kinds.putIfAbsent(found.group(1), Long.parseLong(found.group(2)));
        }
        return new EvidenceBar(kinds);
    }

    /** Nulls are grey and last; nothing where no counts are known. */
    String html() {
        long all = kinds.values().stream().mapToLong(Long::longValue).sum();
        if (all == 0) {
            return "";
        }
        var html = new StringBuilder("<div class=\"bar\">");
        int colour = 0;
        for (var kind : kinds.entrySet().stream()
                .sorted(Comparator.comparing(
                                (Map.Entry<String, Long> kind) -> kind.getKey().equals(NULL))
                        .thenComparing(Map.Entry.comparingByValue(Comparator.reverseOrder())))
                .toList()) {
            var style = kind.getKey().equals(NULL) ? 9 : Math.min(colour++, COLOURS - 1);
            html.append(String.format(
                    Locale.ROOT,
                    "<i class=\"k%d\" style=\"width:%.1f%%\" title=\"%s %,d\"></i>",
                    style,
                    100.0 * kind.getValue() / all,
                    kind.getKey(),
                    kind.getValue()));
        }
        return html.append("</div>").toString();
    }
}
