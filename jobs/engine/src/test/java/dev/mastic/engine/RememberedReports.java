// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.bookmark.RunHistory;
import dev.mastic.core.bookmark.RunRecord;
import dev.mastic.core.catalog.Page;
import dev.mastic.core.catalog.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A history in memory. */
final class RememberedReports implements RunHistory {
    private final List<RunRecord> runs = new ArrayList<>();

    @Override
    public void add(RunRecord run) {
        runs.add(0, run);
    }

    @Override
    public List<RunRecord> list(Optional<String> job, int limit) {
        return runs.stream()
                .filter(run -> job.map(run.job()::equals).orElse(true))
                .limit(limit)
                .toList();
    }

    @Override
    public Page<RunRecord> page(Optional<String> job, PageRequest page) {
        int from = page.after().map(Integer::parseInt).orElse(0);
        var all = list(job, Integer.MAX_VALUE);
        int to = Math.min(all.size(), from + page.limit());
        return new Page<>(all.subList(from, to), Optional.of(to + "").filter(next -> to < all.size()));
    }

    @Override
    public Optional<RunRecord> find(String runId) {
        return runs.stream().filter(run -> run.runId().equals(runId)).findFirst();
    }
}
