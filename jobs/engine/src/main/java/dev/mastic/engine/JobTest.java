// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import dev.mastic.core.config.HoconFile;
import dev.mastic.core.config.Origin;
import dev.mastic.core.config.Problems;
import dev.mastic.core.config.Setting;
import dev.mastic.core.config.SettingsSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One test of a job: the rows of its sources, and what must come of them.
 *
 * @param expected by the name of a sink, source, step, or {@code step.output}
 */
public record JobTest(
        String name,
        Origin origin,
        Map<String, TestRows> inputs,
        Map<String, ExpectedRows> expected,
        ExpectedFaults faults) {
    private static final ConfigObject NOTHING = ConfigFactory.empty().root();
    private static final Setting<ConfigObject> INPUTS =
            Setting.block("inputs").required().doc("The rows of each source, by its name.");
    private static final Setting<ConfigObject> EXPECT =
            Setting.block("expect").defaultsTo(NOTHING).doc("The rows of sinks and steps, by their name.");
    private static final Setting<ConfigValue> FAULTS =
            Setting.of("faults", (ConfigValue value, String base) -> value).doc("The refused rows. Default: none.");
    private static final SettingsSpec SPEC = SettingsSpec.of(INPUTS, EXPECT, FAULTS);
    private static final SettingsSpec INPUT = TestRows.spec(List.of());

    static Optional<JobTest> read(String name, ConfigValue value, String base, Problems problems) {
        if (!(value instanceof ConfigObject block)) {
            problems.add(Origin.of(value.origin()), "test '" + name + "' must be a block in braces");
            return Optional.empty();
        }
        var checked = SPEC.read(block, base, problems);
        var inputs = new LinkedHashMap<String, TestRows>();
        HoconFile.inOrder(checked.find(INPUTS).orElse(NOTHING))
                .forEach(entry -> input(entry.getKey(), entry.getValue(), base, problems)
                        .ifPresent(rows -> inputs.put(entry.getKey(), rows)));
        var expected = new LinkedHashMap<String, ExpectedRows>();
        HoconFile.inOrder(checked.get(EXPECT))
                .forEach(entry -> ExpectedRows.read("'" + entry.getKey() + "'", entry.getValue(), base, problems)
                        .ifPresent(rows -> expected.put(entry.getKey(), rows)));
        var faults = checked.find(FAULTS).map(written -> ExpectedFaults.read(written, problems));
        if (expected.isEmpty() && faults.isEmpty()) {
            problems.add(checked.origin(), "test '" + name + "' expects nothing", "write expect { … } or faults = …");
        }
        return Optional.of(new JobTest(name, checked.origin(), inputs, expected, faults.orElse(ExpectedFaults.NONE)));
    }

    private static Optional<TestRows> input(String name, ConfigValue value, String base, Problems problems) {
        var what = "input '" + name + "'";
        return TestRows.block(what, value, problems).map(block -> {
            var rows = TestRows.of(what, block, INPUT.read(block, base, problems), problems);
            if (rows.isEmpty() && !rows.hasSchema()) {
                problems.add(
                        rows.origin(), what + " has no rows, which show its columns", "write schema = \"id long\"");
            }
            return rows;
        });
    }
}
