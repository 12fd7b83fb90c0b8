// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

import dev.mastic.core.failure.EtlException;
import dev.mastic.formats.text.Records;
import dev.mastic.formats.text.Refusal.Why;
import dev.mastic.formats.text.Stretch;
import dev.mastic.formats.text.TextEncoding;
import dev.mastic.formats.text.TextFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The names of the columns of a file: as its header has them, but none empty and none twice. */
final class Header {
    private Header() {}

    /** The names in the header of a file; empty for a file without one. Reads the start of the file. */
    static List<String> of(TextFile file, Dialect dialect) throws IOException {
        var only = new Names();
        var grammar = new CsvGrammar<>(file, dialect, true, only, Long.MAX_VALUE);
        try (var records = new Records<>(
                file.lines(0, CsvGrammar.BUDGET, true, false),
                Stretch.ALL,
                grammar,
                refusal -> {},
                CsvGrammar.BUDGET)) {
            records.step();
        } catch (EtlException e) {
            throw new IOException(e.getMessage(), e);
        }
        return only.names;
    }

    /** The name of a column that has none. */
    static String nameless(int column) {
        return "col" + column;
    }

    /** Names as they are written; an empty one becomes {@link #nameless}, one that is there already gets a number behind it. */
    static List<String> unique(List<String> written) {
        var all = new HashSet<>(written);
        var taken = new HashSet<String>();
        var last = new HashMap<String, Integer>();
        var names = new ArrayList<String>();
        for (int i = 0; i < written.size(); i++) {
            var name = written.get(i).isBlank() ? nameless(i) : written.get(i);
            boolean own = !written.get(i).isBlank() || !all.contains(name);
            var unique = own && taken.add(name) ? name : numbered(name, all, taken, last);
            names.add(unique);
        }
        return names;
    }

    /** @param last the number behind each name that was numbered last: all before it are taken */
    private static String numbered(String name, Set<String> all, Set<String> taken, Map<String, Integer> last) {
        int number = last.getOrDefault(name, 1) + 1;
        while (all.contains(name + "_" + number) || !taken.add(name + "_" + number)) {
            number++;
        }
        last.put(name, number);
        return name + "_" + number;
    }

    /** A cell as a name: without the sign of a comment. */
    static String text(Cells cells, int cell, TextEncoding encoding) {
        var bytes = cells.escaped(cell) ? cells.unescaped(cell) : cells.bytes();
        int from = cells.escaped(cell) ? 0 : cells.start(cell);
        int length = cells.escaped(cell) ? bytes.length : cells.end(cell) - from;
        var text = encoding.text(bytes, from, length);
        return cell == 0 && !cells.quoted(cell) ? withoutComment(text) : text;
    }

    /** The first name without the sign of a comment before it. */
    static String withoutComment(String name) {
        return name.startsWith("# ") ? name.substring(2) : name;
    }

    /** Takes down the names, and no record. */
    private static final class Names implements RecordShape<Boolean> {
        private List<String> names = List.of();

        @Override
        public String begin(List<String> found) {
            names = found;
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
