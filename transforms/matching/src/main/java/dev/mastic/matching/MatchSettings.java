// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.matching;

import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.failure.UsageException;
import java.util.List;

/** The settings that both transforms have. */
final class MatchSettings {
    static final Setting<String> PRIMARY_KEY =
            Setting.string("primary-key").required().doc("The column that tells each row from all others.");
    static final Setting<String> SOURCE = Setting.string("source")
            .doc("The column that tells where a row comes from; only rows of different sources match.");
    static final Setting<List<String>> COLUMNS = Setting.strings("columns")
            .defaultsTo(List.of())
            .doc("The columns that are compared; default all of simple types.");
    static final Setting<Boolean> CONFIDENCE = Setting.bool("compute-match-confidence-scores")
            .defaultsTo(false)
            .doc("Whether match_confidence_score is added, from 0 to 1.");
    private static final Setting<Double> PRECISION_RECALL = share("precision-recall-tradeoff")
            .doc("From 0 to 1: towards 1 a pair needs more evidence, towards 0 less.");
    private static final Setting<Double> ACCURACY_COST =
            share("accuracy-cost-tradeoff").doc("From 0 to 1: towards 1 more pairs are looked at, which takes longer.");

    private static final Setting<String> MODEL = Setting.path("model")
            .doc("The folder of a model that mastic match train has made; without one the rows are learned from.");
    private static final Setting<String> LABELS =
            Setting.path("labels").doc("A label file as in Glue, which is learned from.");
    private static final Setting<Boolean> ENFORCE = Setting.bool("enforce-provided-labels")
            .defaultsTo(false)
            .doc("Whether the labels, those of the model too, hold in the output.");
    private static final Setting<String> ENFORCED_MATCHES =
            Setting.path("enforced-matches").doc("A label file that holds in the output and is not learned from.");

    static final SettingsSpec SPEC = SettingsSpec.of(
            PRIMARY_KEY,
            SOURCE,
            COLUMNS,
            CONFIDENCE,
            PRECISION_RECALL,
            ACCURACY_COST,
            MODEL,
            LABELS,
            ENFORCE,
            ENFORCED_MATCHES);

    private MatchSettings() {}

    static Tradeoffs tradeoffs(Settings settings) {
        return new Tradeoffs(settings.get(PRECISION_RECALL), settings.get(ACCURACY_COST));
    }

    static Teaching teaching(Settings settings) {
        return new Teaching(
                settings.find(MODEL), settings.find(LABELS), settings.get(ENFORCE), settings.find(ENFORCED_MATCHES));
    }

    private static Setting<Double> share(String name) {
        return Setting.parsed(name, "a number from 0 to 1", MatchSettings::parsed)
                .defaultsTo(0.5);
    }

    private static double parsed(String text) {
        try {
            double share = Double.parseDouble(text);
            if (share >= 0 && share <= 1) {
                return share;
            }
            throw new UsageException("it is outside");
        } catch (NumberFormatException e) {
            throw new UsageException("it is no number", e);
        }
    }
}
