// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

import dev.mastic.formats.text.Cursor;
import dev.mastic.formats.text.Grammar;
import dev.mastic.formats.text.Records;
import dev.mastic.formats.text.Refusal.Why;
import dev.mastic.formats.text.Stretch;
import dev.mastic.formats.text.TextFile;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;

/**
 * Where the data of a file end whose last records are none. Other files of the same table may have fewer of them, so only a record with no
 * more than one value is taken for one.
 */
final class DataEnd implements Grammar<Boolean> {
    private final CsvGrammar<Boolean> records;
    private final ArrayDeque<Long> starts = new ArrayDeque<>();
    private final Aside aside;
    private final int footer;

    private DataEnd(CsvGrammar<Boolean> records, Aside aside, int footer) {
        this.records = records;
        this.aside = aside;
        this.footer = footer;
    }

    /** The offset behind the data. Reads a file with a footer once; others not at all. */
    static long of(TextFile file, Dialect dialect, boolean spanning) throws IOException {
        int footer = dialect.layout().footerRecords();
        if (footer == 0) {
            return Long.MAX_VALUE;
        }
        var aside = new Aside();
        var end = new DataEnd(new CsvGrammar<>(file, dialect, spanning, aside, Long.MAX_VALUE), aside, footer);
        var lines = file.lines(0, CsvGrammar.BUDGET, true, false);
        try (var all = new Records<>(lines, Stretch.ALL, end, refusal -> {}, CsvGrammar.BUDGET)) {
            while (all.next() != null) {
                // the starts are taken down below
            }
        }
        return end.starts.isEmpty() ? Long.MAX_VALUE : end.starts.getFirst();
    }

    @Override
    public void begin(Cursor cursor) throws IOException {
        records.begin(cursor);
    }

    @Override
    public boolean boundary(byte[] window, int at) {
        return records.boundary(window, at);
    }

    @Override
    public int skip(byte[] window, int at, int limit) {
        return records.skip(window, at, limit);
    }

    /** Takes down where those begin behind which only others of their kind stand. */
    @Override
    public Boolean read(Cursor cursor) throws IOException {
        long start = cursor.offset(cursor.at());
        var read = records.read(cursor);
        if (read != null && aside.last) {
            starts.addLast(start);
        } else {
            starts.clear();
        }
        if (starts.size() > footer) {
            starts.removeFirst();
        }
        return read;
    }

    /** Whether a record is empty or a note. */
    private static final class Aside implements RecordShape<Boolean> {
        private boolean last;

        @Override
        public String begin(List<String> names) {
            return null;
        }

        @Override
        public Boolean read(Cells cells, long line) {
            int filled = 0;
            for (int i = 0; i < cells.count(); i++) {
                filled += cells.blank(i) ? 0 : 1;
            }
            last = filled == 0 || cells.count() == 1 || (filled == 1 && cells.count() > 2);
            return true;
        }

        @Override
        public Why why() {
            throw new IllegalStateException("nothing is refused");
        }
    }
}
