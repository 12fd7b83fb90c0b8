// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.frame;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** The rows that a step refuses: a signal while good rows are computed, and a lazy frame of the failing rows. */
final class StepFaults implements FaultSource {
    private final DynamicFrame in;
    private final Column condition;
    private final String column;
    private final String reason;
    private final Kind kind;
    private final Signal<String> signal;

    StepFaults(DynamicFrame in, Column condition, String column, String reason, Kind kind) {
        this.in = in;
        this.condition = condition;
        this.column = column;
        this.reason = reason;
        this.kind = kind;
        this.signal = Signal.in(in.toDF().sparkSession(), "faults of " + step());
    }

    /** The rows that hold the condition, signalling for the others. */
    Dataset<Row> good() {
        return in.toDF().filter(new Column(new SignalUnless(condition.expr(), signal, step())));
    }

    @Override
    public String step() {
        return in.context().step().isEmpty() ? in.name() : in.context().step();
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public boolean signalled() {
        return !signal.isZero();
    }

    @Override
    public Dataset<Row> faults() {
        var rows = in.toDF();
        var failing = rows.filter(functions.not(functions.coalesce(condition, functions.lit(false))));
        return failing.select(
                functions.lit(in.name()).as("source"),
                functions.lit(null).cast("long").as("offset"),
                functions.lit(null).cast("long").as("line"),
                functions.lit(step()).as("step"),
                functions.lit(column).as("column"),
                functions.lit(reason).as("reason"),
                DynamicFrame.json(failing).as("raw"));
    }
}
