// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.bookmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.bookmark.RunHistory;
import dev.mastic.core.bookmark.RunRecord;
import dev.mastic.core.catalog.Page;
import dev.mastic.core.catalog.PageRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the history must do, on SQLite and on PostgreSQL. */
abstract class RunHistoryTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123Z");

    abstract Stores stores();

    @Test
    void keepsARecordWhole() {
        try (var stores = stores()) {
            var run = new RunRecord("job", "run-1", "failed", 70, NOON, 1.25, "{\"job\":\"ä \\\"x\\\"\"}");
            history(stores).add(run);
            assertThat(history(stores).find("run-1")).contains(run);
            assertThat(history(stores).find("run-2")).isEmpty();
        }
    }

    @Test
    void listsTheNewestFirst() {
        try (var stores = stores()) {
            var history = history(stores);
            history.add(run("job", "second", 2));
            history.add(run("other", "third", 3));
            history.add(run("job", "first", 1));
            assertThat(history.list(Optional.empty(), 10))
                    .extracting(RunRecord::runId)
                    .containsExactly("third", "second", "first");
            assertThat(history.list(Optional.empty(), 1))
                    .extracting(RunRecord::runId)
                    .containsExactly("third");
            assertThat(history.list(Optional.of("job"), 10))
                    .extracting(RunRecord::runId)
                    .containsExactly("second", "first");
            assertThat(history.list(Optional.of("none"), 10)).isEmpty();
        }
    }

    @Test
    void givesAllRunsPageByPage() {
        try (var stores = stores()) {
            var history = history(stores);
            for (int i = 0; i < 7; i++) {
                // three of each second: the place in the list is more than a time
                history.add(run(i % 2 == 0 ? "even" : "odd", "run-" + i, i / 3));
            }
            assertThat(pages(history, Optional.empty(), 2))
                    .containsExactly("run-6", "run-5", "run-4", "run-3", "run-2", "run-1", "run-0");
            assertThat(pages(history, Optional.of("odd"), 1)).containsExactly("run-5", "run-3", "run-1");
            assertThat(history.page(Optional.of("none"), PageRequest.first(1))).isEqualTo(Page.last(List.of()));
        }
    }

    private static List<String> pages(RunHistory history, Optional<String> job, int limit) {
        return Page.all(limit, page -> history.page(job, page)).stream()
                .map(RunRecord::runId)
                .toList();
    }

    @Test
    void refusesAPlaceOfAnotherList() {
        try (var stores = stores()) {
            var elsewhere = new PageRequest(2, Optional.of("orders"));
            assertThatThrownBy(() -> history(stores).page(Optional.empty(), elsewhere))
                    .hasMessageStartingWith("Cannot go on with the list of runs: the place is none of it (got 'orders';");
        }
    }

    @Test
    void keepsBothRecordsOfARepeatedRunId() {
        try (var stores = stores()) {
            var history = history(stores);
            var failed = new RunRecord("job", "run", "failed", 1, NOON, 1, "{}");
            var repeated = new RunRecord("job", "run", "succeeded", 0, NOON, 1, "{}");
            history.add(failed);
            history.add(repeated);
            assertThat(history.find("run")).contains(repeated);
            assertThat(history.list(Optional.of("job"), 10)).containsExactly(repeated, failed);
        }
    }

    private static RunHistory history(Stores stores) {
        return new RelationalRunHistory(stores.open());
    }

    private static RunRecord run(String job, String runId, int second) {
        return new RunRecord(job, runId, "succeeded", 0, NOON.plusSeconds(second), 0.5, "{}");
    }
}
