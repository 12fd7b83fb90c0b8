// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.type;

import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.failure.UsageException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The Glue and Hive spelling of types: {@code struct<id:bigint,tags:array<string>>}. Printing and parsing are inverse. A choice is
 * Hive's {@code uniontype<…>}; names with other characters than letters, digits and {@code _} stand in backticks.
 *
 * @see <a href="https://cwiki.apache.org/confluence/display/Hive/LanguageManual+Types">Hive types</a>
 */
public final class TypeString {
    private static final Map<Type.Primitive, String> NAMES = Map.ofEntries(
            Map.entry(Type.Primitive.BOOLEAN, "boolean"),
            Map.entry(Type.Primitive.BYTE, "tinyint"),
            Map.entry(Type.Primitive.SHORT, "smallint"),
            Map.entry(Type.Primitive.INT, "int"),
            Map.entry(Type.Primitive.LONG, "bigint"),
            Map.entry(Type.Primitive.FLOAT, "float"),
            Map.entry(Type.Primitive.DOUBLE, "double"),
            Map.entry(Type.Primitive.STRING, "string"),
            Map.entry(Type.Primitive.BINARY, "binary"),
            Map.entry(Type.Primitive.DATE, "date"),
            Map.entry(Type.Primitive.TIMESTAMP, "timestamp"),
            Map.entry(Type.Primitive.TIMESTAMP_NTZ, "timestamp_ntz"),
            Map.entry(Type.Primitive.NULL, "void"));
    private static final Map<String, Type> ALIASES = Map.of(
            "byte", Type.Primitive.BYTE,
            "short", Type.Primitive.SHORT,
            "integer", Type.Primitive.INT,
            "long", Type.Primitive.LONG,
            "null", Type.Primitive.NULL,
            "timestampntz", Type.Primitive.TIMESTAMP_NTZ,
            "unknown", new Type.Unknown());

    private static final List<String> PARTED =
            List.of("array", "char", "decimal", "map", "numeric", "struct", "uniontype", "varchar");

    private TypeString() {}

    /** The type as Glue and Hive write it. */
    public static String print(Type type) {
        if (type instanceof Type.Primitive primitive) {
            return NAMES.get(primitive);
        } else if (type instanceof Type.Decimal decimal) {
            return "decimal(" + decimal.precision() + "," + decimal.scale() + ")";
        } else if (type instanceof Type.Array array) {
            return "array<" + print(array.element()) + ">";
        } else if (type instanceof Type.Map map) {
            return "map<" + print(map.key()) + "," + print(map.value()) + ">";
        } else if (type instanceof Type.Struct struct) {
            return struct.fields().stream()
                    .map(field -> quote(field.name()) + ":" + print(field.type()))
                    .collect(Collectors.joining(",", "struct<", ">"));
        } else if (type instanceof Type.Choice choice) {
            return choice.members().stream().map(TypeString::print).collect(Collectors.joining(",", "uniontype<", ">"));
        }
        return "unknown";
    }

    /**
     * The type that a text spells; Glue's short names ({@code long}, {@code byte}) and {@code varchar(n)}, {@code char(n)} are
     * understood, case is ignored outside names of fields.
     *
     * @throws UsageException naming the place in the text that is not understood
     */
    public static Type parse(String text) {
        var parser = new Parser(text);
        var type = parser.type();
        parser.end();
        return type;
    }

    /**
     * The row that a text spells: {@code struct<id:bigint,name:string>}, or its columns alone as {@code id bigint, name string}.
     *
     * @throws UsageException naming the place in the text that is not understood, or that the type is no row
     */
    public static Type.Struct parseRow(String text) {
        if (!text.strip().toLowerCase(Locale.ROOT).startsWith("struct<")) {
            return new Parser(text).columns();
        }
        return (Type.Struct) parse(text);
    }

    private static String quote(String name) {
        return name.matches("\\w+") ? name : "`" + name.replace("`", "``") + "`";
    }

    private static final class Parser {
        private final String text;
        private int at;
        private int level;

        Parser(String text) {
            this.text = text;
        }

        Type type() {
            var name = word().toLowerCase(Locale.ROOT);
            return switch (name) {
                case "array" -> new Type.Array(inBrackets(this::type));
                case "map" ->
                    inBrackets(() -> {
                        var key = type();
                        expect(',');
                        return new Type.Map(key, type());
                    });
                case "struct" -> inBrackets(() -> valid(fields(), Type.Struct::new));
                case "uniontype" -> inBrackets(() -> valid(members(), Type.Choice::new));
                case "decimal", "numeric" -> decimal();
                case "varchar", "char" -> {
                    numbers();
                    yield Type.Primitive.STRING;
                }
                default -> primitive(name).orElseThrow(() -> unknown(name));
            };
        }

        private UsageException unknown(String name) {
            if (name.isEmpty()) {
                return fail("expected a type");
            }
            var known = Stream.of(NAMES.values(), ALIASES.keySet(), PARTED).flatMap(Collection::stream);
            var hint = Suggestion.nearest(name, known.toList())
                    .map(near -> " (did you mean '" + near + "'?)")
                    .orElse("");
            return new UsageException(fail("unknown type '" + name + "'").getMessage() + hint);
        }

        private static Optional<Type> primitive(String name) {
            return NAMES.entrySet().stream()
                    .filter(entry -> entry.getValue().equals(name))
                    .<Type>map(Map.Entry::getKey)
                    .findFirst()
                    .or(() -> Optional.ofNullable(ALIASES.get(name)));
        }

        private Type decimal() {
            var numbers = numbers();
            int precision = numbers.isEmpty() ? 10 : numbers.get(0);
            int scale = numbers.size() > 1 ? numbers.get(1) : numbers.isEmpty() ? 2 : 0;
            return valid(precision, digits -> new Type.Decimal(digits, scale));
        }

        /** What the type itself refuses is refused here with its place in the text. */
        private <P, T extends Type> T valid(P parts, Function<P, T> type) {
            try {
                return type.apply(parts);
            } catch (IllegalArgumentException e) {
                throw fail(e.getMessage());
            }
        }

        private List<Integer> numbers() {
            var numbers = new ArrayList<Integer>();
            if (!skip('(')) {
                return numbers;
            }
            do {
                var digits = word();
                if (!digits.matches("\\d{1,5}")) {
                    throw fail("expected a number");
                }
                numbers.add(Integer.parseInt(digits));
            } while (skip(','));
            expect(')');
            return numbers;
        }

        private List<Type.Field> fields() {
            var fields = new ArrayList<Type.Field>();
            if (peek() == '>') {
                return fields;
            }
            do {
                var name = peek() == '`' ? quoted() : fieldName();
                expect(':');
                fields.add(new Type.Field(name, type()));
            } while (skip(','));
            return fields;
        }

        /** Columns up to the end: {@code name type}, or {@code name: type}. */
        Type.Struct columns() {
            var columns = new ArrayList<Type.Field>();
            do {
                var name = peek() == '`' ? quoted() : columnName();
                skip(':');
                columns.add(new Type.Field(name, type()));
            } while (skip(','));
            end();
            return valid(columns, Type.Struct::new);
        }

        private String columnName() {
            blanks();
            int from = at;
            while (at < text.length()
                    && !Character.isWhitespace(text.charAt(at))
                    && ":,<>()".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            if (at == from) {
                throw fail("expected a column, as 'name type'");
            }
            return text.substring(from, at);
        }

        private List<Type> members() {
            var members = new ArrayList<Type>();
            do {
                members.add(type());
            } while (skip(','));
            return members;
        }

        private <T> T inBrackets(Supplier<T> inner) {
            expect('<');
            if (++level > Type.MOST_LEVELS) {
                throw fail("types lie in each other more than " + Type.MOST_LEVELS + " deep");
            }
            var value = inner.get();
            level--;
            expect('>');
            return value;
        }

        private String quoted() {
            var name = new StringBuilder();
            for (at++; at < text.length(); at++) {
                if (text.charAt(at) != '`') {
                    name.append(text.charAt(at));
                } else if (at + 1 < text.length() && text.charAt(at + 1) == '`') {
                    name.append('`');
                    at++;
                } else {
                    at++;
                    return name.toString();
                }
            }
            throw fail("a backtick is not closed");
        }

        /** Other tools write odd names bare, so a name is whatever stands before its colon. */
        private String fieldName() {
            int colon = text.indexOf(':', at);
            if (colon <= at) {
                throw fail("expected a field name and ':'");
            }
            var name = text.substring(at, colon);
            at = colon;
            return name.trim();
        }

        private String word() {
            blanks();
            int from = at;
            while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
                at++;
            }
            return text.substring(from, at);
        }

        private char peek() {
            blanks();
            return at < text.length() ? text.charAt(at) : '\0';
        }

        private boolean skip(char wanted) {
            if (peek() != wanted) {
                return false;
            }
            at++;
            return true;
        }

        private void expect(char wanted) {
            if (!skip(wanted)) {
                throw fail("expected '" + wanted + "'");
            }
        }

        void end() {
            if (peek() != '\0') {
                throw fail("expected the end");
            }
        }

        private void blanks() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
        }

        private UsageException fail(String why) {
            return new UsageException("Cannot read type '" + text + "': " + why + " at character " + (at + 1));
        }
    }
}
