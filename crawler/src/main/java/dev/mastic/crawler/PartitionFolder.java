// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A folder that stands for the value of a partition key.
 *
 * @param key the text before the first {@code =}; {@link TableFiles#UNNAMED} where there is none
 * @param value the text after it, with {@code %XX} decoded; the whole name where there is no key
 */
record PartitionFolder(String key, String value) {
    private static final Pattern ESCAPES = Pattern.compile("(?:%[0-9A-Fa-f]{2})+");

    static PartitionFolder of(String name) {
        int equals = name.indexOf('=');
        return equals <= 0
                ? new PartitionFolder(TableFiles.UNNAMED, name)
                : new PartitionFolder(decode(name.substring(0, equals)), decode(name.substring(equals + 1)));
    }

    /** {@code +} stays what it is: Hive and Spark escape by percent signs only. */
    private static String decode(String text) {
        return ESCAPES.matcher(text).replaceAll(run -> Matcher.quoteReplacement(bytes(run.group())));
    }

    private static String bytes(String escapes) {
        var bytes = new byte[escapes.length() / 3];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(escapes.substring(3 * i + 1, 3 * i + 3), 16);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            // Hive escapes characters up to U+00FF by their number
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }
}
