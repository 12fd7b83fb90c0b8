// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.type;

import dev.mastic.core.failure.UsageException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A way to a value inside a record: {@code a.b[].c}. Dots in names are quoted with backticks, a backtick is doubled.
 *
 * @param steps from the record inwards; at least one, the first a name
 */
public record ColumnPath(List<Step> steps) implements Serializable {
    /** One step inwards. */
    public sealed interface Step extends Serializable {}

    /** Into the field of this name. */
    public record Name(String name) implements Step {}

    /** Into every element of an array. */
    public record Elements() implements Step {}

    /** How much of a long path messages show. */
    private static final int SHOWN = 40;

    public ColumnPath {
        steps = List.copyOf(steps);
        if (steps.isEmpty() || !(steps.get(0) instanceof Name)) {
            throw new IllegalArgumentException("A column path starts with a name");
        }
    }

    /** A path of plain names, whatever characters they hold. */
    public static ColumnPath of(String first, String... rest) {
        var steps = new ArrayList<Step>();
        steps.add(new Name(first));
        for (var name : rest) {
            steps.add(new Name(name));
        }
        return new ColumnPath(steps);
    }

    /**
     * Reads {@code a.`b.c`[].d}.
     *
     * @throws UsageException naming the character that is not understood, or that the path is longer than any type is deep
     */
    public static ColumnPath parse(String text) {
        var path = new Parser(text).path();
        if (path.steps().size() > Type.MOST_LEVELS) {
            throw new UsageException(
                    "Cannot read the path of a column: it has " + path.steps().size() + " steps (got "
                            + text.substring(0, SHOWN) + "…; expected at most " + Type.MOST_LEVELS + ")");
        }
        return path;
    }

    /** This path and one field further in. */
    public ColumnPath child(String name) {
        return with(new Name(name));
    }

    /** This path and into the elements. */
    public ColumnPath elements() {
        return with(new Elements());
    }

    /** The top-level column. */
    public String head() {
        return ((Name) steps.get(0)).name();
    }

    /** The last name of the path. */
    public String leaf() {
        for (int i = steps.size() - 1; i >= 0; i--) {
            if (steps.get(i) instanceof Name name) {
                return name.name();
            }
        }
        throw new IllegalStateException("A column path starts with a name");
    }

    /** The path without its last step; empty for a top-level column. */
    public Optional<ColumnPath> parent() {
        return steps.size() == 1 ? Optional.empty() : Optional.of(new ColumnPath(steps.subList(0, steps.size() - 1)));
    }

    /** The path without its first step; empty for a top-level column. */
    public Optional<ColumnPath> tail() {
        return steps.size() > 1 && steps.get(1) instanceof Name
                ? Optional.of(new ColumnPath(steps.subList(1, steps.size())))
                : Optional.empty();
    }

    /** The type at the end of this path inside a record; empty if there is none. */
    public Optional<Type> in(Type.Struct record) {
        Optional<Type> here = Optional.of(record);
        for (var step : steps) {
            here = here.flatMap(type -> inside(type, step));
        }
        return here;
    }

    private static Optional<Type> inside(Type type, Step step) {
        if (step instanceof Name name && type instanceof Type.Struct struct) {
            return struct.field(name.name()).map(Type.Field::type);
        }
        return step instanceof Elements && type instanceof Type.Array array
                ? Optional.of(array.element())
                : Optional.empty();
    }

    private ColumnPath with(Step step) {
        var longer = new ArrayList<>(steps);
        longer.add(step);
        return new ColumnPath(longer);
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        for (var step : steps) {
            if (step instanceof Name name) {
                text.append(text.isEmpty() ? "" : ".").append(quote(name.name()));
            } else {
                text.append("[]");
            }
        }
        return text.toString();
    }

    /** Also what mappings and specs would read as their own: arrows, colons, and spaces around. */
    private static String quote(String name) {
        boolean plain = !name.isEmpty()
                && name.chars().noneMatch(c -> c == '.' || c == '`' || c == '[' || c == ']' || c == ':')
                && !name.contains("->")
                && name.strip().equals(name);
        return plain ? name : "`" + name.replace("`", "``") + "`";
    }

    private static final class Parser {
        private final String text;
        private int at;

        Parser(String text) {
            this.text = text;
        }

        ColumnPath path() {
            var steps = new ArrayList<Step>();
            do {
                steps.add(new Name(name()));
                while (text.startsWith("[]", at)) {
                    steps.add(new Elements());
                    at += 2;
                }
            } while (dot());
            return new ColumnPath(steps);
        }

        private boolean dot() {
            if (at == text.length()) {
                return false;
            }
            if (text.charAt(at) != '.') {
                throw fail("expected '.' or '[]'");
            }
            at++;
            return true;
        }

        private String name() {
            if (at < text.length() && text.charAt(at) == '`') {
                return quoted();
            }
            int from = at;
            while (at < text.length() && ".[]`".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            if (from == at) {
                throw fail("expected a name");
            }
            return text.substring(from, at);
        }

        private String quoted() {
            var name = new StringBuilder();
            for (at++; at < text.length(); at++) {
                if (text.charAt(at) != '`') {
                    name.append(text.charAt(at));
                } else if (text.startsWith("``", at)) {
                    name.append('`');
                    at++;
                } else {
                    at++;
                    return name.toString();
                }
            }
            throw fail("a backtick is not closed");
        }

        private UsageException fail(String why) {
            return new UsageException("Cannot read column path '" + text + "': " + why + " at character " + (at + 1));
        }
    }
}
