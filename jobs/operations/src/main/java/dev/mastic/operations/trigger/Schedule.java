// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.operations.trigger;

import com.cronutils.model.Cron;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import dev.mastic.core.failure.UsageException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The times at which a trigger fires, to the minute.
 *
 * @param expression {@code cron(minute hour day month weekday year)}
 * @param zone whose clock it is; Glue's is UTC
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/monitor-data-warehouse-schedule.html">Time-based schedules</a>
 */
public record Schedule(String expression, ZoneId zone) {
    private static final Pattern FORM = Pattern.compile("cron\\((\\S+ \\S+ (\\S+) \\S+ (\\S+) \\S+)\\)");
    private static final CronDefinition AWS = CronDefinitionBuilder.defineCron()
            .withMinutes()
            .and()
            .withHours()
            .and()
            .withDayOfMonth()
            .supportsL()
            .supportsW()
            .supportsLW()
            .supportsQuestionMark()
            .and()
            .withMonth()
            .and()
            .withDayOfWeek()
            .withValidRange(1, 7)
            .withMondayDoWValue(2)
            .supportsL()
            .supportsHash()
            .supportsQuestionMark()
            .and()
            .withYear()
            .withValidRange(1970, 2199)
            .and()
            .instance();

    /**
     * Checks the expression.
     *
     * @throws UsageException if it is none
     */
    public Schedule {
        parse(expression);
    }

    /** The last time after one moment and not after another at which it is due; empty if there is none. */
    public Optional<Instant> lastDue(Instant after, Instant until) {
        // the library's end is not part of its answer, and it counts in seconds
        return ExecutionTime.forCron(parse(expression))
                .lastExecution(until.plusSeconds(1).atZone(zone))
                .map(time -> time.toInstant())
                .filter(due -> due.isAfter(after));
    }

    /** The first time after a moment; empty if there is none. */
    public Optional<Instant> next(Instant after) {
        return ExecutionTime.forCron(parse(expression))
                .nextExecution(after.atZone(zone))
                .map(time -> time.toInstant());
    }

    private static Cron parse(String expression) {
        var form = FORM.matcher(expression);
        if (!form.matches()) {
            throw wrong(expression, "it is no cron(…) of six fields", null);
        } else if (form.group(2).equals("?") == form.group(3).equals("?")) {
            throw wrong(expression, "one of day and weekday must be ?, and not both", null);
        }
        try {
            return new CronParser(AWS).parse(form.group(1)).validate();
        } catch (IllegalArgumentException e) {
            throw wrong(expression, e.getMessage(), e);
        }
    }

    private static UsageException wrong(String expression, String why, Exception cause) {
        return new UsageException(
                "Cannot schedule by '" + expression + "': " + why
                        + " (expected cron(minute hour day month weekday year), such as cron(15 12 * * ? *))",
                cause);
    }
}
