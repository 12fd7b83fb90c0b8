// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.bookmark.Bookmark;
import dev.mastic.core.bookmark.BookmarkStore;
import dev.mastic.core.bookmark.JournalEntry;
import dev.mastic.core.bookmark.JournalEvent;
import dev.mastic.core.bookmark.JournalLine;
import dev.mastic.core.bookmark.Lease;
import dev.mastic.core.bookmark.Phase;
import dev.mastic.core.bookmark.Position;
import dev.mastic.core.bookmark.Receipt;
import dev.mastic.core.bookmark.Run;
import dev.mastic.core.bookmark.Token;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A journal in memory, which notes the phases that a run went through. */
final class RememberedRuns implements BookmarkStore {
    private final List<JournalEntry> entries = new ArrayList<>();
    final List<Phase> phases = new ArrayList<>();
    final List<String> story = new ArrayList<>();
    int released;

    RememberedRuns(JournalEntry unfinished) {
        entries.add(unfinished);
    }

    @Override
    public Lease acquire(String job, String runId, String holder, Duration timeToLive) {
        return new Lease(job, runId, new Token(2), holder);
    }

    @Override
    public void renew(Lease lease, Duration timeToLive) {
        throw new AssertionError("Recovery renews no lease");
    }

    @Override
    public void release(Lease lease) {
        released++;
    }

    @Override
    public Optional<JournalEntry> latest(String job) {
        return Optional.of(entries.get(0));
    }

    @Override
    public Optional<JournalEntry> find(String job, String runId) {
        return entries.stream()
                .filter(entry -> entry.run().runId().equals(runId))
                .findFirst();
    }

    @Override
    public List<JournalEntry> unfinished(String job) {
        return entries.stream().filter(entry -> !entry.phase().isFinal()).toList();
    }

    @Override
    public void plan(Lease lease, JournalEntry entry) {
        throw new AssertionError("Recovery plans no run");
    }

    @Override
    public void mark(Lease lease, Run run, Phase phase, Map<String, Receipt> receipts) {
        phases.add(phase);
    }

    @Override
    public void advance(Lease lease, Run run) {
        phases.add(Phase.ADVANCED);
    }

    @Override
    public List<JournalLine> history(String job) {
        return List.of();
    }

    @Override
    public Optional<JournalEntry> entry(Run run) {
        return find(run.job(), run.runId());
    }

    @Override
    public void note(Lease lease, Run run, String what, String detail) {
        story.add(run.runId() + " " + what + " " + detail);
    }

    @Override
    public List<JournalEvent> events(Run run) {
        return List.of();
    }

    @Override
    public Optional<Position> position(String job, String source) {
        return Optional.empty();
    }

    @Override
    public List<Bookmark> bookmarks(Optional<String> job) {
        return List.of();
    }
}
