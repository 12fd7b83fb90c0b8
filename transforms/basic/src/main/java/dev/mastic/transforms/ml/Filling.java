// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.ml;

import dev.mastic.core.failure.EtlException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.Projection;
import dev.mastic.core.frame.Value;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.core.type.Type;
import dev.mastic.transforms.path.RowColumns;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One column of a frame whose missing values are told from the others.
 *
 * @param target the column's value
 * @param output the name of the filled column
 */
record Filling(DynamicFrame in, ColumnPath column, Value target, String output) {
    private static final Logger LOG = LoggerFactory.getLogger(Filling.class);
    private static final int MOST_CLASSES = 50;

    /** The frame with the filled column. Runs Spark jobs. */
    DynamicFrame filled(int trainingRows, long seed) {
        var others = others();
        var values = new ArrayList<>(List.of(Feature.isNumber(target.type()) ? Feature.finite(target) : target));
        others.forEach(other -> values.add(isText(other) ? Feature.text(other) : Feature.finite(other)));
        var training = TrainingRows.of(in, values, isPresent(), trainingRows, seed);
        if (training.isEmpty()) {
            LOG.warn("Nothing is filled into {}: no row has a value of it", column);
            return in.derive(with(Projection.of(in.schema()), target));
        }
        var features = new ArrayList<Feature>();
        for (int i = 1; i < values.size(); i++) {
            features.addAll(
                    isText(values.get(i))
                            ? Feature.ofTexts(values.get(i), training, i)
                            : Feature.ofNumbers(values.get(i), training, i));
        }
        return Feature.isNumber(target.type()) ? number(training, features) : label(training, features, seed);
    }

    private static boolean isText(Value value) {
        return value.type() == Type.Primitive.STRING;
    }

    /** The columns that a model can read. Texts are looked at in a Spark job: many different ones tell nothing. */
    private List<Value> others() {
        var numbers = new ArrayList<Value>();
        var texts = new ArrayList<Value>();
        for (var member : Projection.of(in.schema()).members()) {
            var type = member.value().type();
            if (!member.name().equals(column.head())) {
                boolean isNumber = Feature.isNumber(type) || type == Type.Primitive.BOOLEAN;
                (isNumber ? numbers : isText(member.value()) ? texts : new ArrayList<Value>()).add(member.value());
            }
        }
        numbers.addAll(withFewTexts(texts));
        return numbers;
    }

    private List<Value> withFewTexts(List<Value> texts) {
        if (texts.isEmpty()) {
            return List.of();
        }
        var columns = RowColumns.of(in);
        var counts = texts.stream()
                .map(text -> functions.approx_count_distinct(columns.column(text)))
                .toArray(Column[]::new);
        var counted = in.toDF().select(counts).first();
        // the count may be wrong by some percent; Feature looks again
        return IntStream.range(0, texts.size())
                .filter(i -> counted.getLong(i) <= 2 * Feature.MOST_CATEGORIES)
                .mapToObj(texts::get)
                .toList();
    }

    private Value isPresent() {
        return new Value(Type.Primitive.BOOLEAN, columns -> {
            var value = new Column(target.expression().apply(columns));
            return (isText(target) ? value.notEqual("") : value.isNotNull().and(isFinite(value))).expr();
        });
    }

    private Column isFinite(Column value) {
        return target.type() == Type.Primitive.FLOAT || target.type() == Type.Primitive.DOUBLE
                ? functions.abs(value).lt(Double.POSITIVE_INFINITY)
                : functions.lit(true);
    }

    private DynamicFrame number(TrainingRows training, List<Feature> features) {
        var told = Regression.learn(training, features)
                .orElseGet(() -> {
                    LOG.warn("The mean is filled into {}: too few rows or columns to learn from", column);
                    return Regression.mean(training);
                })
                .prediction();
        boolean isWhole = !(target.type() instanceof Type.Decimal)
                && target.type() != Type.Primitive.FLOAT
                && target.type() != Type.Primitive.DOUBLE;
        var rounded = isWhole ? Feature.change(told, functions::round) : told;
        return in.derive(with(Projection.of(in.schema()), filledBy(rounded.tryCast(target.type()))));
    }

    private DynamicFrame label(TrainingRows training, List<Feature> features, long seed) {
        var weights = new HashMap<Object, Double>();
        training.rows().forEach(row -> weights.merge(row.get(0), TrainingRows.weight(row), Double::sum));
        if (weights.size() > MOST_CLASSES) {
            throw new EtlException("Cannot fill " + column + ": it has more than " + MOST_CLASSES
                    + " different values, which are too many to tell from other columns");
        }
        var classes = List.copyOf(weights.keySet().stream()
                .sorted(Comparator.comparing(Object::toString))
                .toList());
        if (features.isEmpty() || classes.size() < 2) {
            LOG.warn("The most frequent value is filled into {}: too few rows or columns to learn from", column);
            return in.derive(with(Projection.of(in.schema()), filledBy(constant(mostFrequent(classes, weights)))));
        }
        return voted(Forest.learn(training, features, classes, seed));
    }

    private static Object mostFrequent(List<Object> classes, Map<Object, Double> weights) {
        return classes.stream().max(Comparator.comparing(weights::get)).orElseThrow();
    }

    private Value constant(Object label) {
        return new Value(target.type(), columns -> functions.lit(label).expr());
    }

    /** The trees vote in columns of their own, so that each is computed once; only for rows that lack the value. */
    private DynamicFrame voted(Forest forest) {
        var record = in.schema();
        var voting = Projection.of(record);
        var names = new ArrayList<String>();
        for (var vote : forest.votes()) {
            names.add(unused("vote" + names.size(), record));
            voting = voting.with(names.get(names.size() - 1), ifMissing(vote, Value.nothing(vote.type())));
        }
        var voted = Projection.of(voting.type());
        var winner = forest.winner(
                target.type(),
                names.stream().map(name -> voted.find(name).orElseThrow()).toList());
        var columns = voted.mapValues((name, value) -> names.contains(name) ? Optional.empty() : Optional.of(value));
        return in.derive(voting).derive(with(columns, filledBy(winner)));
    }

    private static String unused(String name, Type.Struct record) {
        return record.field(name).isEmpty() ? name : unused(name + "_", record);
    }

    private Projection with(Projection columns, Value filled) {
        return columns.with(output, filled);
    }

    /** The value where it is there, else what was told. */
    private Value filledBy(Value told) {
        return ifMissing(told, target);
    }

    private Value ifMissing(Value then, Value otherwise) {
        var isPresent = isPresent();
        return new Value(then.type(), columns -> functions
                .when(
                        new Column(isPresent.expression().apply(columns)),
                        new Column(otherwise.expression().apply(columns)))
                .otherwise(new Column(then.expression().apply(columns)))
                .expr());
    }
}
