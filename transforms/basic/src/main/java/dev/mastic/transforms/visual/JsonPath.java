// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import dev.mastic.core.failure.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path into a JSON text: {@code $.a.b}, {@code $['odd name']}, {@code $.list[0]}, {@code $.list[*].c}.
 *
 * @param text as it is written
 * @param steps from the root inwards
 */
record JsonPath(String text, List<Step> steps) {
    private static final Pattern STEP = Pattern.compile("\\.(?<name>[^.\\[\\]*'\"?@()\\s]+)|\\[(?<index>\\d{1,9})]"
            + "|\\['(?<single>[^']*)']|\\[\"(?<double>[^\"]*)\"]|(?<all>\\[\\*])");

    sealed interface Step {}

    /** Into a field. */
    record Field(String name) implements Step {}

    /** Into an element, counted from 0. */
    record Element(int index) implements Step {}

    /** Into every element. */
    record Each() implements Step {}

    /** @throws UsageException saying what is not understood, and that there are no filters, slices and descents */
    static JsonPath parse(String text) {
        var path = text.strip();
        var steps = new ArrayList<Step>();
        int at = 1;
        var matcher = STEP.matcher(path);
        while (path.startsWith("$") && at < path.length() && matcher.find(at) && matcher.start() == at) {
            steps.add(step(matcher));
            at = matcher.end();
        }
        if (!path.startsWith("$") || at < path.length()) {
            int place = path.startsWith("$") ? at + 1 : 1;
            throw new UsageException("Cannot read JSON path '" + text + "': not understood at character " + place
                    + " (expected $, then .name, ['name'], [0] or [*]; no filters, slices or '..')");
        }
        return new JsonPath(path, List.copyOf(steps));
    }

    private static Step step(Matcher matcher) {
        if (matcher.group("all") != null) {
            return new Each();
        } else if (matcher.group("index") != null) {
            return new Element(Integer.parseInt(matcher.group("index")));
        }
        return new Field(List.of("name", "single", "double").stream()
                .map(matcher::group)
                .filter(name -> name != null)
                .findFirst()
                .orElseThrow());
    }

    /** Whether it may lead to several values. */
    boolean isMany() {
        return steps.stream().anyMatch(Each.class::isInstance);
    }
}
