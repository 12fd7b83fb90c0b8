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
import org.apache.spark.sql.functions;

/** Rows with what rules say of them, in a file as NDJSON. */
final class RowsFile {
    private RowsFile() {}

    /**
     * Writes the rows and counts them. Runs a Spark job, and holds one partition at a time.
     *
     * @throws UsageException if there can be no such file
     */
    static RowCounts write(DynamicFrame rows, Path file) {
        try (var out = open(file)) {
            long passed = 0;
            long failed = 0;
            var frame = rows.toDF();
            var all = new org.apache.spark.sql.Column[frame.columns().length];
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

    private static BufferedWriter open(Path file) {
        try {
            return Files.newBufferedWriter(file);
        } catch (IOException e) {
            throw new UsageException("Cannot write " + file + ": " + IoReason.of(e), e);
        }
    }
}
