// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.page;

import static j2html.TagCreator.details;
import static j2html.TagCreator.each;
import static j2html.TagCreator.summary;
import static j2html.TagCreator.time;
import static j2html.TagCreator.wbr;

import j2html.TagCreator;
import j2html.tags.DomContent;
import j2html.utils.EscapeUtil;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** How texts, numbers and times look. */
final class Shown {
    // control characters, and those that turn the direction of writing and make a name look like another one
    private static final Pattern STEERS =
            Pattern.compile("[\\p{Cc}&&[^\\n\\t]]|[\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]");

    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int LONG = 240;
    private static final int MINUTE = 60;

    private Shown() {}

    /** Any text as it may stand in a document; what would steer the reader's program is shown as {@code ·}. */
    static String escaped(String text) {
        return EscapeUtil.escape(STEERS.matcher(text).replaceAll("·"));
    }

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** To the minute, in UTC; programs read it exactly. */
    static DomContent moment(Instant instant) {
        var exact = instant.truncatedTo(ChronoUnit.SECONDS).toString();
        return time(MINUTES.format(instant)).withDatetime(exact).withTitle(exact);
    }

    static String duration(Duration duration) {
        return seconds(duration.toMillis() / 1000.0);
    }

    /** {@code 0.4 s}, {@code 16.7 s}, {@code 12 min 5 s}. */
    static String seconds(double seconds) {
        return seconds < 2 * MINUTE
                ? String.format(Locale.ROOT, "%.1f s", seconds)
                : String.format(Locale.ROOT, "%,d min %d s", (long) seconds / MINUTE, (long) seconds % MINUTE);
    }

    /** A text of machines, such as a type or a place; what is long can be opened. */
    static DomContent code(String text) {
        if (text.length() <= LONG) {
            return text.isEmpty() ? TagCreator.text("") : TagCreator.code(text);
        }
        int end = text.offsetByCodePoints(0, LONG / 2);
        return details(
                        summary(
                                TagCreator.code(text.substring(0, end) + "…"),
                                TagCreator.text(" all " + count(text.length()) + " characters")),
                        TagCreator.code(text))
                .withClass("long");
    }

    /** A type, which may go on in the next line after each of its parts. */
    static DomContent type(String text) {
        if (text.length() > LONG) {
            return code(text);
        }
        var parts = text.split("(?<=[<,])");
        return TagCreator.code(each(List.of(parts), part -> each(TagCreator.text(part), wbr())));
    }
}
