// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.path;

import com.typesafe.config.ConfigValue;
import dev.mastic.core.config.Setting;
import dev.mastic.core.type.ColumnPath;
import java.util.List;

/** Settings that hold column paths. */
public final class PathSetting {
    private PathSetting() {}

    /** One path. */
    public static Setting<ColumnPath> path(String name) {
        return Setting.parsed(name, "column paths", ColumnPath::parse);
    }

    /** At least one path; a single text is a list of one. */
    public static Setting<List<ColumnPath>> paths(String name) {
        return Setting.of(name, (value, base) -> {
            var paths =
                    texts(name, value, base).stream().map(PathSetting::parse).toList();
            if (paths.isEmpty()) {
                throw new IllegalArgumentException("a list of at least one column path");
            }
            return paths;
        });
    }

    private static List<String> texts(String name, ConfigValue value, String base) {
        return Setting.strings(name).reader().read(value, base);
    }

    /**
     * A path as it is written in a setting.
     *
     * @throws IllegalArgumentException with the form that was expected
     */
    public static ColumnPath parse(String text) {
        return Setting.parse("column paths", text, ColumnPath::parse);
    }
}
