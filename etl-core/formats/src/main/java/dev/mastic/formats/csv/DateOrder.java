// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

/** How dates are written that are not in ISO 8601. */
enum DateOrder {
    /** Year, month and day only. */
    ISO,
    /** Day, month and year, such as {@code 31.12.2024}, or ISO 8601. */
    DAY_FIRST,
    /** Month, day and year, such as {@code 12/31/24}, or ISO 8601. */
    MONTH_FIRST
}
