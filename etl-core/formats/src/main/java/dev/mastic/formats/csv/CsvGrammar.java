// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

import dev.mastic.core.failure.EtlException;
import dev.mastic.formats.text.Cursor;
import dev.mastic.formats.text.Grammar;
import dev.mastic.formats.text.ReadBudget;
import dev.mastic.formats.text.Refusal.Why;
import dev.mastic.formats.text.TextFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the records of delimited text. A record that cannot be told from what follows costs one line.
 *
 * @param <R> what becomes of a record
 */
final class CsvGrammar<R> implements Grammar<R> {
    /** Records of 20,000 cells fit, and quoted cells of 10 MB; a file full of open quotes is given up after ten minutes. */
    static final ReadBudget BUDGET = new ReadBudget(32 << 20, 1, ReadBudget.DEFAULT.time());
    /** Why rows are refused that are no part of the table that is read. */
    static final String BEHIND_TABLE = "it stands behind the end of the table, a blank line";

    private static final int MARK = 3;

    private final TextFile file;
    private final Dialect dialect;
    private final boolean spanning;
    private final RecordShape<R> shape;
    private final Cells cells;
    private final int comment;
    private final long end;
    private long lines;
    private boolean begun;
    private boolean ended;

    /**
     * The records of a file.
     *
     * @param spanning whether quoted cells may span lines
     * @param end offset of what follows the data, such as notes
     */
    CsvGrammar(TextFile file, Dialect dialect, boolean spanning, RecordShape<R> shape, long end) {
        this.file = file;
        this.dialect = dialect;
        this.spanning = spanning;
        this.shape = shape;
        this.cells = new Cells(dialect.syntax(), spanning, dialect.encoding().carriageReturns());
        this.comment = dialect.syntax().comment();
        this.end = end;
    }

    /** How many lines were passed over or read. */
    long lines() {
        return lines;
    }

    @Override
    public void begin(Cursor cursor) throws IOException {
        boolean atStart = cursor.offset(cursor.at()) <= MARK;
        if (!atStart) {
            start(cursor, dialect.layout().header() ? Header.of(file, dialect) : List.of());
            return;
        }
        var layout = dialect.layout();
        skipLines(cursor, layout.skippedLines());
        List<String> names = List.of();
        if (layout.header()) {
            names = header(cursor, layout.skippedLines() == 0);
            skipLines(cursor, layout.unitLines());
        }
        start(cursor, names);
    }

    private void start(Cursor cursor, List<String> names) {
        var problem = shape.begin(dialect.declared().or(names));
        if (problem != null) {
            cursor.abandon(problem);
        }
    }

    private void skipLines(Cursor cursor, int count) throws IOException {
        for (int i = 0; i < count && hasMore(cursor); i++) {
            cursor.moveTo(cursor.behindLine(cursor.at()));
            lines++;
        }
    }

    private static boolean hasMore(Cursor cursor) throws IOException {
        return cursor.at() < cursor.limit() || cursor.more();
    }

    private List<String> header(Cursor cursor, boolean behindComments) throws IOException {
        do {
            cursor.moveTo(skip(cursor.bytes(), cursor.at(), cursor.limit(), behindComments));
        } while (cursor.at() == cursor.limit() && cursor.more());
        if (cursor.at() == cursor.limit()) {
            return List.of();
        }
        int behind = cells(cursor);
        if (behind < 0) {
            throw new EtlException("Cannot read the header of " + file.path() + ": " + broken(behind));
        }
        var names = new ArrayList<String>();
        for (int i = 0; i < cells.count(); i++) {
            names.add(Header.text(cells, i, dialect.encoding()));
        }
        pass(cursor, behind);
        return Header.unique(names);
    }

    @Override
    public boolean boundary(byte[] window, int at) {
        return at > 0 && (window[at - 1] == '\n' || (window[at - 1] == '\r' && window[at] != '\n'));
    }

    @Override
    public int skip(byte[] window, int from, int limit) {
        return skip(window, from, limit, true);
    }

    private int skip(byte[] window, int from, int limit, boolean comments) {
        int at = from;
        while (at < limit) {
            byte one = window[at];
            if (one == '\n' || one == '\r') {
                ended |= begun && dialect.layout().untilBlank();
                lines += one == '\n' ? 1 : 0;
                at++;
            } else if (one == ' ' || (comments && one == comment)) {
                ended |= one == ' ' && begun && dialect.layout().untilBlank() && behindBlank(window, at, limit) > at;
                int behind = one == ' ' ? behindBlank(window, at, limit) : behindLine(window, at, limit);
                if (behind == at) {
                    return at;
                }
                at = behind;
            } else {
                return at;
            }
        }
        return limit;
    }

    /** The end of a line of blanks; where it begins if there is more in it. */
    private static int behindBlank(byte[] window, int from, int limit) {
        int at = from;
        while (at < limit && window[at] == ' ') {
            at++;
        }
        return at == limit || window[at] == '\n' || window[at] == '\r' ? at : from;
    }

    private static int behindLine(byte[] window, int from, int limit) {
        int at = from;
        while (at < limit && window[at] != '\n' && window[at] != '\r') {
            at++;
        }
        return at;
    }

    @Override
    public R read(Cursor cursor) throws IOException {
        if (cursor.offset(cursor.at()) >= end) {
            cursor.end();
            return null;
        }
        if (ended) {
            return refuseLine(cursor, BEHIND_TABLE);
        }
        begun = true;
        int behind = cells(cursor);
        if (behind < 0) {
            return refuseLine(cursor, broken(behind));
        }
        var record = shape.read(cells, lines + 1);
        if (record != null) {
            pass(cursor, behind);
        } else {
            lines += lines(behind);
            cursor.refuse(behind, shape.why());
        }
        return record;
    }

    private R refuseLine(Cursor cursor, String why) throws IOException {
        int next = cursor.behindLine(cursor.at());
        lines++;
        cursor.refuse(next, Why.of(why));
        return null;
    }

    private int cells(Cursor cursor) throws IOException {
        int behind = cells.read(cursor.bytes(), cursor.at(), cursor.limit());
        while (behind == Cells.UNCLOSED && spanning && cursor.more()) {
            behind = cells.read(cursor.bytes(), cursor.at(), cursor.limit());
        }
        return behind;
    }

    private void pass(Cursor cursor, int behind) {
        lines += lines(behind);
        cursor.moveTo(behind);
    }

    private int lines(int behind) {
        return cells.lines() + (cells.bytes()[behind - 1] == '\n' ? 1 : 0);
    }

    private String broken(int how) {
        return switch (how) {
            case Cells.TOO_MANY -> "more than " + Cells.MOST + " cells";
            case Cells.TOO_LONG -> "a cell is longer than " + Cells.LONGEST + " bytes";
            default ->
                "a quoted cell is not closed"
                        + (spanning ? "" : " on its line (cells span lines where multiLine is true)");
        };
    }
}
