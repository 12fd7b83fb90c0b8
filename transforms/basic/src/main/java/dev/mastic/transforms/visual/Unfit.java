// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import dev.mastic.core.config.Setting;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FaultSource;
import dev.mastic.core.frame.Projection;
import dev.mastic.core.frame.Refusal;
import dev.mastic.core.frame.Value;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.core.type.Type;
import dev.mastic.transforms.path.RowColumns;
import java.util.function.Function;
import org.apache.spark.sql.catalyst.expressions.IsNotNull;
import org.apache.spark.sql.catalyst.expressions.IsNull;
import org.apache.spark.sql.catalyst.expressions.Or;
import org.apache.spark.sql.functions;

/** What becomes of a value that a step cannot read. */
public enum Unfit {
    /** It becomes null. */
    NULL,
    /** Its row is a fault. */
    FAULT;

    static Setting<Unfit> setting() {
        return Setting.oneOf("unfit", Unfit.class);
    }

    /** A reading of a value, with what is wrong when there is none. */
    record Reading(ColumnPath path, Value source, Value result, String reason) {
        /** @param read the reading where it has been made already */
        private Value fits(Value read) {
            return Computed.by(
                    Type.Primitive.BOOLEAN,
                    both -> new Or(new IsNull(both.get(0)), new IsNotNull(both.get(1))),
                    source,
                    read);
        }
    }

    /**
     * The output for a frame, whose rows are refused where there is a value but no reading of it. Each value is read once.
     * Lazy.
     *
     * @param output from the reading to the columns of the output
     */
    DynamicFrame over(DynamicFrame in, Reading reading, Function<Value, Projection> output) {
        if (this == NULL) {
            return output.apply(reading.result()).over(in);
        }
        var columns = Projection.of(in.schema());
        var read =
                columns.with(unusedName(in.schema()), reading.result().once()).over(in);
        var result = Value.input(reading.result().type(), columns.members().size());
        return read.guard(RowColumns.of(read).column(reading.fits(result)), refusal(in, reading))
                .derive(output.apply(result));
    }

    private static Refusal refusal(DynamicFrame in, Reading reading) {
        var misfits = in.toDF().filter(functions.not(RowColumns.of(in).column(reading.fits(reading.result()))));
        return new Refusal(in.name(), reading.path().toString(), reading.reason(), FaultSource.Kind.REFUSED, misfits);
    }

    private static String unusedName(Type.Struct in) {
        var name = "read";
        while (in.indexOf(name) >= 0) {
            name += "_";
        }
        return name;
    }
}
