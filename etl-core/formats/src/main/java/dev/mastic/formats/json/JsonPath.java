// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.json;

import dev.mastic.core.failure.UsageException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the records of a document are: members by name and all elements of arrays, such as {@code $.a.b[*]}. Other steps of JsonPath are
 * refused by name.
 *
 * @param steps from the top
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9535">RFC 9535</a>
 */
record JsonPath(List<Step> steps) implements Serializable {
    /** The elements of an array at the top. */
    static final JsonPath TOP_ELEMENTS = new JsonPath(List.of(new Step(null)));

    JsonPath {
        steps = List.copyOf(steps);
    }

    /**
     * One step.
     *
     * @param member the name of a member; null for all elements
     */
    record Step(String member) implements Serializable {
        boolean isElements() {
            return member == null;
        }

        @Override
        public String toString() {
            return isElements() ? "[*]" : "['" + member.replace("\\", "\\\\").replace("'", "\\'") + "']";
        }
    }

    /**
     * Reads a path.
     *
     * @throws UsageException naming the step that is not taken
     */
    static JsonPath parse(String text) {
        if (!text.startsWith("$")) {
            throw cannot(text, "it does not begin at the top", text);
        }
        var steps = new ArrayList<Step>();
        int at = 1;
        while (at < text.length()) {
            int end = text.charAt(at) == '.' ? behindName(text, at + 1) : behindBracket(text, at);
            steps.add(step(text, text.substring(at, end)));
            at = end;
        }
        return new JsonPath(steps);
    }

    private static int behindName(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) != '.' && text.charAt(end) != '[') {
            end++;
        }
        return end;
    }

    private static int behindBracket(String text, int from) {
        if (text.charAt(from) != '[') {
            throw cannot(text, "expected '.' or '['", text.substring(from));
        }
        int at = from + 1;
        char quote = at < text.length() ? text.charAt(at) : ' ';
        if (quote == '\'' || quote == '"') {
            for (at++; at < text.length() && text.charAt(at) != quote; at++) {
                at += text.charAt(at) == '\\' ? 1 : 0;
            }
        }
        int end = text.indexOf(']', Math.min(at, text.length()));
        if (end < 0) {
            throw cannot(text, "a bracket is not closed", text.substring(from));
        }
        return end + 1;
    }

    private static Step step(String path, String step) {
        var inner = step.startsWith("[") ? step.substring(1, step.length() - 1) : step.substring(1);
        boolean quoted =
                step.startsWith("[") && inner.length() > 1 && (inner.startsWith("'") || inner.startsWith("\""));
        if (quoted && inner.charAt(inner.length() - 1) == inner.charAt(0)) {
            return new Step(inner.substring(1, inner.length() - 1).replaceAll("\\\\(.)", "$1"));
        } else if (step.equals("[*]")) {
            return new Step(null);
        } else if (step.startsWith(".") && !inner.isEmpty() && !inner.equals("*") && !inner.endsWith(")")) {
            return new Step(inner);
        }
        throw cannot(path, kind(step), step);
    }

    private static String kind(String step) {
        if (step.equals(".")) {
            return "descents ('..') are not followed";
        } else if (step.startsWith("[?")) {
            return "filters are not applied: read all, and filter the frame";
        } else if (step.equals(".*")) {
            return "all members ('.*') are not followed";
        } else if (step.endsWith(")")) {
            return "functions and scripts are not computed";
        }
        return "single elements and slices are not taken";
    }

    private static UsageException cannot(String path, String why, String got) {
        return new UsageException("Cannot read the JsonPath '" + path + "': " + why + " (got '" + got
                + "'; expected steps such as .name, ['name'] and [*] behind '$')");
    }

    /** The steps up to one of them, as they are written in messages. */
    String upTo(int count) {
        var text = new StringBuilder("$");
        steps.subList(0, count).forEach(text::append);
        return text.toString();
    }

    @Override
    public String toString() {
        return upTo(steps.size());
    }
}
