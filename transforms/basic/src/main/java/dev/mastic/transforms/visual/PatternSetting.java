// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import dev.mastic.core.config.Setting;
import dev.mastic.core.failure.UsageException;
import java.util.function.Function;

/** Settings whose text is read as something else, with its message if it cannot be. */
final class PatternSetting {
    private PatternSetting() {}

    /** A regular expression of Java. */
    static Setting<BoundedPattern> regex(String name) {
        return parsed(name, "a regular expression", BoundedPattern::compile);
    }

    /** How timestamps are read. */
    static Setting<TimestampFormat> timestampFormat(String name) {
        return parsed(name, "a format of times", TimestampFormat::parse);
    }

    /** A pattern that times are written in. */
    static Setting<TimePattern> timePattern(String name) {
        return parsed(name, "a pattern of times", TimePattern::toWrite);
    }

    /** @param parse throws a UsageException that says what is wrong */
    static <T> Setting<T> parsed(String name, String what, Function<String, T> parse) {
        return Setting.of(name, (value, base) -> {
            try {
                return parse.apply(Setting.string(name).reader().read(value, base));
            } catch (UsageException e) {
                throw new IllegalArgumentException(what + ": " + e.getMessage(), e);
            }
        });
    }
}
