// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.ml;

import dev.mastic.core.frame.Value;
import dev.mastic.core.type.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.regression.LinearRegression;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/**
 * A number told from others by linear regression.
 *
 * @param factors one for each feature
 */
record Regression(List<Feature> features, double[] factors, double constant) {
    private static final int LABEL = 0;

    /**
     * Learns to tell the first value of the training rows from the features. Runs Spark jobs.
     *
     * @return empty if there are too few rows or no features
     */
    static Optional<Regression> learn(TrainingRows training, List<Feature> features) {
        if (features.isEmpty() || training.rows().size() < features.size() + 2) {
            return Optional.empty();
        }
        var model = new LinearRegression()
                .setLabelCol(TrainingRows.LABEL)
                .setFeaturesCol(TrainingRows.FEATURES)
                .setWeightCol(TrainingRows.WEIGHT)
                .fit(training.vectors(features, row -> row.getDouble(LABEL)));
        var learnt = new Regression(features, model.coefficients().toArray(), model.intercept());
        return Optional.of(learnt).filter(Regression::isFinite);
    }

    /** The mean of the first value. */
    static Regression mean(TrainingRows training) {
        return new Regression(List.of(), new double[0], training.mean(LABEL, row -> row.getDouble(LABEL)));
    }

    private boolean isFinite() {
        return Double.isFinite(constant) && Arrays.stream(factors).allMatch(Double::isFinite);
    }

    /** The number that is told, a double. */
    Value prediction() {
        return new Value(Type.Primitive.DOUBLE, columns -> {
            var sum = functions.lit(constant);
            for (int i = 0; i < factors.length; i++) {
                var feature = features.get(i).value().expression().apply(columns);
                sum = sum.plus(new Column(feature).multiply(factors[i]));
            }
            return sum.expr();
        });
    }
}
