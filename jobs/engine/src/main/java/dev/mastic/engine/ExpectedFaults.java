// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import dev.mastic.core.config.Origin;
import dev.mastic.core.config.Problems;
import dev.mastic.core.config.Setting;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.frame.JsonRow;
import dev.mastic.core.frame.RowFault;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The refused rows that a test expects.
 *
 * @param count how many; empty where the rows say it
 * @param rows each with some of the columns of {@link RowFault}; a reason is enough in part
 */
record ExpectedFaults(OptionalLong count, List<JsonRow> rows) {
    private static final String REASON = "reason";
    private static final Setting<Long> COUNT = Setting.number("count", 0).doc("How many rows are refused.");
    private static final SettingsSpec SPEC =
            SettingsSpec.of(COUNT, TestRows.ROWS.doc("The refused rows, with some of their columns."));

    /** What a test without a word about faults expects. */
    static final ExpectedFaults NONE = new ExpectedFaults(OptionalLong.of(0), List.of());

    /** Reads a number, a list of rows, or a block with one of both. */
    static ExpectedFaults read(ConfigValue value, Problems problems) {
        var block = value instanceof ConfigObject object
                ? object
                : value.atKey(value instanceof ConfigList ? TestRows.ROWS.name() : COUNT.name())
                        .root()
                        .withOrigin(value.origin());
        var checked = SPEC.read(block, "", problems);
        var count = checked.find(COUNT);
        var rows = new ArrayList<JsonRow>();
        checked.find(TestRows.ROWS).ifPresent(list -> ((ConfigList) list).forEach(row -> {
            if (HoconJson.of(row) instanceof ObjectNode object && hasKnownColumns(object, row, problems)) {
                rows.add(new JsonRow(object));
            }
        }));
        if (count.isPresent() == checked.find(TestRows.ROWS).isPresent()) {
            problems.add(Origin.of(value.origin()), "faults needs one of: count, rows");
        }
        return new ExpectedFaults(count.map(OptionalLong::of).orElseGet(OptionalLong::empty), rows);
    }

    private static boolean hasKnownColumns(ObjectNode object, ConfigValue row, Problems problems) {
        var known = List.of(RowFault.SCHEMA.fieldNames());
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                problems.add(Origin.of(row.origin()), "a fault has no '" + name + "'", Suggestion.hint(name, known));
            }
        });
        return true;
    }

    /** What stands between these and the rows that were refused. */
    JobTestResult.Faults against(List<JsonRow> refused) {
        var left = new ArrayList<>(refused);
        var missing = rows.stream().filter(row -> !takes(row, left)).toList();
        if (count.isEmpty()) {
            return new JobTestResult.Faults(rows.size(), refused.size(), missing, left);
        }
        boolean same = count.getAsLong() == refused.size();
        return new JobTestResult.Faults(count.getAsLong(), refused.size(), List.of(), same ? List.of() : left);
    }

    private static boolean takes(JsonRow expected, List<JsonRow> refused) {
        var found = refused.stream().filter(fault -> isLike(expected, fault)).findFirst();
        return found.map(refused::remove).orElse(false);
    }

    private static boolean isLike(JsonRow expected, JsonRow fault) {
        return expected.cells().properties().stream().allMatch(cell -> {
            var actual = fault.cells().path(cell.getKey());
            return cell.getKey().equals(REASON)
                    ? actual.asText().contains(cell.getValue().asText())
                    : actual.equals(cell.getValue());
        });
    }
}
