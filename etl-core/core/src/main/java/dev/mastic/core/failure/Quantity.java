// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.failure;

import java.util.Locale;

/** How many there are of something, in words. */
public final class Quantity {
    private Quantity() {}

    /** {@code 1 file}, {@code 2,000 files}. */
    public static String of(long count, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
    }

    /** With a verb: {@code 1 file is}, {@code 2 files are}. */
    public static String of(long count, String noun, String one, String several) {
        return of(count, noun) + " " + (count == 1 ? one : several);
    }
}
