// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

import dev.mastic.core.io.Format.Inference;
import dev.mastic.core.io.OtherFields;
import dev.mastic.core.type.Type;
import dev.mastic.formats.text.Refusal.Why;
import java.io.Serializable;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * What becomes of records whose cells another format finds, such as by a pattern: they are typed, counted and made into rows as those of
 * delimited text are. Cells are in UTF-8. One thread at a time.
 *
 * @param <R> what becomes of a record
 */
public final class CellRecords<R> {
    private final RecordShape<R> shape;
    private final Cells cells = new Cells(Syntax.DEFAULT, false, false);

    private CellRecords(RecordShape<R> shape) {
        this.shape = shape;
    }

    /**
     * How values are written.
     *
     * @param nulls what means null beside the empty cell
     * @param layouts how the times of a column are written, by its name; others are in ISO 8601
     */
    public record Spelling(List<String> nulls, Map<String, String> layouts) implements Serializable {
        public Spelling {
            nulls = List.copyOf(nulls);
            layouts = Map.copyOf(layouts);
        }

        /**
         * Refuses a layout of times that is none.
         *
         * @throws dev.mastic.core.failure.UsageException saying why
         */
        public static String checkedLayout(String layout) {
            LayoutCell.formatter(layout);
            return layout;
        }

        private Dialect dialect() {
            var notation = CellNotation.DEFAULT.withNulls(nulls, List.of());
            return new Dialect(
                    Dialect.DEFAULT.encoding(), Dialect.DEFAULT.syntax(), Dialect.DEFAULT.layout(), notation);
        }

        private CellReaders readers(String zone) {
            return new CellReaders(dialect(), ZoneId.of(zone), layouts);
        }
    }

    /**
     * Rows as they are asked for.
     *
     * @param type the columns, with that of rescued fields where there is one
     * @param zone of timestamps that name none
     * @param others what becomes of cells that no column takes
     * @param keys names of columns that come from elsewhere: cells of these names are passed over
     */
    public record Rows(Type.Struct type, Spelling spelling, String zone, OtherFields others, Set<String> keys)
            implements Serializable {
        public Rows {
            keys = Set.copyOf(keys);
        }

        /**
         * The rows of one file.
         *
         * @param asked the names of the columns in the rows, in their order; every column is checked all the same
         * @throws dev.mastic.core.failure.EtlException if the type holds something that no cell is, such as a struct
         */
        public CellRecords<InternalRow> in(String file, String[] asked) {
            var rows = new CsvRows(type, spelling.dialect(), zone, others, keys);
            return new CellRecords<>(rows.shape(spelling.readers(zone), file, asked));
        }
    }

    /** Counts the kinds of value in records. */
    public static final class Counts {
        private final Map<String, Type.Primitive> declared;
        private final CountedRows rows;
        private final CellRecords<Boolean> records;

        /** @param declared the types of columns that are not left to inference; what is not of its type is refused */
        public Counts(Spelling spelling, Map<String, Type.Primitive> declared) {
            this.declared = Map.copyOf(declared);
            this.rows = new CountedRows(spelling.dialect());
            this.records = new CellRecords<>(new Declared(spelling, declared, rows));
        }

        /** Where the records go. */
        public CellRecords<Boolean> records() {
            return records;
        }

        /** What was seen in the file of this path. */
        public Inference toInference(String path) {
            return rows.toInference(path, declared);
        }
    }

    /**
     * Called before the first record, and where columns are added.
     *
     * @param names those of the cells
     * @return why the file cannot be read; null if it can
     */
    public String begin(List<String> names) {
        return shape.begin(names);
    }

    /**
     * Makes something of a record; null to refuse it: then {@link #why} says why.
     *
     * @param starts by cell; an empty one is null
     * @param line of the file
     */
    public R read(byte[] bytes, int[] starts, int[] ends, long line) {
        cells.set(bytes, starts, ends);
        return shape.read(cells, line);
    }

    /** Why the last record was refused. */
    public Why why() {
        return shape.why();
    }

    /** Counts the records whose cells are of the declared types. */
    private static final class Declared implements RecordShape<Boolean> {
        private final RowShape check;
        private final CountedRows rows;
        private final boolean none;

        Declared(Spelling spelling, Map<String, Type.Primitive> declared, CountedRows rows) {
            var fields = new TreeMap<>(declared);
            fields.values().removeIf(Type.Primitive.STRING::equals);
            var type = new Type.Struct(fields.entrySet().stream()
                    .map(field -> new Type.Field(field.getKey(), field.getValue()))
                    .toList());
            var utc = ZoneOffset.UTC.getId();
            var csv = new CsvRows(type, spelling.dialect(), utc, OtherFields.PASSED_OVER, Set.of());
            this.check = csv.shape(spelling.readers(utc), "", new String[0]);
            this.none = fields.isEmpty();
            this.rows = rows;
        }

        @Override
        public String begin(List<String> names) {
            var problem = check.begin(names);
            return problem == null ? rows.begin(names) : problem;
        }

        @Override
        public Boolean read(Cells cells, long line) {
            boolean fits = none || check.read(cells, line) != null;
            return fits ? rows.read(cells, line) : null;
        }

        @Override
        public Why why() {
            return check.why();
        }
    }
}
