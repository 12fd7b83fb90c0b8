// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

import dev.mastic.core.type.Type;
import dev.mastic.formats.PinnedFile;
import dev.mastic.formats.text.Grammar;
import dev.mastic.formats.text.ReadBudget;
import dev.mastic.formats.text.RowFormat;
import dev.mastic.formats.text.TextEncoding;
import dev.mastic.formats.text.TextFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Records as rows of a type.
 *
 * @param zone of timestamps that name none
 */
record CsvRows(Type.Struct type, Dialect dialect, String zone) implements RowFormat {
    /** Smaller files are not split, so that their quoted cells may span lines. */
    static final long SMALL = 32L << 20;

    @Override
    public String name() {
        return CsvFormat.NAME;
    }

    @Override
    public TextEncoding encoding() {
        return dialect.encoding();
    }

    @Override
    public ReadBudget budget() {
        return CsvGrammar.BUDGET;
    }

    @Override
    public boolean splits(PinnedFile file) {
        return splits(dialect, file.size());
    }

    /** Whether a file of this size may be cut between lines. */
    static boolean splits(Dialect dialect, long size) {
        return size > SMALL && !dialect.syntax().multiLine() && dialect.layout().footerRecords() == 0;
    }

    /** Whether quoted cells may span lines in a file: where it is read whole. */
    static boolean spans(Dialect dialect, long size) {
        return dialect.syntax().multiLine() || size <= SMALL;
    }

    @Override
    public Grammar<? extends InternalRow> grammar(String[] asked) {
        throw new IllegalStateException("the columns of a file are known by its header");
    }

    @Override
    public Grammar<? extends InternalRow> grammar(TextFile file, String[] asked) {
        var shape = shape(asked);
        try {
            long size = file.path()
                    .getFileSystem(file.configuration())
                    .getFileStatus(file.path())
                    .getLen();
            boolean spanning = spans(dialect, size);
            return new CsvGrammar<InternalRow>(file, dialect, spanning, shape, DataEnd.of(file, dialect, spanning));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file.path() + ": " + e.getMessage(), e);
        }
    }

    /** What becomes of a record; a type that cannot be read is refused here. */
    RowShape shape(String[] asked) {
        return new RowShape(type, asked, dialect, ZoneId.of(zone));
    }
}
