// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler.grouping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DateLevelTest {
    @Test
    void knowsNumbersOnlyBelowThePartOfADateThatTheyBelongTo() {
        assertThat(of("05", "12")).isEmpty();
        assertThat(DateLevel.of(List.of("05", "12"), Optional.of(DateLevel.YEAR)))
                .contains(DateLevel.MONTH);
        assertThat(DateLevel.of(List.of("05", "13"), Optional.of(DateLevel.YEAR)))
                .isEmpty();
        assertThat(DateLevel.of(List.of("0", "31"), Optional.of(DateLevel.MONTH)))
                .isEmpty();
        assertThat(DateLevel.of(List.of("1", "31"), Optional.of(DateLevel.MONTH)))
                .contains(DateLevel.DAY);
        assertThat(DateLevel.of(List.of("00", "23"), Optional.of(DateLevel.DATE)))
                .contains(DateLevel.HOUR);
        assertThat(DateLevel.of(List.of("00", "24"), Optional.of(DateLevel.DATE)))
                .isEmpty();
        assertThat(DateLevel.of(List.of("001", "366"), Optional.of(DateLevel.YEAR)))
                .contains(DateLevel.DAY_OF_YEAR);
        assertThat(DateLevel.of(List.of("Jan", "february"), Optional.of(DateLevel.YEAR)))
                .contains(DateLevel.MONTH);
        assertThat(DateLevel.of(List.of("Q1", "Q4"), Optional.of(DateLevel.YEAR)))
                .contains(DateLevel.QUARTER);
    }

    @Test
    void knowsDatesInOneLevel() {
        assertThat(of("2024", "1999")).contains(DateLevel.YEAR);
        assertThat(of("2024", "3024")).isEmpty();
        assertThat(of("2024-02-29")).contains(DateLevel.DATE);
        assertThat(of("2023-02-29")).isEmpty();
        assertThat(of("2024_02.29")).isEmpty();
        assertThat(of("31-12-2024", "12.31.2024")).contains(DateLevel.DATE);
        assertThat(of("31-31-2024")).isEmpty();
        assertThat(of("202412", "2024-01")).contains(DateLevel.MONTH);
        assertThat(of("2024-W17")).contains(DateLevel.WEEK);
        assertThat(of("2024-Q3")).contains(DateLevel.QUARTER);
        assertThat(of("2024-05-01-13", "2024-05-01T09")).contains(DateLevel.HOUR);
        assertThat(of("device-7")).isEmpty();
        assertThat(of()).isEmpty();
    }

    @Property(tries = 200)
    void knowsEachDayOfTwoCenturies(@ForAll @IntRange(max = 73_000) int day) {
        var date = LocalDate.of(1900, 1, 1).plusDays(day);
        assertThat(of(date.toString(), date.format(DateTimeFormatter.BASIC_ISO_DATE)))
                .contains(DateLevel.DATE);
    }

    private static Optional<DateLevel> of(String... names) {
        return DateLevel.of(List.of(names), Optional.empty());
    }
}
