// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import dev.mastic.core.config.Setting;

/** Settings of patterns. */
final class PatternSetting {
    private PatternSetting() {}

    /** A regular expression of Java. */
    static Setting<BoundedPattern> regex(String name) {
        return Setting.parsed(name, "a regular expression", BoundedPattern::compile);
    }

    /** How timestamps are read. */
    static Setting<TimestampFormat> timestampFormat(String name) {
        return Setting.parsed(name, "a format of times", TimestampFormat::parse);
    }

    /** A pattern that times are written in. */
    static Setting<TimePattern> timePattern(String name) {
        return Setting.parsed(name, "a pattern of times", TimePattern::toWrite);
    }

    /** What becomes of a text on which a regular expression gives up. */
    static Setting<Unfit> unfit() {
        return Unfit.setting()
                .defaultsTo(Unfit.FAULT)
                .doc("What becomes of a text on which the expression needs more than ten million steps:"
                        + " `null`, or its row is a `fault`.");
    }
}
