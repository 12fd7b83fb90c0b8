// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.grok;

import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.failure.UsageException;
import dev.mastic.formats.grok.PatternLibrary.Definition;
import dev.mastic.formats.grok.PatternLibrary.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/**
 * Puts named patterns in the place of {@code %{NAME}}, {@code %{NAME:column}}, {@code %{NAME:column:type}} and
 * {@code %{NAME:column:date;layout}}, and takes down the columns. Used once.
 */
final class PatternParser {
    /** How long a regular expression may become: patterns that refer to each other can double it at each step. */
    private static final int LONGEST = 200_000;

    private static final Pattern REFERENCE = Pattern.compile("%\\{(?<name>[A-Za-z0-9_]+)(?:[:;](?<column>[^:;{}]+))?"
            + "(?:[:;](?<type>[A-Za-z]+))?(?:[:;](?<layout>[^{}]+))?}");
    private static final Pattern GROUP = Pattern.compile("\\(\\?<(?<name>[A-Za-z][A-Za-z0-9]*)>");
    private static final int SHOWN = 200;

    /** How Glue's own patterns call what is no column. */
    private static final String UNWANTED = "UNWANTED";

    private final String text;
    private final PatternLibrary library;
    private final StringBuilder regex = new StringBuilder();
    private final PatternColumns columns = new PatternColumns();
    private final Deque<String> open = new ArrayDeque<>();
    private final Map<String, Definition> used = new LinkedHashMap<>();

    PatternParser(String text, PatternLibrary library) {
        this.text = text;
        this.library = library;
    }

    GrokPattern parse() {
        expand(text, "the pattern");
        var definitions = used.values().stream()
                .filter(definition -> definition.kind() != Kind.LOGSTASH)
                .map(definition -> definition.name() + " " + definition.regex())
                .collect(Collectors.joining("\n"));
        try {
            return new GrokPattern(text, Pattern.compile(regex.toString()), columns.toList(), definitions);
        } catch (PatternSyntaxException e) {
            throw failure("it is no regular expression: " + e.getDescription(), culprit());
        }
    }

    /** What was written by the user and cannot be compiled by itself; the pattern if each part can. */
    private String culprit() {
        return used.values().stream()
                .filter(definition -> definition.kind() == Kind.CUSTOM)
                .filter(definition -> !new PatternParser("", library).compiles(definition))
                .map(Definition::place)
                .findFirst()
                .orElse("the pattern");
    }

    private boolean compiles(Definition definition) {
        try {
            expand(definition.regex(), definition.place());
            Pattern.compile(regex.toString());
            return true;
        } catch (PatternSyntaxException e) {
            return false; // who asks says why
        }
    }

    private void expand(String part, String place) {
        int brackets = 0;
        for (int at = 0; at < part.length(); ) {
            int next = at + 1;
            char one = part.charAt(at);
            if (one == '\\') {
                next = behindEscape(part, at);
            } else if (part.startsWith("%{", at)) {
                at = reference(part, at, place);
                continue;
            } else if (one == '[') {
                brackets++;
            } else if (one == ']' && brackets > 0 && !opens(part, at)) {
                brackets--;
            } else if (one == '(' && brackets == 0) {
                int behind = group(part, at);
                if (behind > at) {
                    at = behind;
                    continue;
                }
            }
            append(part.substring(at, next), place);
            at = next;
        }
    }

    private static int behindEscape(String part, int at) {
        int end = part.startsWith("\\Q", at) ? part.indexOf("\\E", at) : -1;
        return Math.min(part.length(), end < 0 ? at + 2 : end + 2);
    }

    /** Whether a bracket stands first in its class, where it means itself. */
    private static boolean opens(String part, int at) {
        return part.charAt(at - 1) == '[' || (at > 1 && part.startsWith("[^", at - 2));
    }

    /** A group with a name of its own is a column too. */
    private int group(String part, int at) {
        var group = GROUP.matcher(part).region(at, part.length());
        if (!group.lookingAt()) {
            return at;
        }
        regex.append("(?<")
                .append(columns.add(group.group("name"), ColumnType.INFERRED))
                .append('>');
        return group.end();
    }

    private int reference(String part, int at, String place) {
        var reference = REFERENCE.matcher(part).region(at, part.length());
        var where = "at character " + (at + 1) + " of " + place;
        if (!reference.lookingAt()) {
            var shown = part.substring(at, Math.min(part.length(), at + 40));
            throw failure(
                    "'" + shown + "' refers to nothing (expected %{NAME}, %{NAME:column} or %{NAME:column:type})",
                    where);
        }
        var name = reference.group("name");
        var definition = library.find(name)
                .orElseThrow(() -> failure(
                        "no pattern is called '" + name + "'"
                                + Suggestion.nearest(name, library.names())
                                        .map(near -> " (did you mean '" + near + "'?)")
                                        .orElse(""),
                        where));
        if (open.contains(name)) {
            throw failure("'" + name + "' is defined by itself", where);
        }
        used.putIfAbsent(name, definition);
        append("(" + capture(reference.group("column"), declared(reference, name, where)), where);
        open.push(name);
        expand(definition.regex(), definition.place());
        open.pop();
        append(")", where);
        return reference.end();
    }

    private String capture(String column, ColumnType type) {
        return column == null || column.equals(UNWANTED) ? "?:" : "?<" + columns.add(column, type) + ">";
    }

    private ColumnType declared(Matcher reference, String pattern, String where) {
        try {
            return ColumnType.of(pattern, reference.group("type"), reference.group("layout"));
        } catch (UsageException e) {
            throw failure(e.getMessage(), where);
        }
    }

    private void append(String more, String where) {
        regex.append(more);
        if (regex.length() > LONGEST) {
            throw failure("it grows beyond " + LONGEST + " characters", where);
        }
    }

    private UsageException failure(String why, String where) {
        var shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
        return new UsageException("Cannot read the grok pattern '" + shown + "': " + why + ", " + where);
    }
}
