// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.grok;

import dev.mastic.formats.csv.CellRecords;
import dev.mastic.formats.text.Cursor;
import dev.mastic.formats.text.Grammar;
import dev.mastic.formats.text.ReadBudget;
import dev.mastic.formats.text.Refusal.Why;
import java.io.IOException;

/**
 * A record a line, of which no part is left over: a line that does not match is refused, an empty one too.
 *
 * @param <R> what becomes of a record
 */
final class GrokGrammar<R> implements Grammar<R> {
    /** Lines of a megabyte; a file full of lines that go back and forth is given up after ten minutes. */
    static final ReadBudget BUDGET = new ReadBudget(1 << 20, 1, ReadBudget.DEFAULT.time());

    private final LineCells cells;
    private final CellRecords<R> records;
    private long line;

    GrokGrammar(LineCells cells, CellRecords<R> records) {
        this.cells = cells;
        this.records = records;
    }

    @Override
    public void begin(Cursor cursor) {
        if (!cells.names().isEmpty()) {
            columns(cursor);
        }
    }

    private void columns(Cursor cursor) {
        var problem = records.begin(cells.names());
        if (problem != null) {
            cursor.abandon(problem);
        }
    }

    @Override
    public boolean boundary(byte[] window, int at) {
        return at > 0 && window[at - 1] == '\n';
    }

    @Override
    public int skip(byte[] window, int at, int limit) {
        return at;
    }

    @Override
    public R read(Cursor cursor) throws IOException {
        line++;
        int from = cursor.at();
        int next = cursor.behindLine(from);
        if (next - from > cursor.mostBytes()) {
            cursor.refuseTooLong();
            return null;
        }
        int end = end(cursor.bytes(), from, next);
        if (cells.directive(cursor.bytes(), from, end)) {
            cursor.moveTo(next);
            begin(cursor);
            return null;
        }
        var problem = cells.match(cursor.bytes(), from, end);
        if (problem != null) {
            cursor.refuse(next, Why.of(problem));
            return null;
        }
        var record = records.read(cells.bytes(), cells.starts(), cells.ends(), line);
        if (record == null) {
            cursor.refuse(next, records.why());
        } else {
            cursor.moveTo(next);
        }
        return record;
    }

    /** The end of what stands on a line. */
    private static int end(byte[] bytes, int from, int next) {
        int end = next;
        if (end > from && bytes[end - 1] == '\n') {
            end--;
        }
        return end > from && bytes[end - 1] == '\r' ? end - 1 : end;
    }
}
