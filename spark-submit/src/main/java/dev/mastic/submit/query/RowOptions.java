// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.query;

import dev.mastic.core.failure.UsageException;
import dev.mastic.submit.console.Console;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import picocli.CommandLine.Option;

/** The options of verbs that print rows. */
final class RowOptions {
    @Option(names = "--limit", paramLabel = "N", description = "At most so many rows in all.")
    private Integer limit;

    @Option(
            names = "--faults",
            paramLabel = "FILE",
            description = "Where refused rows go, as NDJSON. Default: the first on stderr.")
    private Path faults;

    /**
     * How many rows may be printed.
     *
     * @throws UsageException if fewer than none were asked for
     */
    int limit() {
        if (limit != null && limit < 0) {
            throw new UsageException("Cannot print " + limit + " rows (--limit expects 0 or more)");
        }
        return Optional.ofNullable(limit).orElse(Integer.MAX_VALUE);
    }

    /** The rows up to a number; all of them if there is no limit. */
    static Dataset<Row> limited(Dataset<Row> rows, int most) {
        return most == Integer.MAX_VALUE ? rows : rows.limit(Math.max(0, most));
    }

    RefusedRows refusedRows(Console console) {
        return new RefusedRows(Optional.ofNullable(faults), console);
    }
}
