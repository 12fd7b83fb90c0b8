// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.catalog.RelationalCrawlerStore;
import dev.mastic.core.crawl.CrawlOutput;
import dev.mastic.core.crawl.CrawlTarget;
import dev.mastic.core.crawl.CrawlerSpec;
import dev.mastic.core.failure.UsageException;
import dev.mastic.database.RelationalStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchedulesTest {
    private final List<String> started = new ArrayList<>();
    private Instant now = Instant.parse("2026-05-01T11:59:30Z");

    /** A clock that the test turns. */
    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };

    @Test
    void startsWhatIsDueOnce(@TempDir Path folder) {
        try (var store = RelationalStore.open(folder.resolve("s.db").toString())) {
            var crawlers = new RelationalCrawlerStore(store);
            crawlers.create(crawler("noon", "cron(0 12 * * ? *)"));
            crawlers.create(crawler("stopped", "cron(0 12 * * ? *)"));
            crawlers.create(crawler("weekend", "cron(0 12 ? * SAT,SUN *)"));
            try (var schedules = new Schedules(crawlers, "stopped"::equals, started::add, clock)) {
                turn(schedules, Duration.ofSeconds(20));
                assertThat(started).isEmpty();
                turn(schedules, Duration.ofSeconds(20));
                assertThat(started).containsExactly("noon");
                turn(schedules, Duration.ofSeconds(20));
                assertThat(started).containsExactly("noon");
                turn(schedules, Duration.ofDays(1));
                assertThat(started).containsExactlyInAnyOrder("noon", "noon", "weekend");
            }
        }
    }

    private void turn(Schedules schedules, Duration time) {
        now = now.plus(time);
        schedules.tick();
    }

    private static CrawlerSpec crawler(String name, String schedule) {
        return new CrawlerSpec(
                name,
                "",
                List.of(CrawlTarget.Folder.of("/data")),
                List.of(),
                CrawlOutput.to("d"),
                CrawlerSpec.Policy.USUAL,
                List.of(),
                Optional.of(schedule));
    }

    @Test
    void takesAwssExpressionsAlone() {
        List.of(
                        "cron(15 12 * * ? *)",
                        "cron(0/5 8-17 ? * MON-FRI *)",
                        "cron(0 8 1 * ? *)",
                        "cron(0 8 L * ? 2026-2030)",
                        "cron(0 9 ? * 2#1 *)")
                .forEach(Schedules::check);
        for (var wrong : List.of("cron(60 12 * * ? *)", "cron(* * * * *)", "every day", "cron()")) {
            assertThatThrownBy(() -> Schedules.check(wrong))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("expected cron(");
        }
    }
}
