// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import dev.mastic.core.config.Setting;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Shapes;
import dev.mastic.core.type.Type;
import java.util.LinkedHashMap;

/** The names of the two frames that a split makes. */
public record SplitNames(String first, String second) {
    public SplitNames {
        if (first.isBlank() || first.equals(second) || second.isBlank()) {
            throw new UsageException(
                    "Cannot split into '" + first + "' and '" + second + "': two different names are needed");
        }
    }

    static Setting<SplitNames> setting() {
        return Setting.of("names", (value, base) -> {
            var names = Setting.strings("names").reader().read(value, base);
            if (names.size() != 2
                    || names.get(0).equals(names.get(1))
                    || names.stream().anyMatch(String::isBlank)) {
                throw new IllegalArgumentException("a list of two different names");
            }
            return new SplitNames(names.get(0), names.get(1));
        });
    }

    /** The name of the one input of a step. */
    static String only(Shapes in, String verb) {
        if (in.names().size() != 1) {
            throw new UsageException("Cannot " + verb + " " + in.names().size() + " frames (got "
                    + String.join(", ", in.names()) + "; expected one)");
        }
        return in.names().get(0);
    }

    Shapes shapes(Type.Struct firstType, Type.Struct secondType) {
        var shapes = new LinkedHashMap<String, Type.Struct>();
        shapes.put(first, firstType);
        shapes.put(second, secondType);
        return new Shapes(shapes);
    }

    Frames frames(DynamicFrame firstFrame, DynamicFrame secondFrame) {
        return Frames.of(first, firstFrame.withName(first), second, secondFrame.withName(second));
    }
}
