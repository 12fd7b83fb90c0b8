// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.query;

import dev.mastic.quality.Profile;
import dev.mastic.submit.console.Console;
import dev.mastic.submit.console.TerminalText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A profile as one page. No script, nothing is fetched, all texts are escaped. */
record ProfilePage(String target, Profile profile) {
    private static final String STYLE = "profile-page.css";

    String html() {
        return "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">"
                + "<title>Profile of " + text(target) + "</title><style>\n" + style()
                + "</style></head><body>\n<h1>Profile of "
                + text(target) + "</h1><p>" + Console.count(profile.rows()) + " rows, "
                + Console.count(profile.columns().size())
                + " columns. <span class=\"note\">~ is estimated.</span></p>\n"
                + profile.columns().stream().map(this::column).collect(Collectors.joining())
                + "</body></html>\n";
    }

    private static String style() {
        try (var in = ProfilePage.class.getResourceAsStream(STYLE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + STYLE + " of this jar", e);
        }
    }

    private String column(Profile.Column column) {
        return "<section><h2>" + text(column.name()) + " <span class=\"note\">" + text(column.type())
                + "</span></h2>\n<div class=\"sides\"><table>" + facts(column) + "</table><table>" + top(column)
                + "</table></div></section>\n";
    }

    private String facts(Profile.Column column) {
        var numbers = column.numbers();
        return fact("not null", bar(profile.rows() - column.nulls()))
                + fact("nulls", Console.count(column.nulls()))
                + fact("distinct", ProfileForms.distinct(column))
                + fact("min", column.range().min().orElse(""))
                + fact("max", column.range().max().orElse(""))
                + fact(
                        "mean",
                        numbers.mean().isPresent()
                                ? String.valueOf(numbers.mean().getAsDouble())
                                : "")
                + fact(
                        "standard deviation",
                        numbers.standardDeviation().isPresent()
                                ? String.valueOf(numbers.standardDeviation().getAsDouble())
                                : "")
                + fact(
                        "length",
                        column.lengths()
                                .min()
                                .map(min ->
                                        min + " to " + column.lengths().max().orElse(min))
                                .orElse(""));
    }

    private static String fact(String name, String value) {
        return value.isEmpty() ? "" : row(name, text(value));
    }

    private static String fact(String name, Bar bar) {
        return row(name, bar.html());
    }

    private static String row(String name, String html) {
        return "<tr><th>" + name + "</th><td>" + html + "</td></tr>";
    }

    private String top(Profile.Column column) {
        return column.top().stream()
                .flatMap(List::stream)
                .map(top -> "<tr><td><code>" + text(top.value()) + "</code></td><td class=\"n\">"
                        + Console.count(top.count()) + "</td><td>"
                        + bar(top.count()).html() + "</td></tr>")
                .collect(Collectors.joining());
    }

    private Bar bar(long count) {
        return new Bar(profile.rows() == 0 ? 0 : 100.0 * count / profile.rows());
    }

    /** A share of the rows, in percent. */
    private record Bar(double percent) {
        String html() {
            var share = String.format(Locale.ROOT, "%.1f", percent);
            return "<span class=\"bar\"><span style=\"width:" + share + "%\"></span></span> <span class=\"note\">"
                    + said(share) + "%</span>";
        }

        /** Some is not none, and most is not all. */
        private String said(String share) {
            if (percent > 0 && share.equals("0.0")) {
                return "&lt; 0.1";
            }
            return percent < 100 && share.equals("100.0") ? "&gt; 99.9" : share;
        }
    }

    private static String text(String text) {
        return TerminalText.cell(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
