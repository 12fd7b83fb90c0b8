// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

import java.io.Serializable;
import java.util.List;

/**
 * How values are spelled in cells.
 *
 * @param nulls what means null in every column, beside the empty cell
 * @param missing what means null in columns that are no strings, as it was found
 * @param decimal the mark before the fraction
 * @param thousands the mark between groups of three digits, or {@link Syntax#NONE}
 * @param dates how dates are written
 * @param flags how true and false are spelled
 */
record CellNotation(
        List<String> nulls, List<String> missing, int decimal, int thousands, DateOrder dates, FlagWords flags)
        implements Serializable {
    /** Numbers with a point, dates in ISO 8601. */
    static final CellNotation DEFAULT =
            new CellNotation(List.of(), List.of(), '.', Syntax.NONE, DateOrder.ISO, FlagWords.NONE);

    CellNotation {
        nulls = List.copyOf(nulls);
        missing = List.copyOf(missing);
    }

    CellNotation withNumbers(int newDecimal, int newThousands) {
        return new CellNotation(nulls, missing, newDecimal, newThousands, dates, flags);
    }

    CellNotation withDates(DateOrder order) {
        return new CellNotation(nulls, missing, decimal, thousands, order, flags);
    }

    CellNotation withNulls(List<String> everywhere, List<String> found) {
        return new CellNotation(everywhere, found, decimal, thousands, dates, flags);
    }

    CellNotation withFlags(FlagWords words) {
        return new CellNotation(nulls, missing, decimal, thousands, dates, words);
    }
}
