// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FaultSource;
import dev.mastic.core.frame.Refusal;
import dev.mastic.core.type.Type;
import dev.mastic.transforms.path.RowColumns;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * The side whose rows are looked after, and the one where they seek partners. All rows are lazy.
 *
 * @param side whose rows are looked after
 * @param other where they seek partners
 */
record JoinSides(JoinSide side, DynamicFrame frame, JoinSide other, DynamicFrame partners) {
    /** The column that is true in the rows of the other side; null where there is no partner. */
    private static final String PARTNER = "partner";

    JoinSides flipped() {
        return new JoinSides(other, partners, side, frame);
    }

    /** The pairs, and by the type rows without a partner, under the generated names. */
    Dataset<Row> rows(JoinType type) {
        return rows(type, other.rows(partners));
    }

    /** All rows of the side, with a mark where there is a partner, under the generated names. */
    Dataset<Row> marked() {
        return marked(other.rows(partners));
    }

    /** As {@link #marked()}, where the partners have other columns beside their keys. */
    Dataset<Row> marked(Dataset<Row> theirs) {
        return rows(JoinType.LEFT, theirs.withColumn(PARTNER, functions.lit(true)));
    }

    private Dataset<Row> rows(JoinType type, Dataset<Row> theirs) {
        var mine = side.rows(frame);
        return mine.join(theirs, equal(side.keysIn(mine), other.keysIn(theirs)), type.spark());
    }

    /** The rows of the side as they are, those with a partner or those without. */
    Dataset<Row> own(JoinType filter) {
        return own(filter, other.rows(partners));
    }

    /** As {@link #own(JoinType)}, with only some of the partners. */
    Dataset<Row> own(JoinType filter, Dataset<Row> theirs) {
        var rows = frame.toDF();
        return rows.join(theirs, equal(keysOf(side.type(), rows), other.keysIn(theirs)), filter.spark());
    }

    private List<Column> keysOf(Type.Struct type, Dataset<Row> rows) {
        var columns = RowColumns.of(type, rows);
        return side.keys().stream().map(columns::column).toList();
    }

    /** Keeps, refuses or drops marked rows without a partner, and counts them. */
    DynamicFrame lookedAfter(DynamicFrame marked, Join.Unmatched what) {
        var condition = DynamicFrame.column(marked.toDF(), PARTNER).isNotNull();
        var kind = what == Join.Unmatched.FAULT ? FaultSource.Kind.UNMATCHED : FaultSource.Kind.UNMATCHED_ALLOWED;
        var refusal = new Refusal(
                frame.name(),
                side.keyText(),
                "no partner in " + other.name() + " for " + side.keyText(),
                kind,
                own(JoinType.LEFTANTI));
        return what == Join.Unmatched.KEEP ? marked.note(condition, refusal) : marked.guard(condition, refusal);
    }

    private static Column equal(List<Column> keys1, List<Column> keys2) {
        var condition = keys1.get(0).equalTo(keys2.get(0));
        for (int i = 1; i < keys1.size(); i++) {
            condition = condition.and(keys1.get(i).equalTo(keys2.get(i)));
        }
        return condition;
    }
}
