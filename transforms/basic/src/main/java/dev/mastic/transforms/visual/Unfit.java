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
        private Value fits() {
            return Computed.by(
                    Type.Primitive.BOOLEAN,
                    both -> new Or(new IsNull(both.get(0)), new IsNotNull(both.get(1))),
                    source,
                    result);
        }
    }

    /** The output for a frame, whose rows are refused where there is a value but no reading of it. Lazy. */
    DynamicFrame over(DynamicFrame in, Projection output, Reading reading) {
        if (this == NULL) {
            return output.over(in);
        }
        var mark = unusedName(in.schema(), output.type());
        // the mark is computed beside the reading, so that Spark reads each value once
        var marked = output.with(mark, reading.fits()).over(in);
        return marked.guard(DynamicFrame.column(marked.toDF(), mark), refusal(in, mark, reading))
                .derive(Projection.of(marked.schema()).without(mark));
    }

    private static Refusal refusal(DynamicFrame in, String mark, Reading reading) {
        var marked = Projection.of(in.schema()).with(mark, reading.fits()).over(in);
        var misfits = marked.toDF().filter(functions.not(DynamicFrame.column(marked.toDF(), mark)));
        var rows = Projection.of(marked.schema()).without(mark).over(marked.schema(), misfits);
        return new Refusal(in.name(), reading.path().toString(), reading.reason(), FaultSource.Kind.REFUSED, rows);
    }

    private static String unusedName(Type.Struct in, Type.Struct out) {
        var name = "fits";
        while (in.indexOf(name) >= 0 || out.indexOf(name) >= 0) {
            name += "_";
        }
        return name;
    }
}
