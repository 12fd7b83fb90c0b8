// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import com.typesafe.config.ConfigValue;
import dev.mastic.core.config.Problems;
import dev.mastic.core.config.Setting;
import dev.mastic.core.config.SettingsSpec;
import java.util.List;
import java.util.Optional;

/**
 * The rows that a test expects of a frame.
 *
 * @param ordered whether they come in this order
 * @param keys the columns that tell in messages which rows belong together
 */
record ExpectedRows(TestRows rows, boolean ordered, Columns columns, List<String> keys) {
    /** Which columns are compared. */
    enum Columns {
        /** All of the frame; a cell that is not written is null. */
        EXACT,
        /** Those that any expected row names. */
        SUBSET
    }

    private static final Setting<Boolean> ORDERED =
            Setting.bool("ordered").defaultsTo(false).doc("Whether the order of the rows counts.");
    private static final Setting<Columns> COLUMNS = Setting.oneOf("columns", Columns.class)
            .defaultsTo(Columns.EXACT)
            .doc("Whether all columns are compared, or those that are written.");
    private static final Setting<List<String>> KEYS =
            Setting.strings("keys").defaultsTo(List.of()).doc("The columns by which rows are paired in messages.");
    private static final SettingsSpec SPEC = TestRows.spec(List.of(ORDERED, COLUMNS, KEYS));

    static Optional<ExpectedRows> read(String what, ConfigValue value, String base, Problems problems) {
        return TestRows.block(what, value, problems).map(block -> {
            var checked = SPEC.read(block, base, problems);
            var rows = TestRows.of(what, block, checked, problems);
            return new ExpectedRows(rows, checked.get(ORDERED), checked.get(COLUMNS), checked.get(KEYS));
        });
    }
}
