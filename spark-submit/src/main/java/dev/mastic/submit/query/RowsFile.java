// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.query;

import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.IoReason;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.quality.RowCounts;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/** Rows with what rules say of them, in a file as NDJSON; opened before any row is read. */
record RowsFile(Path file, BufferedWriter out) implements AutoCloseable {
    /**
     * Begins the file.
     *
     * @throws UsageException if there can be none
     */
    static RowsFile open(Path file) {
        try {
            return new RowsFile(file, Files.newBufferedWriter(file));
        } catch (IOException e) {
            throw new UsageException("Cannot write " + file + ": " + IoReason.of(e), e);
        }
    }

    /** Writes the rows and counts them. Runs a Spark job, and holds one partition at a time. */
    RowCounts write(DynamicFrame rows) {
        try {
            long passed = 0;
            long failed = 0;
            var frame = rows.toDF();
            var all = new Column[frame.columns().length];
            for (int i = 0; i < all.length; i++) {
                all[i] = DynamicFrame.column(frame, frame.columns()[i]);
            }
            var lines = frame.select(functions.to_json(functions.struct(all)), RowCounts.isFailed(rows));
            for (var each = lines.toLocalIterator(); each.hasNext(); ) {
                var line = each.next();
                out.write(line.getString(0));
                out.newLine();
                failed += line.getBoolean(1) ? 1 : 0;
                passed += line.getBoolean(1) ? 0 : 1;
            }
            return new RowCounts(passed, failed);
        } catch (IOException e) {
            throw new EtlException("Cannot write " + file + ": " + IoReason.of(e), e);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new EtlException("Cannot write " + file + ": " + IoReason.of(e), e);
        }
    }
}
