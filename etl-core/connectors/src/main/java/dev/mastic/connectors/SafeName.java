// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import dev.mastic.core.failure.EtlException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Any text as part of a file name. Different texts give different names. */
final class SafeName {
    private static final int LONGEST = 60;
    private static final int HASH_BYTES = 16;
    private static final String KEPT = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private SafeName() {}

    /**
     * Letters, digits, {@code -} and {@code _} stay; all else is percent-encoded; beyond 60 characters a hash takes the
     * rest's place.
     */
    static String of(String text) {
        return cut(encode(text, KEPT), text);
    }

    /** A folder that listings do not take for a hidden one or for a partition; dots stay, but for one in front. */
    static String folder(String text) {
        var name = cut(encode(text, KEPT + "."), text);
        return switch (name.isEmpty() ? ' ' : name.charAt(0)) {
            case '_' -> "%5F" + name.substring(1);
            case '.' -> "%2E" + name.substring(1);
            default -> name;
        };
    }

    private static String cut(String encoded, String text) {
        if (encoded.length() <= LONGEST) {
            return encoded;
        }
        // '~' is never kept, so that a cut name is no name that was not cut
        return encoded.substring(0, LONGEST - 2 * HASH_BYTES - 1) + "~" + hash(text);
    }

    private static String encode(String text, String kept) {
        var name = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (kept.indexOf((char) b) >= 0) {
                name.append((char) b);
            } else {
                name.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return name.toString();
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new EtlException("Cannot name a file: this Java has no SHA-256", e);
        }
    }
}
