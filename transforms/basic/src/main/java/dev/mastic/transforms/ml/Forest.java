// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.ml;

import dev.mastic.core.frame.Value;
import dev.mastic.core.type.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.classification.RandomForestClassifier;
import org.apache.spark.ml.tree.ContinuousSplit;
import org.apache.spark.ml.tree.InternalNode;
import org.apache.spark.ml.tree.LeafNode;
import org.apache.spark.ml.tree.Node;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GetArrayItem;
import org.apache.spark.sql.catalyst.expressions.GetStructField;
import org.apache.spark.sql.catalyst.expressions.If;
import org.apache.spark.sql.catalyst.expressions.LessThanOrEqual;
import org.apache.spark.sql.catalyst.expressions.Literal$;
import org.apache.spark.sql.functions;
import scala.Option;

/**
 * A class told from numbers by a random forest: each tree gives a probability for each class, and the highest sum wins,
 * as in Spark ML.
 *
 * @param trees their root nodes
 * @param classes what the indexes of the probabilities stand for
 */
record Forest(List<Feature> features, List<Node> trees, List<Object> classes) {
    private static final int LABEL = 2;
    private static final Type.Array PROBABILITIES = new Type.Array(Type.Primitive.DOUBLE);

    /**
     * Learns to tell the class of the training rows from the features. Runs Spark jobs.
     *
     * @param classes the first value of each training row is one of these
     */
    static Forest learn(TrainingRows training, List<Feature> features, List<Object> classes, long seed) {
        var model = new RandomForestClassifier()
                .setLabelCol(TrainingRows.LABEL)
                .setFeaturesCol(TrainingRows.FEATURES)
                .setWeightCol(TrainingRows.WEIGHT)
                .setSeed(seed)
                .fit(training.vectors(features, row -> classes.indexOf(row.get(0))));
        return new Forest(
                features,
                Arrays.stream(model.trees()).map(tree -> tree.rootNode()).toList(),
                classes);
    }

    /** The probabilities that each tree gives, as arrays. */
    List<Value> votes() {
        return trees.stream()
                .map(tree -> new Value(PROBABILITIES, columns -> vote(tree, columns)))
                .toList();
    }

    private Expression vote(Node node, List<Expression> columns) {
        if (node instanceof InternalNode inner && inner.split() instanceof ContinuousSplit split) {
            var feature =
                    features.get(split.featureIndex()).value().expression().apply(columns);
            return new If(
                    new LessThanOrEqual(feature, Literal$.MODULE$.apply(split.threshold())),
                    vote(inner.leftChild(), columns),
                    vote(inner.rightChild(), columns));
        }
        return Literal$.MODULE$.apply(probabilities((LeafNode) node));
    }

    private static double[] probabilities(LeafNode leaf) {
        var counts = leaf.impurityStats().stats();
        double all = Arrays.stream(counts).sum();
        return Arrays.stream(counts).map(count -> count / all).toArray();
    }

    /**
     * The class with the highest sum of votes, the first of equal ones.
     *
     * @param type of the classes
     * @param votes as {@link #votes()}
     */
    Value winner(Type type, List<Value> votes) {
        return new Value(type, columns -> {
            var sums = new ArrayList<Column>();
            for (int i = 0; i < classes.size(); i++) {
                sums.add(functions.struct(
                        sum(votes, i, columns).as("votes"),
                        functions.lit(-i).as("order"),
                        functions.lit(classes.get(i)).as("label")));
            }
            var best = functions.array_max(functions.array(sums.toArray(Column[]::new)));
            return new GetStructField(best.expr(), LABEL, Option.empty());
        });
    }

    private static Column sum(List<Value> votes, int index, List<Expression> columns) {
        return votes.stream()
                .map(vote -> new GetArrayItem(vote.expression().apply(columns), Literal$.MODULE$.apply(index), false))
                .map(Column::new)
                .reduce(Column::plus)
                .orElseThrow();
    }
}
