// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.quality;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import dev.mastic.core.config.ConfigProblemsException;
import dev.mastic.core.config.Origin;
import dev.mastic.core.config.Problems;
import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.failure.UsageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The settings that name rules: one of them is written. */
final class WrittenRules {
    static final Setting<List<Part>> RULES = Setting.of("rules", (value, base) -> parts(value))
            .doc("The rules in DQDL, each a text; or one text with all of them.");
    static final Setting<String> RULESET_FILE =
            Setting.path("ruleset-file").doc("The file with the rules in DQDL, in the place of rules.");

    /** A text with its place. */
    record Part(String text, Origin origin) {
        /** Where something in the text is written, as far as the file tells. */
        Origin origin(Rule.Place place) {
            return origin.line() < 0 ? origin : new Origin(origin.file(), origin.line() + place.line() - 1);
        }
    }

    private WrittenRules() {}

    /**
     * The rules that settings name.
     *
     * @throws ConfigProblemsException with each rule that is wrong or not run, and its place
     */
    static Ruleset read(Settings settings) {
        var rules = settings.find(RULES);
        var file = settings.find(RULESET_FILE);
        if (rules.isPresent() == file.isPresent()) {
            var problems = new Problems();
            problems.add(
                    settings.origin(),
                    rules.isPresent() ? "rules and ruleset-file are written both" : "no rules",
                    "write one of: rules = [\"IsComplete \\\"id\\\"\"], ruleset-file = \"rules.dqdl\"");
            problems.throwIfAny("the rules");
        }
        return rules.map(Ruleset::of).orElseGet(() -> ofFile(Path.of(file.orElseThrow())));
    }

    /**
     * The rules of a file.
     *
     * @throws UsageException if it cannot be read
     */
    static Ruleset ofFile(Path file) {
        try {
            return Ruleset.parse(file.getFileName().toString(), Files.readString(file, StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            throw new UsageException("No such file of rules: " + file, e);
        } catch (IOException e) {
            throw new UsageException("Cannot read the rules in " + file + ": " + e.getMessage(), e);
        }
    }

    private static List<Part> parts(ConfigValue value) {
        var texts = value instanceof ConfigList list ? list.stream() : Stream.of(value);
        var parts = texts.map(WrittenRules::part).toList();
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("at least one rule, such as \"IsComplete \\\"id\\\"\"");
        }
        return parts;
    }

    private static Part part(ConfigValue value) {
        if (value.valueType() != ConfigValueType.STRING) {
            throw new IllegalArgumentException("rules as texts, such as \"IsComplete \\\"id\\\"\"");
        }
        return new Part((String) value.unwrapped(), Origin.of(value.origin()));
    }
}
