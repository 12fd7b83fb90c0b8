// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.failure.Quantity;
import dev.mastic.core.failure.UsageException;
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
import java.util.List;
import java.util.stream.IntStream;

/**
 * Glue Studio's "Regex Extractor": the groups of a regular expression as columns, from its first match in a text.
 * {@code { transform = regex-extract, column = request, regex = "(GET|POST) (\\S+)", to = [method, path] }}.
 *
 * <p>The syntax is {@link java.util.regex.Pattern Java's}. Null gives nulls, and so do texts without a match and groups
 * that took no part in it. A text on which the pattern needs more than ten million steps, as patterns with nested
 * repetitions can on hostile texts, is a fault or null, as {@code unfit} says. A column that is not there, or is no
 * text, is refused, and so is another number of columns than groups.
 *
 * @param column a full path through structs and choices
 * @param pattern one without groups gives the match itself
 * @param to the columns, one for each group; those of these names are replaced
 * @param unfit what becomes of a text on which the pattern gives up
 */
public record RegexExtract(ColumnPath column, BoundedPattern pattern, List<ColumnPath> to, Unfit unfit)
        implements FrameTransform {
    public RegexExtract {
        to = List.copyOf(to);
        int groups = pattern.groupCount();
        if (to.size() != Math.max(1, groups)) {
            throw new UsageException("Cannot extract '" + pattern + "': it has "
                    + Quantity.of(groups, "group") + " (got " + Quantity.of(to.size(), "column") + ": "
                    + to + "; expected one for each group, or one for the match if there are no groups)");
        }
    }

    /** Extracts the groups of a pattern; a text on which it gives up is a fault. */
    public static RegexExtract regexExtract(String column, String regex, String... to) {
        return new RegexExtract(
                ColumnPath.parse(column),
                BoundedPattern.compile(regex),
                List.of(to).stream().map(ColumnPath::parse).toList(),
                Unfit.FAULT);
    }

    @Override
    public Type.Struct outputShape(Type.Struct in) {
        return output(in, groups(in)).type();
    }

    @Override
    public DynamicFrame apply(DynamicFrame in) {
        var type = in.schema();
        var source = columns(type).text(column);
        var reading = new Unfit.Reading(column, source, groups(type), pattern.tooManySteps());
        return unfit.over(in, reading, groups -> output(type, groups));
    }

    private Projection output(Type.Struct in, Value groups) {
        var each = groups.fields().orElseThrow().members().stream()
                .map(Projection.Member::value)
                .toList();
        return columns(in).putAll(to, each).fields();
    }

    private Columns columns(Type.Struct in) {
        return Columns.of("Cannot extract from '" + column + "'", in);
    }

    private Value groups(Type.Struct in) {
        var type = new Type.Struct(IntStream.rangeClosed(1, to.size())
                .mapToObj(i -> new Type.Field("_" + i, Type.Primitive.STRING))
                .toList());
        return Computed.by(type, pattern, "groups", columns(in).text(column));
    }

    /** Makes the transform from settings. */
    public static final class Plugin implements Factory<Transform> {
        private static final Setting<ColumnPath> COLUMN =
                PathSetting.path("column").required().doc("The column with the texts, as a full column path.");
        private static final Setting<BoundedPattern> REGEX = PatternSetting.regex("regex")
                .required()
                .doc("A regular expression of Java; each group makes a column.");
        private static final Setting<List<ColumnPath>> TO =
                PathSetting.paths("to").required().doc("The new columns, one for each group.");
        private static final Setting<Unfit> UNFIT = PatternSetting.unfit();

        @Override
        public Class<Transform> kind() {
            return Transform.class;
        }

        @Override
        public String name() {
            return "regex-extract";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(COLUMN, REGEX, TO, UNFIT);
        }

        @Override
        public Transform create(Settings settings, Parts parts) {
            return new RegexExtract(settings.get(COLUMN), settings.get(REGEX), settings.get(TO), settings.get(UNFIT));
        }
    }
}
