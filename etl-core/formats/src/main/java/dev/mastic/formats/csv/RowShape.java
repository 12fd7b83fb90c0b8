// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

import dev.mastic.core.frame.SparkTypes;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import dev.mastic.formats.text.Refusal.Why;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecificInternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import scala.collection.JavaConverters;

/**
 * Records as rows. Every column is read, so that what is refused does not depend on what is asked for; cells that no column takes are
 * {@link OtherCells}. A record that ends early has nulls for the rest; one with values behind its last column is refused.
 */
final class RowShape implements RecordShape<InternalRow> {
    /** Why a cell is refused that is no text. */
    static final String NO_TEXT = "text that is not UTF-8";

    private static final int SHOWN = 40;

    private final Type.Struct type;
    private final Dialect dialect;
    private final CellReader[] readers;
    private final int[] places;
    private final boolean[] choices;
    private final SpecificInternalRow row;
    private final Spellings nulls;
    private final Spellings missing;
    private final OtherCells others;
    /** By cell of a record: the field, or -1. */
    private int[] fields = new int[0];

    /** By field: its cell, or -1. */
    private int[] cellOf = new int[0];

    private boolean absent;
    private int width;
    private Why why;

    /**
     * Rows of some of the columns.
     *
     * @param asked their names, in the order of the row
     * @param kinds makes the readers of cells; a type that no cell has is refused
     */
    RowShape(Type.Struct type, String[] asked, Dialect dialect, CellReaders kinds, OtherCells others) {
        this.type = type;
        this.dialect = dialect;
        this.others = others;
        int size = type.fields().size();
        this.readers = new CellReader[size];
        this.places = new int[size];
        this.choices = new boolean[size];
        var types = new DataType[asked.length];
        var order = new HashMap<String, Integer>();
        for (int i = 0; i < asked.length; i++) {
            order.putIfAbsent(asked[i], i);
        }
        var schema = SparkTypes.toSpark(type);
        for (int i = 0; i < size; i++) {
            var field = type.fields().get(i);
            readers[i] = kinds.of(field.name(), field.type());
            choices[i] = field.type() instanceof Type.Choice;
            places[i] = order.getOrDefault(field.name(), -1);
            if (places[i] >= 0) {
                types[places[i]] = schema.fields()[i].dataType();
            }
        }
        if (others.place() >= 0) {
            types[others.place()] = DataTypes.StringType;
        }
        this.row = new SpecificInternalRow(
                JavaConverters.asScalaBuffer(Arrays.asList(types)).toSeq());
        this.nulls = new Spellings(dialect.notation().nulls());
        this.missing = new Spellings(dialect.notation().missing());
    }

    @Override
    public String begin(List<String> names) {
        cellOf = CellPlaces.of(type, names, dialect.layout().header() || !names.isEmpty());
        if (!type.fields().isEmpty() && Arrays.stream(cellOf).allMatch(cell -> cell < 0)) {
            return "its header has none of the columns (got " + shown(names) + "; expected " + shown(type.names())
                    + ")";
        }
        width = Math.max(names.size(), Arrays.stream(cellOf).max().orElse(-1) + 1);
        absent = Arrays.stream(cellOf).anyMatch(cell -> cell < 0);
        fields = new int[width];
        Arrays.fill(fields, -1);
        for (int i = 0; i < cellOf.length; i++) {
            if (cellOf[i] >= 0) {
                fields[cellOf[i]] = i;
            }
        }
        others.begin(names, fields);
        return null;
    }

    private static String shown(List<String> names) {
        return names.size() <= 20 ? names.toString() : names.subList(0, 20) + " and " + (names.size() - 20) + " more";
    }

    @Override
    public InternalRow read(Cells cells, long line) {
        int count = cells.count();
        others.clear();
        if (count != width && !fits(cells)) {
            return null;
        }
        int most = Math.min(count, width);
        for (int cell = 0; cell < most; cell++) {
            int field = fields[cell];
            if (field >= 0 && !read(cells, cell, field) && !rescue(cells, cell, field)) {
                return null;
            }
        }
        if (!others.allows(cells)) {
            why = others.why();
            return null;
        }
        others.put(row);
        if (most < width || absent) {
            fillAbsent(most);
        }
        return row;
    }

    /** Keeps a cell that is not of its column's type, where such cells are kept; what is no text is refused. */
    private boolean rescue(Cells cells, int cell, int field) {
        if (!others.rescues() || readers[field].isText()) {
            return false;
        }
        if (!others.rescue(cells, cell)) {
            why = others.why();
            return false;
        }
        if (places[field] >= 0) {
            row.setNullAt(places[field]);
        }
        return true;
    }

    private void fillAbsent(int cells) {
        for (int field = 0; field < cellOf.length; field++) {
            if ((cellOf[field] < 0 || cellOf[field] >= cells) && places[field] >= 0) {
                row.setNullAt(places[field]);
            }
        }
    }

    private boolean fits(Cells cells) {
        for (int cell = width; cell < cells.count(); cell++) {
            if (!cells.empty(cell) && !(others.rescues() && others.rescue(cells, cell))) {
                why = Why.of("more cells than columns (got " + cells.count() + "; expected " + width + ")");
                return false;
            }
        }
        if (cells.count() < width && cells.endless()) {
            why = Why.of("the file ends inside the record (got " + cells.count() + " cells; expected " + width + ")");
            return false;
        }
        return true;
    }

    private boolean read(Cells cells, int cell, int field) {
        var reader = readers[field];
        int place = places[field];
        int from = cells.start(cell);
        int to = cells.end(cell);
        var bytes = cells.bytes();
        if (from == to && !(reader.isText() && cells.quoted(cell))) {
            if (place >= 0) {
                row.setNullAt(place);
            }
            return true;
        }
        if (cells.escaped(cell)) {
            bytes = cells.unescaped(cell);
            from = 0;
            to = bytes.length;
        }
        if (reader.isText()) {
            return read(reader, cells.quoted(cell), bytes, from, to, field);
        }
        boolean trims = dialect.syntax().trimming();
        while (trims && from < to && CellTyping.isBlank(bytes[from])) {
            from++;
        }
        while (trims && to > from && CellTyping.isBlank(bytes[to - 1])) {
            to--;
        }
        if (from < to && reader.read(bytes, from, to)) {
            if (place >= 0) {
                reader.put(row, place);
            }
            return true;
        }
        return isNull(bytes, from, to, place) || refuse(field, bytes, from, to);
    }

    /** Text is taken as it is; a spelling of null in quotes too. */
    private boolean read(CellReader reader, boolean quoted, byte[] bytes, int from, int to, int field) {
        int place = places[field];
        boolean isNull = !quoted && (nulls.has(bytes, from, to) || (choices[field] && missing.has(bytes, from, to)));
        if (isNull) {
            if (place >= 0) {
                row.setNullAt(place);
            }
            return true;
        }
        if (!reader.read(bytes, from, to)) {
            return refuse(field, bytes, from, to);
        }
        if (place >= 0) {
            reader.put(row, place);
        }
        return true;
    }

    private boolean isNull(byte[] bytes, int from, int to, int place) {
        boolean isNull = from == to || nulls.has(bytes, from, to) || missing.has(bytes, from, to);
        if (isNull && place >= 0) {
            row.setNullAt(place);
        }
        return isNull;
    }

    private boolean refuse(int field, byte[] bytes, int from, int to) {
        var wrong = type.fields().get(field);
        var column = new ColumnPath(List.of(new ColumnPath.Name(wrong.name()))).toString();
        boolean text = readers[field].isText();
        var shown = dialect.encoding().text(bytes, from, Math.min(SHOWN, to - from)) + (to - from > SHOWN ? "…" : "");
        why = new Why(column, text ? NO_TEXT : "expected " + TypeString.print(wrong.type()) + ", got '" + shown + "'");
        return false;
    }

    @Override
    public Why why() {
        return why;
    }
}
