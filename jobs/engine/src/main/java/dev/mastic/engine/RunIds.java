// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import java.security.SecureRandom;

/**
 * Makes run ids for runs that no scheduler names.
 *
 * @see <a href="https://github.com/ulid/spec">ULID</a>
 */
public final class RunIds {
    private static final char[] CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();
    private static final SecureRandom RANDOM = new SecureRandom();

    private RunIds() {}

    /** A new id; later ones sort after earlier ones. */
    public static String next() {
        var id = new StringBuilder();
        long time = System.currentTimeMillis();
        for (int shift = 45; shift >= 0; shift -= 5) {
            id.append(CROCKFORD[(int) (time >>> shift) & 31]);
        }
        for (int i = 0; i < 16; i++) {
            id.append(CROCKFORD[RANDOM.nextInt(32)]);
        }
        return id.toString();
    }
}
