// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

import dev.mastic.core.io.Format.Inference;
import dev.mastic.core.type.Example;
import dev.mastic.core.type.Observation;
import dev.mastic.core.type.Seen;
import dev.mastic.core.type.Type;
import dev.mastic.formats.text.Refusal.Why;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Takes down what stands in the records of a stretch of a file. */
final class CountedRows implements RecordShape<Boolean> {
    /** A width counts where one row in so many has it. */
    private static final int RARE = 10;

    private final Dialect dialect;
    private final CellTyping typing;
    private final List<ColumnCounts> columns = new ArrayList<>();
    private final TreeMap<Integer, Long> widths = new TreeMap<>();
    private ColumnCounts[] known = new ColumnCounts[0];
    private CellTyping[] typings = new CellTyping[0];
    private List<String> names = List.of();
    private long rows;
    private long firstLine;
    private int width = -1;
    private long sameWidth;

    CountedRows(Dialect dialect) {
        this.dialect = dialect;
        this.typing = typing(dialect.notation());
    }

    @Override
    public String begin(List<String> found) {
        names = found;
        return null;
    }

    @Override
    public Boolean read(Cells cells, long line) {
        int count = cells.count();
        if (rows++ == 0) {
            firstLine = line;
        }
        if (count != width) {
            widened(count);
        }
        sameWidth++;
        var all = known;
        var kinds = typings;
        for (int i = 0; i < count; i++) {
            all[i].cell(cells, i, kinds[i], line);
        }
        return true;
    }

    private void widened(int count) {
        countWidth();
        width = count;
        if (count > columns.size()) {
            while (columns.size() < count) {
                columns.add(new ColumnCounts());
            }
            known = columns.toArray(ColumnCounts[]::new);
            typings = IntStream.range(0, known.length).mapToObj(this::typing).toArray(CellTyping[]::new);
        }
    }

    private CellTyping typing(int column) {
        var own = dialect.notation(name(column));
        return own.equals(dialect.notation()) ? typing : typing(own);
    }

    private CellTyping typing(CellNotation notation) {
        return new CellTyping(notation, dialect.syntax().trimming());
    }

    private String name(int column) {
        return column < names.size() ? names.get(column) : Header.nameless(column);
    }

    private void countWidth() {
        if (sameWidth > 0) {
            widths.merge(width, sameWidth, Long::sum);
            sameWidth = 0;
        }
    }

    @Override
    public Why why() {
        throw new IllegalStateException("nothing is refused");
    }

    /** Takes over what was counted further on in the file. */
    void add(CountedRows later, long linesBefore) {
        countWidth();
        later.countWidth();
        later.widths.forEach((cells, count) -> widths.merge(cells, count, Long::sum));
        while (columns.size() < later.columns.size()) {
            columns.add(new ColumnCounts());
        }
        for (int i = 0; i < later.columns.size(); i++) {
            columns.get(i).add(later.columns.get(i), linesBefore);
        }
        names = names.isEmpty() ? later.names : names;
        firstLine = rows == 0 ? later.firstLine + linesBefore : firstLine;
        rows += later.rows;
    }

    /** All of it, for the file of this path. */
    Inference toInference(String path) {
        return toInference(path, Map.of());
    }

    /**
     * The same where some columns are of a type whatever stands in them.
     *
     * @param named their types by name
     */
    Inference toInference(String path, Map<String, Type.Primitive> named) {
        countWidth();
        var place = new Observation();
        if (rows > 0) {
            place.structs(new Seen(rows, new Example(path, firstLine, "")));
            var all = Header.unique(allNames());
            var declared = dialect.declared();
            for (int i = 0; i < all.size(); i++) {
                var field = place.field(all.get(i));
                var type = named.get(all.get(i));
                if (type != null) {
                    column(i).observeAs(type, field, path);
                } else if (declared.hasType(i)) {
                    column(i).observe(field, path, declared.type(i));
                } else {
                    column(i).observe(field, path, dialect.columns().areFlags(all.get(i)));
                }
            }
        }
        return new Inference(place.toObserved(), rows);
    }

    private ColumnCounts column(int index) {
        var column = index < columns.size() ? columns.get(index) : new ColumnCounts();
        long shorter = widths.headMap(index + 1).values().stream()
                .mapToLong(Long::longValue)
                .sum();
        column.absent(shorter, firstLine);
        return column;
    }

    private List<String> allNames() {
        var all = new ArrayList<>(names);
        long wide = 0;
        int width = 0;
        for (var entry : widths.descendingMap().entrySet()) {
            wide += entry.getValue();
            if (wide * RARE >= rows) {
                width = entry.getKey();
                break;
            }
        }
        while (all.size() < width) {
            all.add(Header.nameless(all.size()));
        }
        return all;
    }
}
