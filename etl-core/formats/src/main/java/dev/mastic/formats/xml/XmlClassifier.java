// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.xml;

import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.io.Classifier;
import dev.mastic.core.io.Match;
import dev.mastic.core.io.Sample;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import java.util.Optional;

/**
 * Files of XML that hold elements of one name, which are rows. Certain as far as the sample is well-formed.
 *
 * @param format how the files are read
 * @param rowTag the name, without brackets
 * @param classification what tables of such files are called
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/custom-classifier.html#custom-classifier-xml">XML classifiers in Glue</a>
 */
record XmlClassifier(XmlFormat format, String rowTag, String classification) implements Classifier {
    /** Makes the classifier. */
    public static final class Plugin implements Factory<Classifier> {
        private static final Setting<String> CLASSIFICATION = Setting.string("classification")
                .defaultsTo(XmlFormat.NAME)
                .doc("What the kind of file is called in tables.");
        private static final Setting<String> ROW_TAG =
                XmlLayout.setting().required().doc("The name of the elements that are rows, without brackets.");

        @Override
        public Class<Classifier> kind() {
            return Classifier.class;
        }

        @Override
        public String name() {
            return XmlFormat.NAME;
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(CLASSIFICATION, ROW_TAG);
        }

        @Override
        public Classifier create(Settings settings, Parts parts) {
            var tag = settings.get(ROW_TAG);
            return new XmlClassifier(new XmlFormat(Optional.of(tag)), tag, settings.get(CLASSIFICATION));
        }
    }

    @Override
    public Optional<Match> classify(Sample sample) {
        if (!new XmlSniffer(sample.head()).holds(rowTag)) {
            return Optional.empty(); // another kind of file, of which the format would warn
        }
        return format.sniff(sample)
                .map(match -> new Match(
                        match.format(), classification, match.certainty(), match.compression(), match.dialect()));
    }
}
