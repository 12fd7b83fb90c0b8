// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.transforms.path.PathSetting;
import java.util.List;

/**
 * The columns by which rows of two frames find each other.
 *
 * @param first the keys in the first frame, full paths
 * @param second the keys in the second frame, in the same order
 * @param shared whether they were written once, for both frames
 */
record KeyPairs(List<ColumnPath> first, List<ColumnPath> second, boolean shared) {
    static final Setting<List<ColumnPath>> KEYS =
            PathSetting.paths("keys").doc("Columns that both frames have; the output has each once.");
    static final Setting<List<ColumnPath>> KEYS1 =
            PathSetting.paths("keys1").doc("The keys in the first frame, with `keys2`; the output has both.");
    static final Setting<List<ColumnPath>> KEYS2 =
            PathSetting.paths("keys2").doc("The keys in the second frame, in the order of `keys1`.");

    KeyPairs {
        first = List.copyOf(first);
        second = List.copyOf(second);
    }

    /**
     * Refuses keys without a partner.
     *
     * @param verb what is done by them, for messages
     */
    static void check(String verb, List<ColumnPath> keys1, List<ColumnPath> keys2) {
        if (keys1.isEmpty() || keys1.size() != keys2.size()) {
            throw new UsageException(
                    "Cannot " + verb + " on " + keys1 + " and " + keys2 + ": keys come in pairs, at least one");
        }
    }

    /** The keys as they are written, once for both frames or once for each. */
    static KeyPairs of(Settings settings, String verb) {
        var keys = settings.find(KEYS);
        var keys1 = settings.find(KEYS1);
        var keys2 = settings.find(KEYS2);
        if (keys1.isPresent() != keys2.isPresent() || keys1.isPresent() == keys.isPresent()) {
            throw new UsageException("Cannot " + verb
                    + ": the keys are not clear (expected either keys, or keys1 and keys2) at " + settings.origin());
        }
        return new KeyPairs(
                keys.or(() -> keys1).orElseThrow(), keys.or(() -> keys2).orElseThrow(), keys.isPresent());
    }
}
