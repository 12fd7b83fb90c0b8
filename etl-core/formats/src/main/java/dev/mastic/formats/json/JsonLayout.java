// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.json;

import dev.mastic.formats.text.Grammar;
import dev.mastic.formats.text.TextFile;
import java.io.IOException;
import java.io.Serializable;
import java.util.Map;

/**
 * Where the records of a file are: objects on lines of their own, or inside documents.
 *
 * @param path to the records of a document; null for lines, or for what a file shows, as {@code told} says
 * @param told whether it is known how the file is laid out; otherwise the file shows it
 */
record JsonLayout(JsonPath path, boolean told) implements Serializable {
    /** The key of a dialect that names the path. */
    static final String PATH = "jsonPath";

    /** Objects on lines, or an array of them: the first bytes of each file tell. */
    static final JsonLayout SHOWN = new JsonLayout(null, false);

    private static final JsonLayout LINES = new JsonLayout(null, true);
    private static final JsonLayout TOP_ARRAY = new JsonLayout(JsonPath.TOP_ELEMENTS, true);
    private static final int LOOKED_AT = 64 * 1024;

    /** What a dialect says. */
    static JsonLayout of(Map<String, String> dialect) {
        var path = dialect.get(PATH);
        return path == null ? SHOWN : at(JsonPath.parse(path));
    }

    /** The layout of files whose records are at a path. */
    static JsonLayout at(JsonPath path) {
        return path.steps().isEmpty() ? LINES : new JsonLayout(path, true);
    }

    /** How one file is laid out. Reads its start if it must. */
    JsonLayout in(TextFile file) throws IOException {
        if (told) {
            return this;
        }
        var unpacked = file.open(0);
        try (var in = unpacked.in()) {
            return in(in.readNBytes(LOOKED_AT));
        } catch (IOException e) {
            if (unpacked.blame().contents()) {
                return LINES; // whoever reads it refuses it
            }
            throw e;
        }
    }

    /** How a file that begins so is laid out: an array at the top counts if it is empty, or an object is its first element. */
    JsonLayout in(byte[] head) {
        if (told) {
            return this;
        }
        int first = behindBlanks(head, isMarked(head) ? 3 : 0);
        int second = behindBlanks(head, first + 1);
        boolean array = second < head.length && head[first] == '[' && (head[second] == '{' || head[second] == ']');
        return array ? TOP_ARRAY : LINES;
    }

    private static boolean isMarked(byte[] head) {
        return head.length >= 3 && head[0] == (byte) 0xEF && head[1] == (byte) 0xBB && head[2] == (byte) 0xBF;
    }

    private static int behindBlanks(byte[] head, int from) {
        int at = from;
        while (at < head.length && (head[at] == ' ' || head[at] == '\n' || head[at] == '\r' || head[at] == '\t')) {
            at++;
        }
        return at;
    }

    /** Whether records are inside documents. */
    boolean isDocument() {
        return path != null;
    }

    /** Finds the records of one file that is laid out so. */
    <R> Grammar<R> grammar(ObjectReader.Shape<R> shape) {
        return isDocument() ? new DocumentGrammar<>(path, shape) : new JsonGrammar<>(shape);
    }
}
