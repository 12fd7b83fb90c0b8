// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.query;

import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.IoReason;
import dev.mastic.core.failure.Quantity;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FaultSource;
import dev.mastic.submit.console.Console;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/** The refused rows of what was printed: into a file as NDJSON, or the first ones to stderr. */
public final class RefusedRows implements AutoCloseable {
    private static final int SHOWN = 5;
    private final Optional<BufferedWriter> file;
    private final Console console;
    private long count;
    private long wholeFiles;

    /**
     * Opens the file.
     *
     * @throws UsageException if it cannot be written
     */
    public RefusedRows(Optional<Path> file, Console console) {
        this.file = file.map(RefusedRows::open);
        this.console = console;
    }

    /** Takes the rows that a frame's readers and steps have refused, after it was read. Runs a Spark job only if there are any. */
    public void addAll(DynamicFrame frame) {
        frame.faultSources().stream().filter(FaultSource::signalled).forEach(this::add);
    }

    /** Whether anything was refused. */
    boolean any() {
        return count > 0;
    }

    /** Whether a file was refused as a whole. */
    public boolean anyWholeFile() {
        return wholeFiles > 0;
    }

    private void add(FaultSource source) {
        var faults = source.faults().cache();
        for (var rows = faults.toLocalIterator(); rows.hasNext(); ) {
            show(rows.next());
        }
        file.ifPresent(out -> faults.toJSON().toLocalIterator().forEachRemaining(line -> write(out, line)));
        faults.unpersist();
    }

    private void show(Row fault) {
        count++;
        wholeFiles += fault.isNullAt(fault.fieldIndex("offset")) ? 1 : 0;
        if (file.isEmpty() && count <= SHOWN) {
            var line = fault.<Long>getAs("line");
            console.say("refused " + fault.getAs("source") + (line == null ? "" : ":" + line) + ": "
                    + fault.getAs("reason"));
        }
    }

    private static BufferedWriter open(Path path) {
        try {
            return Files.newBufferedWriter(path);
        } catch (IOException e) {
            throw new UsageException("Cannot write " + path + ": " + IoReason.of(e), e);
        }
    }

    private static void write(BufferedWriter out, String line) {
        try {
            out.write(line);
            out.newLine();
        } catch (IOException e) {
            throw new EtlException("Cannot write refused rows: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        if (count > 0) {
            var more = file.isEmpty() && count > SHOWN ? "; --faults FILE keeps them all" : "";
            long rows = count - wholeFiles;
            var what = Stream.of(
                            rows > 0 ? Quantity.of(rows, "row") : "",
                            wholeFiles > 0 ? Quantity.of(wholeFiles, "whole file") : "")
                    .filter(text -> !text.isEmpty())
                    .collect(Collectors.joining(" and "));
            console.say(what + " refused" + more);
        }
        file.ifPresent(out -> {
            try {
                out.close();
            } catch (IOException e) {
                throw new EtlException("Cannot write refused rows: " + e.getMessage(), e);
            }
        });
    }
}
