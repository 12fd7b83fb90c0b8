// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FaultSource;
import dev.mastic.core.frame.Projection;
import dev.mastic.core.frame.Refusal;
import dev.mastic.core.frame.Value;
import dev.mastic.core.type.Type;
import dev.mastic.transforms.text.RecordText;
import org.apache.spark.sql.functions;

/** A frame with the records that were read from one of its texts in a column behind its own, so that each is read once. */
final class ReadColumn {
    private static final String RECORD = "record";

    private final DynamicFrame in;
    private final Value record;
    private DynamicFrame frame;

    ReadColumn(DynamicFrame in, Value text, RecordText reader) {
        this.in = in;
        this.record = Value.input(reader.type(), in.schema().fields().size());
        var wide = Projection.of(in.schema())
                .with(free(in.schema()), reader.of(text).once());
        this.frame = in.derive(wide.type(), wide.over(in.schema(), in.toDF()));
    }

    private static String free(Type.Struct type) {
        var name = RECORD;
        while (type.field(name).isPresent()) {
            name += "_";
        }
        return name;
    }

    /** The records, in the columns of {@link #frame}. */
    Value record() {
        return record;
    }

    /** The frame's own columns, then the records. */
    DynamicFrame frame() {
        return frame;
    }

    /** Makes rows faults in which a value is lost. */
    void refuse(LostValue value, String reason) {
        var rows = frame.toDF();
        var lost = functions.coalesce(value.where().over(frame.schema(), rows), functions.lit(false));
        var failing = Projection.of(in.schema()).over(frame.schema(), rows.filter(lost));
        var refusal = new Refusal(in.name(), value.path().toString(), reason, FaultSource.Kind.REFUSED, failing);
        frame = frame.guard(functions.not(lost), refusal);
    }
}
