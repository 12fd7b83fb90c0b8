// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.frame;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.type.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.types.DataTypeUtils;
import scala.collection.JavaConverters;

/** Records that stand in the program as rows of a frame. */
record LocalRecords(List<DynamicRecord> records) {
    /** The one type that takes all of them without loss. */
    Type.Struct type() {
        return RecordValues.schema(records);
    }

    /**
     * The rows; starts no job.
     *
     * @throws UsageException naming the record and the path of a value that the type does not take
     */
    Dataset<Row> rows(SparkSession session, Type.Struct type) {
        var writer = RecordWriter.of(type);
        var rows = new ArrayList<InternalRow>();
        for (var record : records) {
            try {
                rows.add((InternalRow) writer.write(record));
            } catch (RecordMisfit e) {
                throw new UsageException("Cannot make a row of " + record + ": " + e.path() + ": " + e.getMessage());
            }
        }
        var columns = Arrays.stream(SparkTypes.toSpark(type).fields())
                .<Attribute>map(DataTypeUtils::toAttribute)
                .toList();
        var relation =
                new LocalRelation(JavaConverters.asScalaBuffer(columns), JavaConverters.asScalaBuffer(rows), false);
        return Dataset.ofRows(session, relation);
    }
}
