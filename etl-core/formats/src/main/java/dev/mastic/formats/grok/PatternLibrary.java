// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.grok;

import dev.mastic.core.failure.UsageException;
import io.krakens.grok.api.GrokCompiler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Regular expressions by name, as patterns refer to them: those of Logstash's core, which Glue has too, then ours, then a user's own; a
 * later one takes the place of an earlier one. Immutable.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/custom-classifier.html#classifier-built-in-patterns">Glue's built-in patterns</a>
 */
final class PatternLibrary {
    private static final Pattern DEFINITION = Pattern.compile("(?<name>[A-Za-z0-9_]+)\\s+(?<regex>\\S.*)");
    private static final String OWN = "patterns";

    private static final PatternLibrary BUILT_IN = load();

    private final Map<String, Definition> definitions;

    private PatternLibrary(Map<String, Definition> definitions) {
        this.definitions = definitions;
    }

    /**
     * A named regular expression.
     *
     * @param kind who wrote it
     * @param line in the text that it was read from
     */
    record Definition(String name, String regex, Kind kind, int line) {
        /** Where it was written, for messages. */
        String place() {
            return switch (kind) {
                case LOGSTASH -> "the library's pattern " + name;
                case OWN -> "the built-in pattern " + name;
                case CUSTOM -> "line " + line + " of the custom patterns (" + name + ")";
            };
        }
    }

    /** Who wrote a definition. */
    enum Kind {
        LOGSTASH,
        OWN,
        CUSTOM
    }

    /** The patterns that are always there. */
    static PatternLibrary builtIn() {
        return BUILT_IN;
    }

    private static PatternLibrary load() {
        var logstash = GrokCompiler.newInstance();
        logstash.registerDefaultPatterns();
        var all = new LinkedHashMap<String, Definition>();
        logstash.getPatternDefinitions()
                .forEach((name, regex) -> all.put(name, new Definition(name, regex, Kind.LOGSTASH, 0)));
        all.putAll(parse(own(), Kind.OWN));
        return new PatternLibrary(all);
    }

    private static String own() {
        try (var in = PatternLibrary.class.getResourceAsStream(OWN)) {
            return new String(Objects.requireNonNull(in, OWN).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the built-in patterns: " + e.getMessage(), e);
        }
    }

    /**
     * The same with a user's own patterns.
     *
     * @param text one a line: a name, blanks, a regular expression; empty lines and those that begin with {@code #} are passed over
     * @throws UsageException naming the line that is none
     */
    PatternLibrary with(String text) {
        var all = new LinkedHashMap<>(definitions);
        all.putAll(parse(text, Kind.CUSTOM));
        return new PatternLibrary(all);
    }

    private static Map<String, Definition> parse(String text, Kind kind) {
        var found = new LinkedHashMap<String, Definition>();
        var lines = text.split("\\R", -1);
        for (int i = 0; i < lines.length; i++) {
            var line = lines[i].strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            var parts = DEFINITION.matcher(line);
            if (!parts.matches()) {
                throw new UsageException("Cannot read line " + (i + 1) + " of the custom patterns (got '" + line
                        + "'; expected a name of letters, digits and _, a blank and a regular expression)");
            }
            var name = parts.group("name");
            found.put(name, new Definition(name, parts.group("regex"), kind, i + 1));
        }
        return found;
    }

    /** The pattern of this name. */
    Optional<Definition> find(String name) {
        return Optional.ofNullable(definitions.get(name));
    }

    /** All names, sorted. */
    TreeSet<String> names() {
        return new TreeSet<>(definitions.keySet());
    }
}
