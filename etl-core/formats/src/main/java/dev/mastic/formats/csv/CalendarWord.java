// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

import java.util.List;
import java.util.Locale;

/** The English names of months and of days of the week, and their first three letters. */
final class CalendarWord {
    /** How many letters one has at most. */
    static final int LONGEST = 10;

    private static final List<String> MONTHS = List.of(
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december");
    private static final List<String> DAYS =
            List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");
    private static final String FIRST_LETTERS = "adfjmnostw";

    private CalendarWord() {}

    /** Whether a name begins with this letter. */
    static boolean mayBegin(byte letter) {
        return isLetter(letter) && FIRST_LETTERS.indexOf(letter | 0x20) >= 0;
    }

    static boolean isLetter(byte one) {
        return (one | 0x20) >= 'a' && (one | 0x20) <= 'z';
    }

    /** The number of a month, from 1; 0 if it is none. */
    static int month(String word) {
        return word.equalsIgnoreCase("sept") ? 9 : 1 + index(MONTHS, word);
    }

    /** Whether this is a day of the week. */
    static boolean day(String word) {
        return index(DAYS, word) >= 0;
    }

    private static int index(List<String> names, String word) {
        if (word.length() < 3) {
            return -1;
        }
        var small = word.toLowerCase(Locale.ROOT);
        for (int i = 0; i < names.size(); i++) {
            var name = names.get(i);
            if (name.equals(small) || (small.length() == 3 && name.startsWith(small))) {
                return i;
            }
        }
        return -1;
    }
}
