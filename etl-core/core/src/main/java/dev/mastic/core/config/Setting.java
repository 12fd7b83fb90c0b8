// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.failure.UsageException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * A typed key: its name, how its value is read, its default and the sentence that explains it, in one place.
 *
 * @param <T> the type of the value
 * @param name the key, in kebab case
 * @param reader reads one written value
 * @param fallback the value when nothing is written; empty means "no value"
 * @param isRequired whether a missing value is a problem
 * @param doc one sentence, with the unit where there is one
 */
public record Setting<T>(String name, Reader<T> reader, Optional<T> fallback, boolean isRequired, String doc) {
    /** Reads a written value, or says what is wrong with it. */
    @FunctionalInterface
    public interface Reader<T> {
        /**
         * The value that was written, in its type.
         *
         * @param base the folder that relative paths start from
         * @throws IllegalArgumentException with the form that was expected, such as {@code a number}
         */
        T read(ConfigValue value, String base);

        /** The written value, for messages. */
        default String shown(ConfigValue value) {
            return value.render(ConfigRenderOptions.concise());
        }

        /** What is kept of the written value, from which another process reads the same. */
        default ConfigValue kept(ConfigValue value) {
            return value;
        }
    }

    private Setting(String name, Reader<T> reader) {
        this(name, reader, Optional.empty(), false, "");
    }

    /** Any text; numbers and booleans are taken as they are written. */
    public static Setting<String> string(String name) {
        return new Setting<>(name, (value, base) -> text(value));
    }

    /** A file, folder or URI; a relative one is resolved against the folder of the job file. */
    public static Setting<String> path(String name) {
        return new Setting<>(name, (value, base) -> Location.resolve(base, text(value)));
    }

    /** {@code true} or {@code false}. */
    public static Setting<Boolean> bool(String name) {
        return new Setting<>(name, (value, base) -> switch (text(value).toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on" -> true;
            case "false", "no", "off" -> false;
            default -> throw new IllegalArgumentException("true or false");
        });
    }

    /** A whole number of at least {@code least}. */
    public static Setting<Long> number(String name, long least) {
        return new Setting<>(name, (value, base) -> {
            try {
                long number = whole(value);
                if (number >= least) {
                    return number;
                }
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("a whole number", e);
            }
            throw new IllegalArgumentException("a whole number of at least " + least);
        });
    }

    /** A whole number of things: at least {@code least}, at most what an {@code int} holds. */
    public static Setting<Integer> count(String name, int least) {
        return new Setting<>(name, (value, base) -> {
            long number = number(name, least).reader().read(value, base);
            if (number > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("a whole number from " + least + " to " + Integer.MAX_VALUE);
            }
            return (int) number;
        });
    }

    /** A number of bytes of at least 1: plain, or with a unit such as {@code 512m} (mebibytes) or {@code 512MB} (megabytes). */
    public static Setting<Long> size(String name) {
        return new Setting<>(name, (value, base) -> {
            try {
                long bytes = value.atKey("size").getBytes("size");
                if (bytes > 0) {
                    return bytes;
                }
            } catch (ConfigException e) {
                throw new IllegalArgumentException("a number of bytes, such as 1048576, 512m or 2g", e);
            }
            throw new IllegalArgumentException("at least 1 byte");
        });
    }

    /** A span of time with its unit, such as {@code 30s} or {@code 2 minutes}. */
    public static Setting<Duration> duration(String name) {
        return new Setting<>(name, (value, base) -> {
            try {
                var span = value.atKey("span").getDuration("span");
                boolean hasUnit = text(value).chars().anyMatch(Character::isLetter);
                if (hasUnit && !span.isNegative()) {
                    return span;
                }
            } catch (ConfigException e) {
                throw new IllegalArgumentException("a span of time with its unit, such as 30s or 2m", e);
            }
            throw new IllegalArgumentException("a span of time with its unit, such as 30s or 2m");
        });
    }

    /** One of an enumeration's constants, written in kebab case. */
    public static <E extends Enum<E>> Setting<E> oneOf(String name, Class<E> constants) {
        return new Setting<>(name, (value, base) -> {
            var written = text(value);
            var known = Arrays.stream(constants.getEnumConstants())
                    .map(Setting::kebab)
                    .toList();
            return Arrays.stream(constants.getEnumConstants())
                    .filter(c -> kebab(c).equals(written))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("one of " + String.join(", ", known)
                            + Suggestion.nearest(written, known)
                                    .map(n -> "; did you mean '" + n + "'?")
                                    .orElse("")));
        });
    }

    /** A list of texts, which is not empty; a single text is a list of one. */
    public static Setting<List<String>> strings(String name) {
        return new Setting<>(name, (value, base) -> {
            var texts = texts(value);
            if (texts.isEmpty()) {
                throw new IllegalArgumentException("a list of at least one text");
            }
            return texts;
        });
    }

    /** A list of texts, which may be empty; a single text is a list of one. */
    public static Setting<List<String>> stringsOrNone(String name) {
        return new Setting<>(name, (value, base) -> texts(value));
    }

    /**
     * A text that is read as something else.
     *
     * @param form what is expected, such as {@code a column path}
     * @param parse throws a {@link UsageException} that says what is wrong
     */
    public static <T> Setting<T> parsed(String name, String form, Function<String, T> parse) {
        return new Setting<>(name, (value, base) -> parse(form, text(value), parse));
    }

    /**
     * What {@link #parsed} makes of a text; for readers of values with texts inside.
     *
     * @throws IllegalArgumentException with the form that was expected, and what is wrong
     */
    public static <T> T parse(String form, String text, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (UsageException e) {
            throw new IllegalArgumentException(form + ": " + e.getMessage(), e);
        }
    }

    /**
     * A text that must not be seen, named by a reference: {@code ${?NAME}} or {@code secret:env:NAME} for a variable of the environment,
     * {@code secret:file:PATH} for a file. Only the reference is ever shown or kept.
     */
    public static Setting<Secret> secret(String name) {
        return new Setting<>(name, new SecretReader(System::getenv));
    }

    /** A block in braces, which the caller reads. */
    public static Setting<ConfigObject> block(String name) {
        return new Setting<>(name, (value, base) -> {
            if (value instanceof ConfigObject object) {
                return object;
            }
            throw new IllegalArgumentException("a block in braces");
        });
    }

    /** A value of the caller's own form. */
    public static <T> Setting<T> of(String name, Reader<T> reader) {
        return new Setting<>(name, reader);
    }

    /** The same setting, which must be written. */
    public Setting<T> required() {
        return new Setting<>(name, reader, fallback, true, doc);
    }

    /** The same setting with the value that holds when nothing is written. */
    public Setting<T> defaultsTo(T value) {
        return new Setting<>(name, reader, Optional.of(value), isRequired, doc);
    }

    /** The same setting with its sentence. */
    public Setting<T> doc(String sentence) {
        return new Setting<>(name, reader, fallback, isRequired, Objects.requireNonNull(sentence, "sentence"));
    }

    static String kebab(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static long whole(ConfigValue value) {
        return value.unwrapped() instanceof Integer || value.unwrapped() instanceof Long
                ? ((Number) value.unwrapped()).longValue()
                : Long.parseLong(text(value).trim());
    }

    private static List<String> texts(ConfigValue value) {
        return value instanceof ConfigList list
                ? list.stream().map(Setting::text).toList()
                : List.of(text(value));
    }

    static String text(ConfigValue value) {
        return switch (value.valueType()) {
            // the library's own conversion, for it alone knows how a number was spelled
            case STRING, NUMBER, BOOLEAN -> value.atKey("text").getString("text");
            case OBJECT ->
                throw new IllegalArgumentException("a text, not a block of " + ((ConfigObject) value).size() + " keys");
            case LIST -> throw new IllegalArgumentException("a text, not a list");
            case NULL -> throw new IllegalArgumentException("a text, not null");
        };
    }
}
