// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.operations.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.failure.UsageException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ScheduleTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static Schedule utc(String expression) {
        return new Schedule(expression, ZoneOffset.UTC);
    }

    private static Instant at(String time) {
        return Instant.parse(time);
    }

    /** All due times after one moment and not after another. */
    private static List<Instant> due(Schedule schedule, Instant after, Instant until) {
        var due = new ArrayList<Instant>();
        var next = schedule.next(after);
        while (next.isPresent() && !next.get().isAfter(until)) {
            due.add(next.get());
            next = schedule.next(next.get());
        }
        return due;
    }

    @Example
    void firesAtTheTimesOfGluesExamples() {
        var after = at("2026-01-30T12:00:00Z"); // a Friday
        Map.of(
                        "cron(15 12 * * ? *)", "2026-01-30T12:15:00Z",
                        "cron(0 18 ? * MON-FRI *)", "2026-01-30T18:00:00Z",
                        "cron(0 8 1 * ? *)", "2026-02-01T08:00:00Z",
                        "cron(0/15 * * * ? *)", "2026-01-30T12:15:00Z",
                        "cron(0 10 ? * 1 *)", "2026-02-01T10:00:00Z",
                        "cron(0 10 L * ? *)", "2026-01-31T10:00:00Z",
                        "cron(0 10 ? * 2#1 *)", "2026-02-02T10:00:00Z",
                        "cron(30 5 1W * ? 2027)", "2027-01-01T05:30:00Z")
                .forEach((expression, time) ->
                        assertThat(utc(expression).next(after)).as(expression).contains(at(time)));
        assertThat(utc("cron(0 0 1 1 ? 2020)").next(after)).isEmpty();
    }

    @Example
    void aMissedHourIsDueOnce() {
        var everyMinute = utc("cron(* * * * ? *)");
        assertThat(everyMinute.lastDue(at("2026-01-30T12:00:00Z"), at("2026-01-30T13:00:30Z")))
                .contains(at("2026-01-30T13:00:00Z"));
        assertThat(everyMinute.lastDue(at("2026-01-30T13:00:00Z"), at("2026-01-30T13:00:59Z")))
                .isEmpty();
        assertThat(everyMinute.lastDue(at("2026-01-30T12:59:59Z"), at("2026-01-30T13:00:00Z")))
                .contains(at("2026-01-30T13:00:00Z"));
    }

    /** The last of the due times, however many there are, over both changes of the clock. */
    @Property(tries = 200)
    void theLastDueTimeIsTheLastOfAll(
            @ForAll @IntRange(max = 59) int minute,
            @ForAll @IntRange(min = 1, max = 23) int step,
            @ForAll @IntRange(max = 365 * 24 * 60) int begin,
            @ForAll @IntRange(max = 3 * 24 * 60) int length) {
        var after = at("2026-01-01T00:00:00Z").plus(Duration.ofMinutes(begin));
        var until = after.plus(Duration.ofMinutes(length));
        for (var zone : List.of(ZoneOffset.UTC, BERLIN)) {
            var schedule = new Schedule("cron(" + minute + " 0/" + step + " * * ? *)", zone);
            var all = due(schedule, after, until);
            assertThat(schedule.lastDue(after, until))
                    .isEqualTo(all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1)));
        }
    }

    @Example
    void aTimeThatTheClockLeavesOutDoesNotComeAndOneThatItPassesTwiceComesOnce() {
        var night = new Schedule("cron(30 2 * * ? *)", BERLIN);
        // 29 March 2026: 02:00 is followed by 03:00
        assertThat(due(night, at("2026-03-28T12:00:00Z"), at("2026-03-30T12:00:00Z")))
                .containsExactly(at("2026-03-30T00:30:00Z"));
        // 25 October 2026: 03:00 is followed by 02:00
        assertThat(due(night, at("2026-10-24T12:00:00Z"), at("2026-10-26T12:00:00Z")))
                .containsExactly(at("2026-10-25T00:30:00Z"), at("2026-10-26T01:30:00Z"));
    }

    @Example
    void refusesWhatIsNoSchedule() {
        for (var wrong : List.of(
                "12 * * * *",
                "rate(5 minutes)",
                "cron(0 12 * * ?)",
                "cron(0 12 * * * *)",
                "cron(0 12 ? * ? *)",
                "cron(60 12 * * ? *)",
                "cron(0 12 * * ? 1969)",
                "cron(0 noon * * ? *)")) {
            assertThatThrownBy(() -> utc(wrong))
                    .as(wrong)
                    .isInstanceOf(UsageException.class)
                    .hasMessageStartingWith("Cannot schedule by '" + wrong + "': ")
                    .hasMessageEndingWith("such as cron(15 12 * * ? *))");
        }
    }
}
