// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

import dev.mastic.core.io.FileListing;
import dev.mastic.core.io.OtherFields;
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
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Records as rows of a type.
 *
 * @param zone of timestamps that name none
 * @param others what becomes of cells that no column takes
 * @param keys names of columns that come from elsewhere: cells of these names are passed over
 */
record CsvRows(Type.Struct type, Dialect dialect, String zone, OtherFields others, Set<String> keys)
        implements RowFormat {
    /** Smaller files are not split, so that their quoted cells may span lines. */
    static final long SMALL = 32L << 20;

    CsvRows {
        keys = Set.copyOf(keys);
    }

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

    /** A table that a blank line ends is known from the start of the file only. */
    @Override
    public boolean resumes() {
        return !dialect.layout().untilBlank();
    }

    /** Whether a file of this size may be cut between lines. */
    static boolean splits(Dialect dialect, long size) {
        var layout = dialect.layout();
        return size > SMALL && !dialect.syntax().multiLine() && layout.footerRecords() == 0 && !layout.untilBlank();
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
        var shape = shape(FileListing.plain(file.path()), asked);
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

    /** What becomes of a record of the file of this path; a type that cannot be read is refused here. */
    RowShape shape(String file, String[] asked) {
        return shape(new CellReaders(dialect, ZoneId.of(zone)), file, asked);
    }

    /** The same with readers of cells that the caller made. */
    RowShape shape(CellReaders cells, String file, String[] asked) {
        var nulls = new Spellings(dialect.notation().nulls());
        var text = cells.of("", Type.Primitive.STRING);
        var other = new OtherCells(others, keys, text, nulls, file, List.of(asked));
        return new RowShape(others.without(type), asked, dialect, cells, other);
    }
}
