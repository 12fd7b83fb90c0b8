// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.json;

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
 * Files of JSON whose records are at a path, such as {@code $.orders[*]}. As certain as the format that reads them.
 *
 * @param format how the files are read
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/custom-classifier.html#custom-classifier-json">JSON classifiers in Glue</a>
 */
record JsonClassifier(JsonFormat format) implements Classifier {
    /** Makes the classifier. */
    public static final class Plugin implements Factory<Classifier> {
        private static final Setting<JsonPath> JSON_PATH = Setting.parsed(
                        "json-path", "steps of members and [*]", JsonPath::parse)
                .required()
                .doc("Where the records of a document are, such as $.a.b[*].");

        @Override
        public Class<Classifier> kind() {
            return Classifier.class;
        }

        @Override
        public String name() {
            return JsonFormat.NAME;
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(JSON_PATH);
        }

        @Override
        public Classifier create(Settings settings, Parts parts) {
            return new JsonClassifier(new JsonFormat(JsonLayout.at(settings.get(JSON_PATH))));
        }
    }

    @Override
    public Optional<Match> classify(Sample sample) {
        return format.sniff(sample);
    }
}
