// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.text;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;

/**
 * The records in a stretch of a file, found in a way that does not depend on where the file was cut.
 *
 * @param <R> what becomes of a record
 */
public final class Records<R> implements Closeable {
    private final LineBuffer buffer;
    private final Stretch stretch;
    private final Grammar<R> grammar;
    private final Cursor cursor;
    private final long mostNanos;
    private R record;
    private long start;
    private long nanos;
    private boolean begun;
    private boolean finished;

    /** Reads nothing yet. Closes the buffer when it is closed. */
    public Records(
            LineBuffer buffer, Stretch stretch, Grammar<R> grammar, Refusal.Listener refusals, ReadBudget budget) {
        this.buffer = buffer;
        this.stretch = stretch;
        this.grammar = grammar;
        this.cursor = new Cursor(buffer, refusals);
        this.mostNanos = budget.time().toNanos();
    }

    /** The next record; null at the end of the stretch. */
    public R next() throws IOException {
        while (step()) {
            if (record != null) {
                return record;
            }
        }
        return null;
    }

    /** Finds one record, or refuses one. False at the end of the stretch. */
    public boolean step() throws IOException {
        if (!begun) {
            begun = true;
            finished = !begin();
        }
        if (!toRecord()) {
            return false;
        }
        start = buffer.offset(buffer.at());
        if (cursor.hasRefused()) {
            timed();
        } else {
            record = grammar.read(cursor);
        }
        finished = finished || cursor.ended();
        return true;
    }

    /** The line of the last record from the start of the stretch as 1, where the buffer counts lines; to be asked before the next one. */
    public long line() {
        return buffer.lineAt(start);
    }

    /** Only what refuses can go over the same bytes again and again. */
    private void timed() throws IOException {
        long waited = buffer.waited();
        long start = System.nanoTime();
        record = grammar.read(cursor);
        nanos += System.nanoTime() - start - (buffer.waited() - waited);
        if (nanos > mostNanos) {
            cursor.abandon("takes longer to read than " + Duration.ofNanos(mostNanos) + ", given up at offset "
                    + buffer.offset(buffer.at()) + "; what was read before is kept");
        }
    }

    private boolean begin() throws IOException {
        if (stretch.start() == 0) {
            buffer.moreLines();
            skipByteOrderMark();
        } else if (stretch.cut() && !synchronise()) {
            return false;
        }
        grammar.begin(cursor);
        return !cursor.ended();
    }

    private void skipByteOrderMark() {
        var bytes = buffer.bytes();
        if (buffer.filled() >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF) {
            buffer.moveTo(3);
        }
    }

    private boolean synchronise() throws IOException {
        do {
            for (int at = buffer.at(); at < buffer.filled(); at++) {
                if (buffer.offset(at) >= stretch.end()) {
                    return false;
                }
                if (buffer.offset(at) >= stretch.start() && grammar.boundary(buffer.bytes(), at)) {
                    buffer.moveTo(at);
                    return true;
                }
            }
            buffer.moveTo(buffer.filled());
        } while (buffer.fill());
        return false;
    }

    /** Goes to the next byte of a record. False at the end of the stretch. */
    private boolean toRecord() throws IOException {
        while (!finished) {
            int at = grammar.skip(buffer.bytes(), buffer.at(), buffer.limit());
            buffer.moveTo(at);
            if (at < buffer.limit()) {
                finished = past(at);
                return !finished;
            }
            if (!buffer.moreLines()) {
                endOfLines();
            }
        }
        return false;
    }

    private boolean past(int at) {
        return buffer.offset(at) >= stretch.end() && (!stretch.cut() || grammar.boundary(buffer.bytes(), at));
    }

    private void endOfLines() throws IOException {
        if (buffer.tooLong() && past(buffer.at())) {
            finished = true;
        } else {
            boolean goesOn = cursor.refuseUnfinished();
            if (!goesOn) {
                grammar.finish(cursor);
            }
            finished = !goesOn || cursor.ended();
        }
    }

    @Override
    public void close() throws IOException {
        buffer.close();
    }
}
