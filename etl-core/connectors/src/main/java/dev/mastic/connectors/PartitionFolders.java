// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import dev.mastic.core.bookmark.FileItem;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The partition keys and values in the folders of a path, as Hive spells them: {@code year=2024/city=K%C3%B6ln}. From
 * the first folder of that form on each folder is a partition; one without a key gets Glue's {@code partition_0}. Keys
 * and values are decoded;
 * {@link FileItem#NO_VALUE} stays as it is.
 */
record PartitionFolders(List<String> keys, List<String> values) {
    PartitionFolders {
        keys = List.copyOf(keys);
        values = List.copyOf(values);
    }

    /**
     * The keys and values of a file.
     *
     * @param file a path relative to the root of the data, with the name of the file
     */
    static PartitionFolders of(String file) {
        var keys = new ArrayList<String>();
        var values = new ArrayList<String>();
        var parts = file.split("/");
        int unnamed = 0;
        for (int i = 0; i < parts.length - 1; i++) {
            int equals = parts[i].indexOf('=');
            if (equals > 0) {
                keys.add(decode(parts[i].substring(0, equals)));
                values.add(decode(parts[i].substring(equals + 1)));
            } else if (!keys.isEmpty()) {
                keys.add("partition_" + unnamed++);
                values.add(parts[i]);
            }
        }
        return new PartitionFolders(keys, values);
    }

    /** Compared without case, as Spark compares names. */
    boolean hasKeys(List<String> others) {
        return caseless(keys).equals(caseless(others));
    }

    private static List<String> caseless(List<String> names) {
        return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }

    /**
     * Runs of {@code %XX} are UTF-8 where they can be, else each is one character, as Hive reads them; all else stays.
     */
    static String decode(String text) {
        var decoded = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int end = at;
            var bytes = new ByteArrayOutputStream();
            while (isEscape(text, end)) {
                bytes.write(Integer.parseInt(text.substring(end + 1, end + 3), 16));
                end += 3;
            }
            if (end == at) {
                decoded.append(text.charAt(at++));
            } else {
                decoded.append(text(bytes.toByteArray()));
                at = end;
            }
        }
        return decoded.toString();
    }

    private static boolean isEscape(String text, int at) {
        return at + 2 < text.length()
                && text.charAt(at) == '%'
                && Character.digit(text.charAt(at + 1), 16) >= 0
                && Character.digit(text.charAt(at + 2), 16) >= 0;
    }

    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            // written by Hive, which escapes single characters
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }
}
