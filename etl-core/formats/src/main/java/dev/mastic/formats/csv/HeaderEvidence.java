// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Weighs whether the first record names the columns: by what it has in common with the others, also where all columns are text. More than
 * zero speaks for names.
 */
final class HeaderEvidence {
    private static final Pattern NAME = Pattern.compile("[\\p{L}_#%$][\\p{L}\\p{N} _./#%$()&'’:,?+*@-]*");
    private static final Pattern IDENTIFIER =
            Pattern.compile("[a-z]+(_[a-z0-9]+)+|[a-z]+([A-Z][a-z0-9]+)+|([A-Z][a-z0-9]+){2,}");
    private static final Pattern YEAR = Pattern.compile("(19|20)\\d\\d");
    private static final Pattern DIGITS = Pattern.compile("\\d+");
    private static final Pattern LOWER = Pattern.compile("\\p{Ll}+");
    private static final Pattern UPPER = Pattern.compile("\\p{Lu}+");
    private static final Set<String> WORDS = Set.of(
            "id",
            "name",
            "date",
            "time",
            "code",
            "type",
            "value",
            "price",
            "amount",
            "count",
            "number",
            "total",
            "year",
            "month",
            "day",
            "city",
            "country",
            "state",
            "address",
            "email",
            "phone",
            "zip",
            "title",
            "description",
            "category",
            "status",
            "key",
            "url",
            "age",
            "gender",
            "sex",
            "lat",
            "lon",
            "latitude",
            "longitude",
            "region",
            "first",
            "last",
            "user",
            "product",
            "quantity",
            "currency",
            "comment",
            "notes",
            "label",
            "size",
            "rank",
            "score",
            "start",
            "end",
            "source",
            "text",
            "language",
            "version",
            "lang",
            "position",
            "nom",
            "nombre",
            "ville",
            "datum",
            "jahr",
            "wert",
            "preis",
            "menge",
            "ort",
            "prix",
            "fecha",
            "valor",
            "ciudad",
            "fruit",
            "color",
            "colour");
    private static final double MOST = 0.8;

    private final List<String> first;
    private final List<List<String>> columns;
    private final CellTyping typing;
    private final List<String> evidence = new ArrayList<>();

    /**
     * Evidence in one record.
     *
     * @param columns the cells of the other records, without empty ones
     */
    HeaderEvidence(List<String> first, List<List<String>> columns, CellTyping typing) {
        this.first = first;
        this.columns = columns;
        this.typing = typing;
    }

    /** What was found, by column. */
    List<String> evidence() {
        return evidence;
    }

    /** For names above zero, for data below. */
    double weigh() {
        double weight = 0.4; // most files have a header
        var seen = new HashSet<String>();
        boolean years = first.stream()
                        .filter(cell -> YEAR.matcher(cell.strip()).matches())
                        .count()
                > 1;
        for (int i = 0; i < first.size() && i < columns.size(); i++) {
            var cell = first.get(i).strip();
            if (cell.isEmpty()) {
                weight -= columns.get(i).isEmpty() ? 0 : 0.3;
                continue;
            }
            if (!seen.add(cell.toLowerCase(Locale.ROOT))) {
                weight -= 0.3;
            }
            weight += weigh(i, cell, years);
        }
        return weight;
    }

    private double weigh(int index, String cell, boolean years) {
        var column = columns.get(index);
        var kind = NotationSearch.kind(typing, cell);
        boolean text = kind == CellKind.TEXT;
        var body = NotationSearch.dominant(typing, column);
        if (!text && years && YEAR.matcher(cell).matches()) {
            return column.stream().allMatch(other -> YEAR.matcher(other).matches()) ? -1 : 0;
        }
        if (body != CellKind.TEXT && !column.isEmpty()) {
            boolean same = kind == body
                    || (NotationSearch.isNumber(kind) && NotationSearch.isNumber(body))
                    || typing.missing().has(bytes(cell), 0, bytes(cell).length);
            if (text && !same) {
                note(index, cell, "is no " + body.name().toLowerCase(Locale.ROOT) + " as the cells below");
                return 1.5;
            }
            return same ? -2 : -0.5;
        }
        return text ? words(index, cell, column) : -1;
    }

    private static byte[] bytes(String cell) {
        return cell.getBytes(StandardCharsets.UTF_8);
    }

    /** Among texts. */
    private double words(int index, String cell, List<String> column) {
        double weight = 0;
        if (!NAME.matcher(cell).matches()) {
            weight -= 0.3;
        }
        if (IDENTIFIER.matcher(cell).matches()) {
            note(index, cell, "is an identifier");
            weight += 0.5;
        } else if (isWord(cell)) {
            note(index, cell, "is a word for columns");
            weight += 0.7;
        }
        if (column.size() < 2) {
            return weight;
        }
        var distinct = new HashSet<>(column);
        if (distinct.contains(cell)) {
            note(index, cell, "stands among the cells below");
            return weight - 1;
        }
        if (distinct.size() * 2 <= column.size()) {
            note(index, cell, "is not among the " + distinct.size() + " values below");
            weight += 0.4;
        }
        return weight + shapes(index, cell, column) + lengths(cell, column);
    }

    private double shapes(int index, String cell, List<String> column) {
        var shape = shape(cell);
        long same = column.stream().filter(other -> shape(other).equals(shape)).count();
        if (same >= MOST * column.size()) {
            return -0.5;
        }
        var most = column.stream()
                .map(HeaderEvidence::shape)
                .filter(shape(column.get(0))::equals)
                .count();
        if (same == 0 && most >= MOST * column.size()) {
            note(index, cell, "is built otherwise than the cells below");
            return 0.7;
        }
        if (!hasDigits(cell) && column.stream().allMatch(HeaderEvidence::hasDigits)) {
            note(index, cell, "has no digits, as all cells below have");
            return 0.7;
        }
        return 0;
    }

    private static boolean hasDigits(String cell) {
        return DIGITS.matcher(cell).find();
    }

    /** Cells of one length, and the first of another. */
    private static double lengths(String cell, List<String> column) {
        int length = column.get(0).length();
        boolean all = column.stream().allMatch(other -> other.length() == length);
        return !all ? 0 : cell.length() == length ? -0.4 : 0.6;
    }

    private static boolean isWord(String cell) {
        for (var word : cell.toLowerCase(Locale.ROOT).split("[^\\p{L}]+")) {
            if (WORDS.contains(word)) {
                return cell.length() <= 40;
            }
        }
        return false;
    }

    /** Runs of digits, small and great letters as one character each. */
    private static String shape(String cell) {
        var digits = DIGITS.matcher(cell).replaceAll("9");
        return UPPER.matcher(LOWER.matcher(digits).replaceAll("a")).replaceAll("A");
    }

    private void note(int index, String cell, String what) {
        if (evidence.size() < 3) {
            evidence.add("'" + cell + "' in column " + (index + 1) + " " + what);
        }
    }
}
