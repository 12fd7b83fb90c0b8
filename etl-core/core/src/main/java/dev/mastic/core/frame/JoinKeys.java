// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.frame;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which columns two frames are joined on, for {@link DynamicFrame#join}.
 *
 * @param settings the same words as in a job file
 */
public record JoinKeys(Map<String, Object> settings) {
    public JoinKeys {
        settings = Map.copyOf(settings);
    }

    /** Keys of the same name on both sides; the result has one column for each. */
    public static JoinKeys on(String... keys) {
        return new JoinKeys(Map.of("keys", List.of(keys)));
    }

    /** Keys of different names; the result has both columns, as in Glue. */
    public static JoinKeys on(List<String> keys1, List<String> keys2) {
        return new JoinKeys(Map.of("keys1", keys1, "keys2", keys2));
    }

    /** The same keys, with what becomes of rows without a partner: {@code keep}, {@code fault} or {@code drop}. */
    public JoinKeys unmatched(String what) {
        return with("unmatched", what);
    }

    /**
     * The same keys, with which rows there are: {@code inner}, {@code left}, {@code right}, {@code outer}, {@code leftsemi} or {@code
     * leftanti}.
     */
    public JoinKeys type(String type) {
        return with("type", type);
    }

    private JoinKeys with(String setting, String value) {
        var more = new TreeMap<>(settings);
        more.put(setting, value);
        return new JoinKeys(more);
    }
}
