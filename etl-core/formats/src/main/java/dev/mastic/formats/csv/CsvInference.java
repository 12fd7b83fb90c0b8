// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

import dev.mastic.core.failure.EtlException;
import dev.mastic.core.io.Format.Inference;
import dev.mastic.formats.text.Records;
import dev.mastic.formats.text.Refusal;
import dev.mastic.formats.text.Stretch;
import dev.mastic.formats.text.TextFile;
import dev.mastic.formats.text.UnreadRecords;
import java.io.IOException;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/** Looks at the cells of a file. What cannot be read is counted, and left to the reader, which refuses it. */
record CsvInference(TextFile file, Dialect dialect, long size) {
    /** How much of a large file one thread looks at before it asks for more. */
    private static final long PIECE = 16L << 20;

    /** The kinds of values in the records that begin in the first bytes. Large plain files are read by all processors. */
    Inference infer(String path, long maxBytes) throws IOException {
        boolean spanning = CsvRows.spans(dialect, size);
        if (Math.min(size, maxBytes) <= 2 * PIECE || !CsvRows.splits(dialect, size) || !file.plain()) {
            return counted(Stretch.records(0, maxBytes), spanning).toInference(path);
        }
        return inParallel(Math.min(size, maxBytes)).toInference(path);
    }

    private record Counted(CountedRows rows, UnreadRecords unread, long lines) {
        Counted add(Counted later) {
            rows.add(later.rows, lines);
            unread.add(later.unread, () -> lines);
            return new Counted(rows, unread, lines + later.lines);
        }

        Inference toInference(String path) {
            return rows.toInference(path).with(unread.toUnread());
        }
    }

    /** Other tables of a file have a remark of their own. */
    private record InTable(UnreadRecords unread) implements Refusal.Listener {
        @Override
        public void refused(Refusal refusal) {
            if (!refusal.why().reason().equals(CsvGrammar.BEHIND_TABLE)) {
                unread.refused(refusal);
            }
        }

        @Override
        public void abandoned(String reason) {
            unread.abandoned(reason);
        }
    }

    private Counted counted(Stretch stretch, boolean spanning) throws IOException {
        var shape = new CountedRows(dialect);
        var unread = new UnreadRecords();
        var grammar = new CsvGrammar<>(file, dialect, spanning, shape, DataEnd.of(file, dialect, spanning));
        var lines = file.lines(stretch.firstByte(), CsvGrammar.BUDGET, true, false);
        try (var records = new Records<>(lines, stretch, grammar, new InTable(unread), CsvGrammar.BUDGET)) {
            while (records.step()) {
                // the shape counts
            }
        }
        return new Counted(shape, unread, grammar.lines());
    }

    private Counted inParallel(long bytes) throws IOException {
        var tasks = new ArrayList<Callable<Counted>>();
        for (long at = 0; at < bytes; at += PIECE) {
            var stretch = Stretch.split(at, Math.min(bytes, at + PIECE));
            tasks.add(() -> counted(stretch, false));
        }
        var pool = Executors.newFixedThreadPool(
                Math.min(tasks.size(), Runtime.getRuntime().availableProcessors()));
        try {
            var all = new Counted(new CountedRows(dialect), new UnreadRecords(), 0);
            for (var future : pool.invokeAll(tasks)) {
                all = all.add(future.get());
            }
            return all;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EtlException("Cannot finish looking at " + file.path() + ": it was interrupted", e);
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private static IOException failure(Throwable cause) {
        if (cause instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        return cause instanceof IOException failed ? failed : new IOException(cause);
    }
}
