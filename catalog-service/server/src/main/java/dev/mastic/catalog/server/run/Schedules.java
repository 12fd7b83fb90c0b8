// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.run;

import com.cronutils.model.Cron;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import dev.mastic.core.crawl.CrawlerStore;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.UsageException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts crawlers when their schedules say so, in UTC, while this server runs; a time that passes while no server runs is not made up for.
 * Several servers on one store may all try: the crawler's lease lets one of them crawl.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/monitor-data-warehouse-schedule.html">Time-based schedules</a>
 */
public final class Schedules implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Schedules.class);
    private static final long EVERY_SECONDS = 10;
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
    private final CrawlerStore store;
    private final Predicate<String> paused;
    private final Consumer<String> start;
    private final Clock clock;
    private final ScheduledExecutorService timer;
    private Instant seen;

    /**
     * The schedules of a store; {@link #begin} lets them run.
     *
     * @param paused whether a crawler's schedule is stopped
     * @param start starts a crawler
     */
    public Schedules(CrawlerStore store, Predicate<String> paused, Consumer<String> start, Clock clock) {
        this.store = store;
        this.paused = paused;
        this.start = start;
        this.clock = clock;
        this.seen = clock.instant();
        this.timer = Executors.newSingleThreadScheduledExecutor(work -> {
            var thread = new Thread(work, "mastic-schedules");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Checks a schedule.
     *
     * @throws UsageException if it is no {@code cron(minute hour day month weekday year)}
     */
    public static void check(String schedule) {
        parse(schedule);
    }

    private static Cron parse(String schedule) {
        if (!schedule.startsWith("cron(") || !schedule.endsWith(")")) {
            throw wrong(schedule, "no cron(…)", null);
        }
        try {
            return new CronParser(AWS).parse(schedule.substring("cron(".length(), schedule.length() - 1));
        } catch (IllegalArgumentException e) {
            throw wrong(schedule, e.getMessage(), e);
        }
    }

    private static UsageException wrong(String schedule, String why, Exception cause) {
        return new UsageException(
                "Cannot schedule by '" + schedule + "': " + why
                        + " (expected cron(minute hour day month weekday year), such as cron(15 12 * * ? *))",
                cause);
    }

    /** Looks at the clock from now on. */
    public Schedules begin() {
        timer.scheduleWithFixedDelay(this::tick, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
        return this;
    }

    /** Starts what was due since the last look. */
    void tick() {
        var now = clock.instant();
        try {
            store.crawlers().stream()
                    .filter(each -> each.crawler()
                            .schedule()
                            .filter(s -> isDue(s, seen, now))
                            .isPresent())
                    .filter(each -> !paused.test(each.name()))
                    .forEach(each -> start(each.name()));
        } catch (EtlException e) {
            LOG.warn("The schedules cannot be read, and are looked at again: {}", e.getMessage());
            return;
        }
        seen = now;
    }

    private void start(String crawler) {
        try {
            start.accept(crawler);
        } catch (EtlException e) {
            LOG.warn("Crawler {} is not started by its schedule: {}", crawler, e.getMessage());
        }
    }

    private static boolean isDue(String schedule, Instant after, Instant until) {
        Optional<Instant> next = ExecutionTime.forCron(parse(schedule))
                .nextExecution(after.atZone(ZoneOffset.UTC))
                .map(time -> time.toInstant());
        return next.filter(time -> !time.isAfter(until)).isPresent();
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
