// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.orc;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.hive.ql.exec.vector.ColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.ListColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.MapColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.StructColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.TimestampColumnVector;
import org.apache.orc.OrcFile.WriterImplementation;
import org.apache.orc.Reader;
import org.apache.orc.TimestampColumnStatistics;
import org.apache.orc.TypeDescription;

/**
 * Times before 1970 whose fractions of a second are below zero, as PyArrow gives them to ORC's C++ writer. No reader of Java takes them, and
 * Spark's fails in the middle of its task, where no file is known.
 */
final class NegativeFractions {
    private final Reader reader;

    private NegativeFractions(Reader reader) {
        this.reader = reader;
    }

    /** The first column that has one. Reads the columns of times, in files of that writer that have times before 1970. */
    static Optional<String> column(Reader reader) throws IOException {
        return reader.getWriterVersion().getWriterImplementation() == WriterImplementation.ORC_CPP
                ? new NegativeFractions(reader).column()
                : Optional.empty();
    }

    private Optional<String> column() throws IOException {
        var columns = reader.getSchema().getChildren();
        for (int i = 0; i < columns.size(); i++) {
            if (mayHave(columns.get(i)) && has(i)) {
                return Optional.of(reader.getSchema().getFieldNames().get(i));
            }
        }
        return Optional.empty();
    }

    private boolean mayHave(TypeDescription type) {
        if (type.getCategory() == TypeDescription.Category.TIMESTAMP) {
            return !(reader.getStatistics()[type.getId()] instanceof TimestampColumnStatistics times)
                    || times.getMinimumUTC() == null
                    || times.getMinimumUTC().getTime() < 0;
        }
        return type.getChildren() != null && type.getChildren().stream().anyMatch(this::mayHave);
    }

    private boolean has(int column) throws IOException {
        var schema = reader.getSchema();
        var type = schema.getChildren().get(column);
        var included = new boolean[schema.getMaximumId() + 1];
        Arrays.fill(included, type.getId(), type.getMaximumId() + 1, true);
        var batch = schema.createRowBatch();
        try (var rows = reader.rows(reader.options().include(included))) {
            while (rows.nextBatch(batch)) {
                if (has(batch.cols[column])) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean has(ColumnVector vector) {
        if (vector instanceof TimestampColumnVector times) {
            return IntStream.of(times.nanos).anyMatch(nanos -> nanos < 0);
        } else if (vector instanceof StructColumnVector struct) {
            return Stream.of(struct.fields).anyMatch(NegativeFractions::has);
        } else if (vector instanceof ListColumnVector list) {
            return has(list.child);
        } else if (vector instanceof MapColumnVector map) {
            return has(map.keys) || has(map.values);
        }
        return false;
    }
}
