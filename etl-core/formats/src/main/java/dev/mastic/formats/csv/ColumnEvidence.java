// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How the cells of a column may be spelled, as far as a file tells: what no cell speaks against is still possible. {@link #merge} is
 * associative, commutative and idempotent, so that files say together what they would say as one.
 *
 * @param marks the possible marks of numbers: bits in the order of {@link NumberMarks#ALL}
 * @param dates the possible orders of dates: bits in the order of {@link DateOrder}
 * @param flags the words for true and false, where some file has both of a pair, and hardly anything else
 * @param lone whether some file has such words, but both of no pair
 */
record ColumnEvidence(int marks, int dates, FlagWords flags, boolean lone) {
    private static final int ALL_MARKS = (1 << NumberMarks.ALL.size()) - 1;
    private static final int ALL_DATES = (1 << DateOrder.values().length) - 1;
    private static final int DAY_FIRST = 1 << DateOrder.DAY_FIRST.ordinal();
    private static final int MONTH_FIRST = 1 << DateOrder.MONTH_FIRST.ordinal();
    private static final Pattern TEXT = Pattern.compile("(\\d{1,3}) ([0-7]) (lone|-) (\\S*)/(\\S*)");

    /** Everything is possible; the identity of {@link #merge}. */
    static final ColumnEvidence NONE = new ColumnEvidence(ALL_MARKS, ALL_DATES, FlagWords.NONE, false);

    /** Numbers have one of some pairs of marks. */
    static ColumnEvidence ofMarks(int marks) {
        return new ColumnEvidence(marks, ALL_DATES, FlagWords.NONE, false);
    }

    /** Dates have one of some orders. */
    static ColumnEvidence ofDates(int dates) {
        return new ColumnEvidence(ALL_MARKS, dates, FlagWords.NONE, false);
    }

    /** Hardly anything but words of flags stands in the column. */
    static ColumnEvidence ofFlags(FlagWords pairs) {
        return new ColumnEvidence(ALL_MARKS, ALL_DATES, pairs, pairs.equals(FlagWords.NONE));
    }

    /** What a column of two files says. */
    ColumnEvidence merge(ColumnEvidence other) {
        return new ColumnEvidence(marks & other.marks, dates & other.dates, flags.and(other.flags), lone || other.lone);
    }

    /** Whether numbers of these marks can be in the column. */
    boolean allows(NumberMarks of) {
        return (marks & 1 << NumberMarks.ALL.indexOf(of)) != 0;
    }

    /** The plainest marks that numbers of the column can have; empty if they contradict each other. */
    Optional<NumberMarks> plainest() {
        return NumberMarks.ALL.stream().filter(this::allows).findFirst();
    }

    /** The order of dates that cells prove; empty if none do, or if they contradict each other. */
    Optional<DateOrder> provenOrder() {
        return dates == DAY_FIRST
                ? Optional.of(DateOrder.DAY_FIRST)
                : Optional.of(DateOrder.MONTH_FIRST).filter(order -> dates == MONTH_FIRST);
    }

    /** Whether some dates can only have the day first, and others only the month. */
    boolean hasTwoOrders() {
        return dates == 0;
    }

    /** Whether all is flags, though some file could not tell. */
    boolean isFlags() {
        return lone && !flags.equals(FlagWords.NONE);
    }

    /** The same, where dates with dots prove that the day is first. */
    ColumnEvidence dotted() {
        return dates == (DAY_FIRST | MONTH_FIRST) ? new ColumnEvidence(marks, DAY_FIRST, flags, lone) : this;
    }

    /** The text of which {@link #of} makes this again. */
    String toText() {
        return marks + " " + dates + " " + (lone ? "lone" : "-") + " " + String.join("|", flags.trues()) + "/"
                + String.join("|", flags.falses());
    }

    /** @throws IllegalArgumentException if it is no such text */
    static ColumnEvidence of(String text) {
        var parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("no evidence of a column: '" + text + "'");
        }
        return new ColumnEvidence(
                Integer.parseInt(parts.group(1)),
                Integer.parseInt(parts.group(2)),
                new FlagWords(words(parts.group(4)), words(parts.group(5))),
                parts.group(3).equals("lone"));
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : Arrays.asList(text.split("\\|"));
    }
}
