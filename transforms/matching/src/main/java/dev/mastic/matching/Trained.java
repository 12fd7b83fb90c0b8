// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.matching;

import dev.mastic.core.frame.DynamicFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** What came of training. */
public final class Trained {
    private static final StructType ASKED = new StructType()
            .add("key", DataTypes.StringType, false)
            .add("set", DataTypes.IntegerType, false)
            .add("place", DataTypes.IntegerType, false);

    private final DynamicFrame rows;
    private final MatchColumns columns;
    private final LabelingSets sets;
    private final Answers answers;
    private final Optional<Estimate> estimate;

    Trained(DynamicFrame rows, MatchColumns columns, LabelingSets sets, Answers answers, Optional<Estimate> estimate) {
        this.rows = rows;
        this.columns = columns;
        this.sets = sets;
        this.answers = answers;
        this.estimate = estimate;
    }

    /** The rows that were learned from; lazy. */
    public DynamicFrame rows() {
        return rows;
    }

    /** How many records there are. */
    public int records() {
        return sets.likeness().records().count();
    }

    /** How many pairs were looked at. */
    public int pairs() {
        return sets.likeness().pairs().count();
    }

    /** Of how many pairs the labels say something. */
    public int labelledPairs() {
        return answers.count();
    }

    /** How many of these are one thing. */
    public int labelledMatches() {
        return answers.matches();
    }

    /** How well labelled pairs are told; nothing without labels. */
    public Optional<Estimate> estimate() {
        return estimate;
    }

    /**
     * Rows to ask people about, as a label file whose labels are to be filled: first {@code labeling_set_id} and {@code label}, then all
     * columns of the rows. Rows that are labelled already are not asked about again. Lazy; in the order of the sets.
     *
     * @param seed another one draws other sets
     */
    public Dataset<Row> labelingSets(int count, long seed) {
        var keys = sets.likeness().records().keys();
        var asked = new ArrayList<Row>();
        var drawn = sets.draw(count, seed);
        for (int set = 0; set < drawn.size(); set++) {
            for (int place = 0; place < drawn.get(set).length; place++) {
                asked.add(RowFactory.create(keys.get(drawn.get(set)[place]), set + 1, place));
            }
        }
        var frame = rows.toDF();
        var places = frame.sparkSession().createDataFrame(asked, ASKED);
        var selected = new ArrayList<Column>(List.of(
                places.col("set").cast("string").as(Labels.SET),
                functions.lit("").as(Labels.LABEL)));
        rows.schema().names().forEach(name -> selected.add(DynamicFrame.column(frame, name)));
        return frame.join(functions.broadcast(places), columns.key(frame).equalTo(places.col("key")), "inner")
                .orderBy(places.col("set"), places.col("place"))
                .select(selected.toArray(Column[]::new));
    }
}
