// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.frame;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** The rows that a step refuses: a signal while good rows are computed, and a lazy frame of the failing rows. */
final class StepFaults implements FaultSource {
    private final String step;
    private final String info;
    private final Refusal refusal;
    private final Signal<String> signal;

    StepFaults(DynamicFrame in, Refusal refusal) {
        this.step = in.context().step().isEmpty() ? in.name() : in.context().step();
        this.info = in.context().info();
        this.refusal = refusal;
        this.signal = Signal.in(in.toDF().sparkSession(), "faults of " + step);
    }

    /** The rows that hold a condition, signalling for the others. */
    Dataset<Row> good(Dataset<Row> rows, Column condition) {
        return rows.filter(new Column(new SignalUnless(condition.expr(), signal, step, false)));
    }

    /** All rows, signalling for those that do not hold a condition. */
    Dataset<Row> all(Dataset<Row> rows, Column condition) {
        return rows.filter(new Column(new SignalUnless(condition.expr(), signal, step, true)));
    }

    @Override
    public String step() {
        return step;
    }

    @Override
    public Kind kind() {
        return refusal.kind();
    }

    @Override
    public boolean signalled() {
        return !signal.isZero();
    }

    @Override
    public Dataset<Row> faults() {
        return refusal.rows()
                .select(
                        functions.lit(refusal.source()).as("source"),
                        functions.lit(null).cast("long").as("offset"),
                        functions.lit(null).cast("long").as("line"),
                        functions.lit(step()).as("step"),
                        refusal.column().as("column"),
                        reason().as("reason"),
                        refusal.raw().as("raw"));
    }

    private Column reason() {
        return info.isEmpty() ? refusal.reason() : functions.concat(refusal.reason(), functions.lit(" [" + info + "]"));
    }
}
