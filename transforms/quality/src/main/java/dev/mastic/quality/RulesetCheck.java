// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.quality;

import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Shapes;
import dev.mastic.core.io.Check;
import dev.mastic.core.io.Verdict;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;

/** Rules in DQDL that must hold of staged rows: the {@code quality} block of a job. */
public record RulesetCheck(Ruleset ruleset) implements Check {
    @Override
    public void expect(Shapes staged) {
        new DataQuality(ruleset).expect(staged);
    }

    @Override
    public Verdict check(Frames staged) {
        return new DataQuality(ruleset).verdict(staged);
    }

    /** Makes the check from settings. */
    public static final class Plugin implements Factory<Check> {
        @Override
        public Class<Check> kind() {
            return Check.class;
        }

        @Override
        public String name() {
            return "dqdl";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(WrittenRules.RULES, WrittenRules.RULESET_FILE);
        }

        @Override
        public Check create(Settings settings, Parts parts) {
            return new RulesetCheck(WrittenRules.read(settings));
        }
    }
}
