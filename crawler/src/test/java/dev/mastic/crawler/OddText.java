// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler;

import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.io.Classifier;
import dev.mastic.core.io.Match;
import dev.mastic.core.io.Sample;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Knows files by a word, with any certainty; some words make it misbehave as classifiers and files do. */
record OddText(String word, double certainty, String format) implements Classifier {
    @Override
    public Optional<Match> classify(Sample sample) {
        var text = new String(sample.head(), StandardCharsets.UTF_8);
        if (!text.contains(word)) {
            return Optional.empty();
        }
        if (text.contains("sleep")) {
            sleep();
        } else if (text.contains("deep")) {
            return classify(sample);
        } else if (text.contains("vanish")) {
            new File(sample.path()).delete();
        } else if (text.contains("kill")) {
            throw new AssertionError("killed");
        } else if (text.contains("throw")) {
            throw new IllegalStateException("thrown");
        }
        return Optional.of(
                new Match(format, "odd", certainty, sample.compression(), Map.of("delimiter", "|", "header", "true")));
    }

    private static void sleep() {
        try {
            Thread.sleep(60_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** As a factory. */
    record Named() implements Factory<Classifier> {
        private static final Setting<String> WORD = Setting.string("word").doc("What a file must hold.");
        private static final Setting<Double> CERTAINTY =
                Setting.parsed("certainty", "0 to 1", Double::valueOf).doc("How sure it is.");
        private static final Setting<String> FORMAT =
                Setting.string("format").defaultsTo("psv").doc("What reads the file.");

        @Override
        public Class<Classifier> kind() {
            return Classifier.class;
        }

        @Override
        public String name() {
            return "odd";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(WORD, CERTAINTY, FORMAT);
        }

        @Override
        public Classifier create(Settings settings, Parts parts) {
            return new OddText(settings.get(WORD), settings.get(CERTAINTY), settings.get(FORMAT));
        }
    }
}
