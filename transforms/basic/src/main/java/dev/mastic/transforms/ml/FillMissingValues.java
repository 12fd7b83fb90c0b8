// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.ml;

import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
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
import dev.mastic.core.type.TypeString;
import dev.mastic.transforms.path.FieldLookup;
import dev.mastic.transforms.path.PathSetting;
import java.util.Optional;

/**
 * Glue's {@code FillMissingValues}: a column with its missing values told from the other columns, by linear regression
 * for numbers, by a random forest for texts and booleans. Missing is null, an empty text, and a number that is not
 * finite. Values that are there are copied.
 *
 * <p>Looks at the data when it is applied, with a few Spark jobs: a model of Spark ML learns from the rows that have the
 * value, and becomes plain expressions, so the output is as lazy and as fast as any other column. It reads all other
 * top-level columns of numbers, of booleans, and of at most 32 different texts; what is missing there counts as the
 * average. Small frames are told badly: with too few rows, or no such columns, the mean or the most frequent value is
 * filled in, with a warning; with no value at all, nothing is. A number that does not fit its type stays null. More than
 * 50 different texts are refused when the data is seen. The same rows always give the same values.
 *
 * <pre>{@code { transform = fill-missing-values, column = price, output = price_filled } }</pre>
 *
 * @param column a number, text or boolean; other types are refused
 * @param output the new column; empty for the last name of the column with {@code _filled}; the column itself is
 *     replaced, any other that is there is refused
 * @param trainingRows how many different rows the model learns from at most
 * @param seed for the choice of these rows, and for the forest
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-fillmissingvalues.html">FillMissingValues</a>
 */
public record FillMissingValues(ColumnPath column, Optional<String> output, int trainingRows, long seed)
        implements FrameTransform {
    /** How many rows a model learns from unless told otherwise. */
    public static final int TRAINING_ROWS = 100_000;

    /** Fills the missing values of a column into a new one, named after it with {@code _filled}. */
    public static FillMissingValues fillMissingValues(String column) {
        return new FillMissingValues(ColumnPath.parse(column), Optional.empty(), TRAINING_ROWS, 1);
    }

    @Override
    public Type.Struct outputShape(Type.Struct in) {
        var target = target(in);
        return Projection.of(in)
                .with(outputName(in), Value.nothing(target.type()))
                .type();
    }

    /** Runs Spark jobs, to learn from the rows. */
    @Override
    public DynamicFrame apply(DynamicFrame in) {
        var target = target(in.schema());
        return new Filling(in, column, target, outputName(in.schema())).filled(trainingRows, seed);
    }

    private Value target(Type.Struct in) {
        var value = new FieldLookup(true, failure(), "the record").find(Projection.of(in), column);
        if (!Feature.isNumber(value.type())
                && value.type() != Type.Primitive.STRING
                && value.type() != Type.Primitive.BOOLEAN) {
            throw new UsageException(failure() + ": it is " + TypeString.print(value.type())
                    + (value.type() instanceof Type.Choice
                            ? " (resolve the choice first)"
                            : " (expected a number, a text or a boolean)"));
        }
        return value;
    }

    private String outputName(Type.Struct in) {
        var name = output.orElse(column.leaf() + "_filled");
        boolean isItself = column.steps().size() == 1 && column.head().equals(name);
        if (!isItself && in.field(name).isPresent()) {
            throw new UsageException(
                    failure() + ": there is a column '" + name + "' already (set output to a new name)");
        }
        return name;
    }

    private String failure() {
        return "Cannot fill " + column;
    }

    /** Makes the transform from settings. */
    public static final class Plugin implements Factory<Transform> {
        private static final Setting<ColumnPath> COLUMN = PathSetting.path("column")
                .required()
                .doc("The column with missing values: numbers, texts or booleans.");
        private static final Setting<String> OUTPUT =
                Setting.string("output").doc("The new column; default the name of the column with _filled.");
        private static final Setting<Integer> ROWS = Setting.count("training-rows", 1)
                .defaultsTo(TRAINING_ROWS)
                .doc("How many different rows the model learns from at most.");
        private static final Setting<Long> SEED = Setting.number("seed", Long.MIN_VALUE)
                .defaultsTo(1L)
                .doc("The start of everything random; the same seed and rows give the same values.");

        @Override
        public Class<Transform> kind() {
            return Transform.class;
        }

        @Override
        public String name() {
            return "fill-missing-values";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(COLUMN, OUTPUT, ROWS, SEED);
        }

        @Override
        public Transform create(Settings settings, Parts parts) {
            return new FillMissingValues(
                    settings.get(COLUMN), settings.find(OUTPUT), settings.get(ROWS), settings.get(SEED));
        }
    }
}
