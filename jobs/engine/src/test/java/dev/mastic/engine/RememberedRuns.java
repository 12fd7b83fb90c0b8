// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.bookmark.Advance;
import dev.mastic.core.bookmark.Bookmark;
import dev.mastic.core.bookmark.BookmarkStore;
import dev.mastic.core.bookmark.FileLedger;
import dev.mastic.core.bookmark.Items;
import dev.mastic.core.bookmark.JobLockedException;
import dev.mastic.core.bookmark.JournalEntry;
import dev.mastic.core.bookmark.JournalEvent;
import dev.mastic.core.bookmark.JournalLine;
import dev.mastic.core.bookmark.Lease;
import dev.mastic.core.bookmark.Phase;
import dev.mastic.core.bookmark.Position;
import dev.mastic.core.bookmark.Receipt;
import dev.mastic.core.bookmark.Run;
import dev.mastic.core.bookmark.Slice;
import dev.mastic.core.bookmark.Token;
import dev.mastic.core.failure.EtlException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A store in memory, which notes the phases that runs went through and the story that they tell. */
final class RememberedRuns implements BookmarkStore {
    private final Map<Run, JournalEntry> entries = new LinkedHashMap<>();
    private final Map<String, List<Slice>> read = new LinkedHashMap<>();
    final List<Phase> phases = new ArrayList<>();
    final List<String> story = new ArrayList<>();
    Optional<Lease> held = Optional.empty();
    int failures;
    private long tokens = 1;

    RememberedRuns(JournalEntry... unfinished) {
        for (var entry : unfinished) {
            entries.put(entry.run(), entry);
        }
    }

    @Override
    public Lease acquire(String job, String runId, String holder, Duration timeToLive) {
        held.ifPresent(lease -> {
            throw new JobLockedException(lease, 60);
        });
        held = Optional.of(new Lease(job, runId, new Token(++tokens), holder));
        return held.get();
    }

    @Override
    public void renew(Lease lease, Duration timeToLive) {
        // leases of this store do not end
    }

    @Override
    public void release(Lease lease) {
        held = held.filter(other -> !other.equals(lease));
    }

    @Override
    public Optional<JournalEntry> find(String job, String runId) {
        return entries.values().stream()
                .filter(entry -> entry.run().runId().equals(runId))
                .reduce((earlier, later) -> later);
    }

    @Override
    public List<JournalEntry> unfinished(String job) {
        return entries.values().stream()
                .filter(entry -> !entry.phase().isFinal())
                .toList();
    }

    @Override
    public void plan(Lease lease, JournalEntry entry) {
        entries.put(entry.run(), entry);
        phases.add(Phase.PLANNED);
    }

    @Override
    public void mark(Lease lease, Run run, Phase phase, Map<String, Receipt> receipts) {
        move(run, phase, receipts);
    }

    @Override
    public void advance(Lease lease, Run run) {
        if (failures-- > 0) {
            throw new EtlException("Cannot reach the state: it is away");
        }
        move(run, Phase.ADVANCED, Map.of());
        entries.get(run).slices().stream()
                .filter(slice -> slice.advance() instanceof Advance.Files)
                .forEach(slice -> read.computeIfAbsent(slice.source(), s -> new ArrayList<>())
                        .add(slice));
    }

    private void move(Run run, Phase phase, Map<String, Receipt> receipts) {
        phases.add(phase);
        var entry = entries.get(run);
        var all = new LinkedHashMap<>(entry.receipts());
        all.putAll(receipts);
        entries.put(run, new JournalEntry(run, entry.slices(), entry.sinks(), phase, all, entry.replaces()));
    }

    @Override
    public List<JournalLine> history(String job) {
        return entries.values().stream()
                .map(e -> new JournalLine(e.run(), e.phase(), Instant.EPOCH, Instant.EPOCH, e.receipts(), e.replaces()))
                .toList();
    }

    @Override
    public Optional<JournalEntry> entry(Run run) {
        return Optional.ofNullable(entries.get(run));
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
        if (!read.containsKey(source)) {
            return Optional.empty();
        }
        var seen = new FileLedger.Builder();
        read.get(source).stream()
                .flatMap(slice -> ((Items.Files) slice.items()).files().stream())
                .forEach(file -> seen.add(file.pathHash(), file.versionHash()));
        return Optional.of(new Position.Files(seen.build()));
    }

    @Override
    public List<Bookmark> bookmarks(Optional<String> job) {
        return List.of();
    }
}
