// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.ml;

import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.Value;
import dev.mastic.core.type.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.spark.ml.clustering.KMeans;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GetStructField;
import org.apache.spark.sql.functions;
import scala.Option;

/**
 * The centers of clusters.
 *
 * @param numbers what rows are near by: doubles, null where they do not count
 * @param centers in their own order; none if there is no row
 */
record Centers(List<Value> numbers, List<double[]> centers) {
    private static final int CLUSTER = 1;

    /** Finds the centers among the rows of a frame. Runs Spark jobs. */
    static Centers find(DynamicFrame in, List<Value> numbers, KMeansClustering settings) {
        var training = TrainingRows.of(in, numbers, areThere(numbers), settings.trainingRows(), settings.seed());
        if (training.isEmpty()) {
            return new Centers(numbers, List.of());
        }
        List<ToDoubleFunction<Row>> features = new ArrayList<>();
        IntStream.range(0, numbers.size()).forEach(i -> features.add(row -> row.getDouble(i)));
        var model = new KMeans()
                .setFeaturesCol(TrainingRows.FEATURES)
                .setWeightCol(TrainingRows.WEIGHT)
                .setK(settings.k())
                .setSeed(settings.seed())
                .setMaxIter(settings.maxIterations())
                .fit(training.vectors(features, row -> 0));
        return new Centers(
                numbers,
                Arrays.stream(model.clusterCenters())
                        .map(Vector::toArray)
                        .sorted(Arrays::compare)
                        .toList());
    }

    private static Value areThere(List<Value> numbers) {
        return new Value(Type.Primitive.BOOLEAN, columns -> numbers.stream()
                .map(number -> new Column(number.expression().apply(columns)).isNotNull())
                .reduce(Column::and)
                .orElseThrow()
                .expr());
    }

    /** The place of the nearest center, the first of equally near ones; null where a number is. */
    Value nearest() {
        if (centers.isEmpty()) {
            return Value.nothing(Type.Primitive.INT);
        }
        var areThere = areThere(numbers);
        return new Value(Type.Primitive.INT, columns -> {
            var row = numbers.stream()
                    .map(number -> new Column(number.expression().apply(columns)))
                    .toList();
            var distances = IntStream.range(0, centers.size())
                    .mapToObj(i -> functions.struct(
                            distance(row, centers.get(i)).as("distance"),
                            functions.lit(i).as("cluster")))
                    .toArray(Column[]::new);
            var nearest = functions.array_min(functions.array(distances));
            var cluster = new GetStructField(nearest.expr(), CLUSTER, Option.empty());
            return functions
                    .when(new Column(areThere.expression().apply(columns)), new Column(cluster))
                    .expr();
        });
    }

    private static Column distance(List<Column> row, double[] center) {
        return IntStream.range(0, center.length)
                .mapToObj(i -> row.get(i).minus(center[i]))
                .map(difference -> difference.multiply(difference))
                .reduce(Column::plus)
                .orElseThrow();
    }
}
