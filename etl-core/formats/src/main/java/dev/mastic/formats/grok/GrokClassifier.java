// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.grok;

import dev.mastic.core.config.Problems;
import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.io.Classifier;
import dev.mastic.core.io.Match;
import dev.mastic.core.io.Sample;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import java.util.List;
import java.util.Optional;

/**
 * Recognises logs by a grok pattern of the user's own. Certain as far as the lines of the sample match, from the first to the last
 * character of each.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/custom-classifier.html#custom-classifier-grok">Grok classifiers in Glue</a>
 */
public final class GrokClassifier implements Classifier {
    private final KnownLog log;

    private GrokClassifier(KnownLog log) {
        this.log = log;
    }

    /** Makes the classifier; settings and limits are Glue's. */
    public static final class Plugin implements Factory<Classifier> {
        private static final int LONGEST_PATTERN = 2048;
        private static final int LONGEST_CUSTOM_PATTERNS = 16_000;

        private static final Setting<String> CLASSIFICATION = text("classification", 1, 255)
                .required()
                .doc("What kind of file it is, as the table's parameter of this name tells.");
        private static final Setting<String> GROK_PATTERN = text("grok-pattern", 1, LONGEST_PATTERN)
                .required()
                .doc("The pattern of a whole line; a column is %{PATTERN:name} or %{PATTERN:name:type}.");
        private static final Setting<String> CUSTOM_PATTERNS = text("custom-patterns", 0, LONGEST_CUSTOM_PATTERNS)
                .defaultsTo("")
                .doc("Patterns that the pattern refers to, one a line: a name, a blank, a regular expression.");

        private static Setting<String> text(String name, int least, int most) {
            return Setting.of(name, (value, base) -> {
                var text = Setting.string(name).reader().read(value, base);
                if (text.strip().length() < least || text.length() > most) {
                    throw new IllegalArgumentException(
                            "a text of " + least + " to " + most + " characters, but it has " + text.length());
                }
                return text;
            });
        }

        @Override
        public Class<Classifier> kind() {
            return Classifier.class;
        }

        @Override
        public String name() {
            return GrokFormat.NAME;
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(CLASSIFICATION, GROK_PATTERN, CUSTOM_PATTERNS);
        }

        /**
         * {@inheritDoc}
         *
         * @throws dev.mastic.core.config.ConfigProblemsException with the place of what is wrong in the pattern
         */
        @Override
        public Classifier create(Settings settings, Parts parts) {
            try {
                return new GrokClassifier(KnownLog.described(
                        settings.get(CLASSIFICATION), settings.get(GROK_PATTERN), settings.get(CUSTOM_PATTERNS)));
            } catch (UsageException e) {
                var problems = new Problems();
                problems.add(settings.origin(GROK_PATTERN), e.getMessage());
                problems.throwIfAny("a grok classifier");
                throw e;
            }
        }
    }

    @Override
    public Optional<Match> classify(Sample sample) {
        return GrokSniffer.of(sample).flatMap(sniffer -> sniffer.best(List.of(log), 0));
    }
}
