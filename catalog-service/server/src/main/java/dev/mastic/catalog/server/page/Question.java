// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.page;

import dev.mastic.core.catalog.PageRequest;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.failure.UsageException;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is asked of a page.
 *
 * @param parameters gives the value of a parameter of the address, or null
 */
record Question(Function<String, String> parameters) {
    private static final int LONGEST = 10_000;

    /** A parameter; empty if there is none, or nothing in it. */
    Optional<String> find(String name) {
        return Optional.ofNullable(parameters.apply(name)).filter(value -> !value.isEmpty());
    }

    /** A parameter, or the empty text. */
    String text(String name) {
        var text = find(name).orElse("");
        if (text.length() > LONGEST) {
            throw new UsageException("Cannot show this: '" + name + "' is too long (got " + Shown.count(text.length())
                    + " characters; expected at most " + Shown.count(LONGEST) + ")");
        }
        return text;
    }

    /**
     * A parameter that must be there.
     *
     * @throws UsageException if it is not
     */
    String required(String name) {
        return find(name)
                .orElseThrow(() -> new UsageException(
                        "Cannot show this: '" + name + "' is missing in the address (expected ?" + name + "=…)"));
    }

    /**
     * The table that is named.
     *
     * @throws UsageException if none is
     */
    TableName table() {
        return TableName.parse(required("name"));
    }

    /** A whole number. */
    Optional<Long> number(String name) {
        return find(name).map(text -> {
            if (!text.matches("\\d{1,18}")) {
                throw new UsageException(
                        "Cannot show this: '" + name + "' is no number (got '" + text + "'; expected such as 7)");
            }
            return Long.parseLong(text);
        });
    }

    Optional<String> after() {
        return find(Pager.AFTER);
    }

    PageRequest page(int length) {
        return new PageRequest(length, after());
    }
}
