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
import java.util.List;

/**
 * Spark ML's k-means: a column with the number of the cluster that each row is nearest to, from 0, in the order of the
 * clusters' centers. A row where one of the columns is null, or not finite, keeps null.
 *
 * <p>Looks at the data when it is applied, with a few Spark jobs: the centers are found among the rows, and become plain
 * expressions, so the output is as lazy and as fast as any other column. Columns count as they are: bring them to one
 * scale before. Fewer different rows than clusters make fewer clusters. The same rows always give the same clusters.
 *
 * <pre>{@code { transform = k-means, columns = [longitude, latitude], k = 8, output = region } }</pre>
 *
 * @param columns numbers, full paths; other types are refused
 * @param k how many clusters there are, at least 2
 * @param output the new column, an int; one that is there is refused
 * @param seed for the choice of the training rows and the first centers
 * @param maxIterations how often centers are moved at most
 * @param trainingRows how many different rows the centers are found among at most
 * @see <a href="https://spark.apache.org/docs/3.5.7/ml-clustering.html#k-means">K-means in Spark</a>
 */
public record KMeansClustering(
        List<ColumnPath> columns, int k, String output, long seed, int maxIterations, int trainingRows)
        implements FrameTransform {
    /** The name of the new column unless told otherwise. */
    public static final String OUTPUT = "cluster";

    private static final String FAILURE = "Cannot cluster rows";

    public KMeansClustering {
        columns = List.copyOf(columns);
        if (columns.isEmpty() || k < 2) {
            throw new UsageException(FAILURE + ": there must be columns and two clusters or more (got columns "
                    + columns + ", k " + k + ")");
        }
    }

    @Override
    public Type.Struct outputShape(Type.Struct in) {
        numbers(in);
        return Projection.of(in).with(output, Value.nothing(Type.Primitive.INT)).type();
    }

    /** Runs Spark jobs, to find the clusters. */
    @Override
    public DynamicFrame apply(DynamicFrame in) {
        var centers = Centers.find(in, numbers(in.schema()), this);
        return in.derive(Projection.of(in.schema()).with(output, centers.nearest()));
    }

    private List<Value> numbers(Type.Struct in) {
        if (in.field(output).isPresent()) {
            throw new UsageException(
                    FAILURE + ": there is a column '" + output + "' already (set output to a new name)");
        }
        var lookup = new FieldLookup(true, FAILURE, "the record");
        return columns.stream()
                .map(path -> number(path, lookup.find(Projection.of(in), path)))
                .toList();
    }

    private static Value number(ColumnPath path, Value value) {
        if (!Feature.isNumber(value.type())) {
            throw new UsageException(FAILURE + " by " + path + ": it is " + TypeString.print(value.type())
                    + (value.type() instanceof Type.Choice ? " (resolve the choice first)" : " (expected a number)"));
        }
        return Feature.finite(value);
    }

    /** Makes the transform from settings. */
    public static final class Plugin implements Factory<Transform> {
        private static final Setting<List<ColumnPath>> COLUMNS = PathSetting.paths("columns")
                .required()
                .doc("The numbers by which rows are near to each other, as column paths.");
        private static final Setting<Integer> K =
                Setting.count("k", 2).required().doc("How many clusters there are.");
        private static final Setting<String> OUTPUT = Setting.string("output")
                .defaultsTo(KMeansClustering.OUTPUT)
                .doc("The new column with the number of the cluster.");
        private static final Setting<Long> SEED = Setting.number("seed", Long.MIN_VALUE)
                .defaultsTo(1L)
                .doc("The start of everything random; the same seed and rows give the same clusters.");
        private static final Setting<Integer> MAX_ITERATIONS =
                Setting.count("max-iterations", 1).defaultsTo(20).doc("How often centers are moved at most.");
        private static final Setting<Integer> ROWS = Setting.count("training-rows", 1)
                .defaultsTo(FillMissingValues.TRAINING_ROWS)
                .doc("How many different rows the centers are found among at most.");

        @Override
        public Class<Transform> kind() {
            return Transform.class;
        }

        @Override
        public String name() {
            return "k-means";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(COLUMNS, K, OUTPUT, SEED, MAX_ITERATIONS, ROWS);
        }

        @Override
        public Transform create(Settings settings, Parts parts) {
            return new KMeansClustering(
                    settings.get(COLUMNS),
                    settings.get(K),
                    settings.get(OUTPUT),
                    settings.get(SEED),
                    settings.get(MAX_ITERATIONS),
                    settings.get(ROWS));
        }
    }
}
