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

/** Where the data of a file end whose last records are none. */
final class DataEnd implements Grammar<Boolean> {
    private final CsvGrammar<Boolean> records;
    private final ArrayDeque<Long> starts = new ArrayDeque<>();
    private final int footer;

    private DataEnd(CsvGrammar<Boolean> records, int footer) {
        this.records = records;
        this.footer = footer;
    }

    /** The offset behind the data. Reads a file with a footer once; others not at all. */
    static long of(TextFile file, Dialect dialect, boolean spanning) throws IOException {
        int footer = dialect.layout().footerRecords();
        if (footer == 0) {
            return Long.MAX_VALUE;
        }
        var grammar = new CsvGrammar<>(file, dialect, spanning, new Any(), Long.MAX_VALUE);
        var end = new DataEnd(grammar, footer);
        var lines = file.lines(0, CsvGrammar.BUDGET, true, false);
        try (var all = new Records<>(lines, Stretch.ALL, end, refusal -> {}, CsvGrammar.BUDGET)) {
            while (all.next() != null) {
                // the starts are taken down below
            }
        }
        return end.starts.size() < footer ? Long.MAX_VALUE : end.starts.getFirst();
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

    @Override
    public Boolean read(Cursor cursor) throws IOException {
        starts.addLast(cursor.offset(cursor.at()));
        if (starts.size() > footer) {
            starts.removeFirst();
        }
        return records.read(cursor);
    }

    private static final class Any implements RecordShape<Boolean> {
        @Override
        public String begin(List<String> names) {
            return null;
        }

        @Override
        public Boolean read(Cells cells, long line) {
            return true;
        }

        @Override
        public Why why() {
            throw new IllegalStateException("nothing is refused");
        }
    }
}
