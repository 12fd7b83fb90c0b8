// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.bookmark.Bounds;
import dev.mastic.core.frame.FaultSource;
import dev.mastic.core.frame.JsonRow;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.type.Type;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The expected rows of a frame, read as rows of its type, so that a date is a date on both sides. */
record WantedRows(ExpectedRows expected, Type.Struct type, Parts parts, LazySpark spark) {
    /**
     * What was read.
     *
     * @param columns those that the rows name
     * @param unfit the rows that are none of the frame's, with the reasons
     */
    record Read(List<JsonRow> rows, List<String> columns, List<String> unfit) {
        long count() {
            return (long) rows.size() + unfit.size();
        }
    }

    /** Reads the rows. Runs a Spark job unless there are none. */
    Read read(String name, Path file) {
        var written = expected.rows();
        if (written.isEmpty()) {
            return new Read(List.of(), List.of(), List.of());
        }
        var columns = written.rows().isPresent() ? written.columns() : columnsOfFile(name, file);
        var source = written.source(file, Optional.of(Rehearsal.only(type, columns)), parts);
        var frame = source.read(spark, source.slice(name, Bounds.all()), Rehearsal.context(parts));
        var rows = JsonRow.collect(frame.toDF());
        var unfit = frame.faultSources().stream()
                .filter(FaultSource::signalled)
                .flatMap(faults -> faults.faults().collectAsList().stream())
                .map(fault -> "row " + fault.getAs("line") + ": " + fault.getAs("reason"))
                .toList();
        return new Read(rows, columns, unfit);
    }

    private List<String> columnsOfFile(String name, Path file) {
        var source = expected.rows().source(file, Optional.empty(), parts);
        return source.shape(source.slice(name, Bounds.all())).names();
    }
}
