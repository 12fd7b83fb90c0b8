// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.io;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A folder that stands for the value of a partition key, as Hive spells it: {@code city=K%C3%B6ln}.
 *
 * @param key the text before the first {@code =}, decoded; empty where there is none
 * @param value the text after it, decoded; the whole name as it is where there is no key
 */
public record PartitionFolder(String key, String value) {
    private static final Pattern ESCAPES = Pattern.compile("(?:%[0-9A-Fa-f]{2})+");

    /** What the name of a folder says. */
    public static PartitionFolder of(String name) {
        int equals = name.indexOf('=');
        return equals <= 0
                ? new PartitionFolder("", name)
                : new PartitionFolder(decode(name.substring(0, equals)), decode(name.substring(equals + 1)));
    }

    /** Whether the folder names its key. */
    public boolean hasKey() {
        return !key.isEmpty();
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
