// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

import dev.mastic.core.type.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Which cell of a record is which column, in a file of a header, or of none. */
final class CellPlaces {
    private static final Pattern NAMELESS = Pattern.compile("col(\\d{1,5})");

    private final List<String> names;
    private final Map<String, Integer> exact = new HashMap<>();
    private final Map<String, Integer> caseless = new HashMap<>();
    private final boolean byPosition;

    private CellPlaces(Type.Struct type, List<String> names, boolean header) {
        this.names = names;
        for (int i = 0; i < names.size(); i++) {
            exact.putIfAbsent(names.get(i), i);
            caseless.putIfAbsent(folded(names.get(i)), i);
        }
        this.byPosition = !header
                && !type.names().stream().allMatch(one -> NAMELESS.matcher(one).matches());
    }

    /**
     * By column of the type: its cell, or -1.
     *
     * @param names in the header of the file; empty if it has none
     * @param header whether files have one
     */
    static int[] of(Type.Struct type, List<String> names, boolean header) {
        var places = new CellPlaces(type, names, header);
        return IntStream.range(0, type.fields().size())
                .map(field -> places.cell(type.fields().get(field).name(), field))
                .toArray();
    }

    /** By name, if need be without regard to case and blanks around it; where the file has no header, by number in the name, else by position. */
    private int cell(String name, int field) {
        int cell = exact.getOrDefault(name, -1);
        if (cell < 0) {
            cell = caseless.getOrDefault(folded(name), -1);
        }
        if (cell >= 0) {
            return cell;
        }
        var number = NAMELESS.matcher(name);
        if (number.matches() && Integer.parseInt(number.group(1)) >= names.size()) {
            return Integer.parseInt(number.group(1));
        }
        return byPosition ? field : -1;
    }

    private static String folded(String name) {
        return name.strip().toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }
}
