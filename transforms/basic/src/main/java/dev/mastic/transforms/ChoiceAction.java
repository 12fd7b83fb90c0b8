// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.failure.UsageException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What becomes of a choice in {@link ResolveChoice}.
 *
 * @param type for {@code cast} and {@code project}, else empty
 */
public record ChoiceAction(Verb verb, Optional<Mapping.TypeName> type) {
    /** Glue's actions. */
    public enum Verb {
        /** Every value becomes one of the type; null where it cannot. */
        CAST,
        /** Values of the type stay, others become null. */
        PROJECT,
        /** A column for each type. */
        MAKE_COLS,
        /** A struct with a field for each type. */
        MAKE_STRUCT,
        /** A cast to the type that the catalog's table has for the column. */
        MATCH_CATALOG;

        boolean takesType() {
            return this == CAST || this == PROJECT;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public ChoiceAction {
        if (verb.takesType() != type.isPresent()) {
            throw new IllegalArgumentException(verb + (type.isPresent() ? " has no type" : " needs a type"));
        }
    }

    /**
     * Reads {@code cast:type}, {@code project:type}, {@code make_cols}, {@code make_struct} or {@code match_catalog},
     * whatever their case. A cast needs its type in full; {@code project:array} takes any array.
     *
     * @throws UsageException saying what is not understood
     */
    public static ChoiceAction parse(String text) {
        int colon = text.indexOf(':');
        var verb = verb((colon < 0 ? text : text.substring(0, colon)).strip(), text);
        if (verb.takesType() != colon >= 0) {
            throw fail(text, verb + (colon < 0 ? " needs a type (expected " + verb + ":type)" : " takes no type"));
        }
        var type = colon < 0 ? Optional.<Mapping.TypeName>empty() : Optional.of(type(text, text.substring(colon + 1)));
        if (verb == Verb.CAST && type.flatMap(Mapping.TypeName::type).isEmpty()) {
            throw fail(text, "a cast needs its type in full (expected a type such as array<int>)");
        }
        return new ChoiceAction(verb, type);
    }

    private static Verb verb(String written, String text) {
        return Arrays.stream(Verb.values())
                .filter(verb -> verb.toString().equalsIgnoreCase(written))
                .findFirst()
                .orElseThrow(() -> fail(text, "no such action " + Suggestion.among(written, names())));
    }

    private static List<String> names() {
        return Arrays.stream(Verb.values()).map(Verb::toString).toList();
    }

    private static Mapping.TypeName type(String text, String written) {
        try {
            return Mapping.TypeName.parse(written);
        } catch (UsageException e) {
            throw new UsageException("Cannot read action '" + text + "': " + e.getMessage(), e);
        }
    }

    private static UsageException fail(String text, String why) {
        return new UsageException("Cannot read action '" + text + "': " + why);
    }

    @Override
    public String toString() {
        return verb + type.map(name -> ":" + name).orElse("");
    }
}
