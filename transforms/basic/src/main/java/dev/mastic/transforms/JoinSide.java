// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.Projection;
import dev.mastic.core.frame.Value;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.core.type.Type;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One side of a join: its record and its keys, each under a generated name. New names make a frame that is joined with
 * itself, and names that both sides have, safe.
 *
 * @param name the frame's name in the step
 * @param prefix of the generated names
 * @param type the record type
 * @param paths the keys as they were written
 * @param keys the keys in the types in which they are compared
 */
record JoinSide(String name, String prefix, Type.Struct type, List<ColumnPath> paths, List<Value> keys) {
    JoinSide {
        paths = List.copyOf(paths);
        keys = List.copyOf(keys);
    }

    String fieldName(int i) {
        return prefix + i;
    }

    String keyName(int i) {
        return prefix + "key" + i;
    }

    /** The generated columns: fields, then keys. */
    Type.Struct columns() {
        return projection().type();
    }

    /** The rows under the generated names. Lazy. */
    Dataset<Row> rows(DynamicFrame frame) {
        return projection().over(type, frame.toDF());
    }

    /** The keys in the rows under generated names. */
    List<Column> keysIn(Dataset<Row> generated) {
        var columns = new ArrayList<Column>();
        for (int i = 0; i < keys.size(); i++) {
            columns.add(DynamicFrame.column(generated, keyName(i)));
        }
        return columns;
    }

    /** The keys as messages name them. */
    String keyText() {
        return String.join(", ", paths.stream().map(ColumnPath::toString).toList());
    }

    private Projection projection() {
        var members = new ArrayList<Projection.Member>();
        for (int i = 0; i < type.fields().size(); i++) {
            members.add(new Projection.Member(
                    fieldName(i), Value.input(type.fields().get(i).type(), i)));
        }
        for (int i = 0; i < keys.size(); i++) {
            members.add(new Projection.Member(keyName(i), keys.get(i)));
        }
        return new Projection(members);
    }
}
