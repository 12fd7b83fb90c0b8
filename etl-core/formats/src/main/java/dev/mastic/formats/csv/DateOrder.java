// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How dates are written that are not in ISO 8601. */
enum DateOrder {
    /** Year, month and day only. */
    ISO,
    /** Day, month and year, such as {@code 31.12.2024}, or ISO 8601. */
    DAY_FIRST,
    /** Month, day and year, such as {@code 12/31/24}, or ISO 8601. */
    MONTH_FIRST;

    /** What it is called in a dialect, such as {@code day-first}. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<DateOrder> of(String word) {
        return Arrays.stream(values())
                .filter(order -> order.word().equals(word))
                .findFirst();
    }
}
