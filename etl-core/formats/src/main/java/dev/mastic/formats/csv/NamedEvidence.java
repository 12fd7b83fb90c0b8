// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the columns of a file say of how they are spelled.
 *
 * @param header the names of the columns as they are written; empty where no line names them
 * @param columns what each says
 */
record NamedEvidence(List<String> header, List<ColumnEvidence> columns) {
    /** Of a file whose columns say nothing. */
    static final NamedEvidence NONE = new NamedEvidence(List.of(), List.of());

    NamedEvidence {
        header = List.copyOf(header);
        columns = List.copyOf(columns);
    }

    /**
     * What is handed on to other files of the same table, by name. A column that says nothing is left out, and one whose name spans lines.
     *
     * @param declared names that stand for those of the header
     */
    Map<String, String> toMap(Declared declared) {
        var names = new ArrayList<>(declared.or(header));
        while (names.size() < columns.size()) {
            names.add(Header.nameless(names.size()));
        }
        var unique = Header.unique(names);
        var map = new TreeMap<String, String>();
        for (int i = 0; i < columns.size(); i++) {
            if (!columns.get(i).equals(ColumnEvidence.NONE) && ColumnNotations.isName(unique.get(i))) {
                map.put(unique.get(i), columns.get(i).toText());
            }
        }
        return map;
    }
}
