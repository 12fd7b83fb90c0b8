// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameTransform;
import dev.mastic.core.frame.Projection;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.frame.Value;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.core.type.Type;
import dev.mastic.transforms.path.PathSetting;
import java.util.Optional;

/**
 * Glue Studio's "Split String": a text as an array of the parts between the matches of a regular expression. {@code {
 * transform = split-string, column = tags, pattern = ", *", to = tag_list }}.
 *
 * <p>Empty parts stay, also at the end, and a text without a match is one part, as Spark's {@code split} has it. Null
 * stays null. A text on which the pattern needs more than ten million steps is a fault or null, as {@code unfit} says.
 * A column that is not there, or is no text, is refused.
 *
 * @param column a full path through structs
 * @param pattern what stands between the parts
 * @param to where the array goes; empty for the column's own place. A column of this name is replaced
 * @param unfit what becomes of a text on which the pattern gives up
 */
public record SplitString(ColumnPath column, BoundedPattern pattern, Optional<ColumnPath> to, Unfit unfit)
        implements FrameTransform {
    private static final Type PARTS = new Type.Array(Type.Primitive.STRING);

    /** Splits a text in its own column; one on which the pattern gives up is a fault. */
    public static SplitString splitString(String column, String pattern) {
        return new SplitString(
                ColumnPath.parse(column), BoundedPattern.compile(pattern), Optional.empty(), Unfit.FAULT);
    }

    @Override
    public Type.Struct outputShape(Type.Struct in) {
        return output(in, parts(in)).type();
    }

    @Override
    public DynamicFrame apply(DynamicFrame in) {
        var type = in.schema();
        var source = columns(type).text(column);
        var reading = new Unfit.Reading(column, source, parts(type), pattern.tooManySteps());
        return unfit.over(in, reading, parts -> output(type, parts));
    }

    private Projection output(Type.Struct in, Value parts) {
        return columns(in).put(to.orElse(column), parts).fields();
    }

    private Columns columns(Type.Struct in) {
        return Columns.of("Cannot split '" + column + "'", in);
    }

    private Value parts(Type.Struct in) {
        return Computed.by(PARTS, pattern, "split", columns(in).text(column));
    }

    /** Makes the transform from settings. */
    public static final class Plugin implements Factory<Transform> {
        private static final Setting<ColumnPath> COLUMN =
                PathSetting.path("column").required().doc("The column with the texts, as a full column path.");
        private static final Setting<BoundedPattern> PATTERN = PatternSetting.regex("pattern")
                .required()
                .doc("What stands between the parts, as a regular expression of Java.");
        private static final Setting<ColumnPath> TO =
                PathSetting.path("to").doc("Where the array goes; default the column itself.");
        private static final Setting<Unfit> UNFIT = PatternSetting.unfit();

        @Override
        public Class<Transform> kind() {
            return Transform.class;
        }

        @Override
        public String name() {
            return "split-string";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(COLUMN, PATTERN, TO, UNFIT);
        }

        @Override
        public Transform create(Settings settings, Parts parts) {
            return new SplitString(settings.get(COLUMN), settings.get(PATTERN), settings.find(TO), settings.get(UNFIT));
        }
    }
}
