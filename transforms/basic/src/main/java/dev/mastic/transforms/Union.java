// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Projection;
import dev.mastic.core.frame.Shapes;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.type.Resolution;
import dev.mastic.core.type.Type;
import java.util.List;

/**
 * Glue's {@code union}, and the Union node of Glue Studio: all rows of two or more frames. Columns meet by their exact
 * names; those of the first frame come first, and a column that a frame lacks is null in its rows.
 *
 * <p>Where two types meet they are merged as Glue does: structs field by field, arrays by their elements, maps by keys
 * and values, and types of different names become a choice, also {@code int} and {@code bigint}; a null type gives way,
 * decimals get the digits of both. Null stays null. With {@code merge-numeric-types} numbers of all kinds become one:
 * the wider whole number, a decimal that holds both, else {@code double}.
 *
 * <pre>{@code { transform = union, in = [january, february], distinct = true } }</pre>
 *
 * @param distinct whether equal rows come out once, as in Studio's mode {@code DISTINCT}; refused for maps, which
 *     Spark cannot compare
 * @param mergeNumericTypes whether numbers of different types become one number, not a choice
 * @see <a
 *     href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-extensions-dynamic-frame.html">union</a>
 */
public record Union(boolean distinct, boolean mergeNumericTypes) implements Transform {
    /** All rows, equal ones as often as they are there. */
    public static Union union() {
        return new Union(false, false);
    }

    @Override
    public Shapes outputShapes(Shapes in) {
        return Shapes.result(merged(in));
    }

    @Override
    public Frames apply(Frames in) {
        var type = merged(in.shapes());
        var union = in.frames().stream()
                .map(frame -> widened(frame, type))
                .reduce((all, next) -> all.derive(type, all.toDF().union(next.toDF()), next))
                .orElseThrow();
        return Frames.result(distinct ? union.derive(type, union.toDF().distinct()) : union);
    }

    /** The rows of a frame in a type that was merged from its own and others. Lazy. */
    static DynamicFrame widened(DynamicFrame frame, Type.Struct merged) {
        return frame.derive(Projection.of(frame.schema()).widen(merged));
    }

    private Type.Struct merged(Shapes in) {
        if (in.names().size() < 2) {
            throw new UsageException("Cannot unite " + in.names().size() + " frames (got "
                    + String.join(", ", in.names()) + "; expected two or more)");
        }
        var merged = (mergeNumericTypes ? Resolution.DECLARED_NUMBERS : Resolution.DECLARED)
                .merge(List.copyOf(in.byName().values()));
        if (distinct) {
            merged.fields().stream()
                    .filter(field -> field.type().holds(Type.Map.class::isInstance))
                    .findFirst()
                    .ifPresent(field -> {
                        throw new UsageException("Cannot unite distinct rows of " + String.join(", ", in.names())
                                + ": column '" + field.name()
                                + "' holds a map, which cannot be compared (drop it, or make an array of it)");
                    });
        }
        return merged;
    }

    /** Makes the transform from settings. */
    public static final class Plugin implements Factory<Transform> {
        private static final Setting<Boolean> DISTINCT =
                Setting.bool("distinct").defaultsTo(false).doc("Whether equal rows come out once.");
        private static final Setting<Boolean> MERGE_NUMERIC_TYPES = Setting.bool("merge-numeric-types")
                .defaultsTo(false)
                .doc("Whether numbers of different types become one wider number; else they are a choice, as in Glue.");

        @Override
        public Class<Transform> kind() {
            return Transform.class;
        }

        @Override
        public String name() {
            return "union";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(DISTINCT, MERGE_NUMERIC_TYPES);
        }

        @Override
        public Transform create(Settings settings, Parts parts) {
            return new Union(settings.get(DISTINCT), settings.get(MERGE_NUMERIC_TYPES));
        }
    }
}
