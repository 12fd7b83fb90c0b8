// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.quality;

import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.apache.datasketches.hll.HllSketch;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;

/** Measures the columns of a frame by one aggregate over its rows. */
final class Profiler {
    /** The sketches' 2^12 buckets: a standard error of 1.04 / sqrt(2^12), 1.6%. */
    private static final int LG_BUCKETS = 12;

    private final DynamicFrame frame;
    private final UserDefinedFunction top = functions.udaf(new TopValues(), Encoders.STRING());
    private final List<Leaf> leaves = new ArrayList<>();

    /** A value that is measured, at a path. */
    private record Leaf(String path, Type type, Column column) {}

    Profiler(DynamicFrame frame) {
        this.frame = frame;
    }

    Profile profile() {
        var rows = apart();
        frame.schema()
                .fields()
                .forEach(field -> leaves(field.name(), field.type(), DynamicFrame.column(rows, field.name())));
        var columns = new ArrayList<Column>();
        var measures = new ArrayList<Map<String, Column>>();
        for (var leaf : leaves) {
            measures.add(measures(leaf));
            columns.addAll(measures.get(measures.size() - 1).values());
        }
        var row = rows.agg(functions.count(functions.lit(1)), columns.toArray(Column[]::new))
                .collectAsList()
                .get(0);
        long count = row.getLong(0);
        var profiles = new ArrayList<Profile.Column>();
        int at = 1;
        for (int i = 0; i < leaves.size(); i++) {
            var values = new LinkedHashMap<String, Object>();
            for (var name : measures.get(i).keySet()) {
                values.put(name, row.get(at++));
            }
            profiles.add(column(leaves.get(i), count, values));
        }
        return new Profile(count, profiles);
    }

    /** In a session of its own, where nothing is planned anew between stages: one job. */
    private Dataset<Row> apart() {
        SparkSession session = frame.toDF().sparkSession().cloneSession();
        session.conf().set("spark.sql.adaptive.enabled", false);
        return Dataset.ofRows(session, frame.toDF().queryExecution().analyzed());
    }

    private void leaves(String path, Type type, Column column) {
        if (type instanceof Type.Struct struct) {
            struct.fields()
                    .forEach(field -> leaves(path + "." + field.name(), field.type(), column.getField(field.name())));
        } else if (type instanceof Type.Choice choice) {
            choice.members()
                    .forEach(member ->
                            leaves(path + "." + member.typeName(), member, column.getField(member.typeName())));
        } else {
            leaves.add(new Leaf(path, type, column));
        }
    }

    private Map<String, Column> measures(Leaf leaf) {
        var column = leaf.column();
        var measures = new LinkedHashMap<String, Column>();
        measures.put("values", functions.count(column));
        if (!isPlain(leaf.type())) {
            return measures;
        }
        measures.put("distinct", sketch(column));
        measures.put("top", top.apply(column.cast("string")));
        measures.put("min", functions.min(column).cast("string"));
        measures.put("max", functions.max(column).cast("string"));
        if (RuleColumns.isNumber(leaf.type())) {
            measures.put("mean", functions.avg(column.cast("double")));
            measures.put("deviation", functions.stddev_pop(column.cast("double")));
        } else if (leaf.type() == Type.Primitive.STRING) {
            measures.put("shortest", functions.min(functions.length(column)).cast("string"));
            measures.put("longest", functions.max(functions.length(column)).cast("string"));
        }
        return measures;
    }

    /** One value in Spark's buffer for each column; approx_count_distinct needs hundreds, whose plans take longer than the rows. */
    private static Column sketch(Column column) {
        var hash = functions.when(column.isNotNull(), functions.xxhash64(column));
        return functions.hll_sketch_agg(hash, LG_BUCKETS);
    }

    /** By the composite estimator, which says the same however the rows were divided; {@code hll_sketch_estimate} does not. */
    private static long distinct(byte[] sketch) {
        return Math.round(HllSketch.heapify(sketch).getCompositeEstimate());
    }

    private static boolean isPlain(Type type) {
        return type instanceof Type.Decimal
                || (type instanceof Type.Primitive && type != Type.Primitive.BINARY && type != Type.Primitive.NULL);
    }

    private static Profile.Column column(Leaf leaf, long rows, Map<String, Object> values) {
        var told = Optional.ofNullable((String) values.get("top")).map(TopValues::told);
        // an estimate may exceed what is there
        var estimate = Optional.ofNullable((byte[]) values.get("distinct"))
                .map(sketch -> Math.min(distinct(sketch), (Long) values.get("values")));
        var distinct = told.map(exact -> OptionalLong.of(exact.distinct()))
                .or(() -> estimate.map(OptionalLong::of))
                .orElse(OptionalLong.empty());
        return new Profile.Column(
                leaf.path(),
                TypeString.print(leaf.type()),
                rows - (Long) values.get("values"),
                distinct,
                told.isPresent(),
                range(values, "min", "max"),
                new Profile.Numbers(number(values, "mean"), number(values, "deviation")),
                range(values, "shortest", "longest"),
                told.map(TopValues.Told::top));
    }

    private static Profile.Range range(Map<String, Object> values, String min, String max) {
        return new Profile.Range(
                Optional.ofNullable((String) values.get(min)), Optional.ofNullable((String) values.get(max)));
    }

    private static OptionalDouble number(Map<String, Object> values, String name) {
        var number = (Double) values.get(name);
        return number == null || number.isNaN() || number.isInfinite()
                ? OptionalDouble.empty()
                : OptionalDouble.of(Measured.rounded(number));
    }
}
