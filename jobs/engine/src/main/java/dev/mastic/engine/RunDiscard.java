// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.bookmark.BookmarkStore;
import dev.mastic.core.bookmark.JournalEntry;
import dev.mastic.core.bookmark.JournalLine;
import dev.mastic.core.bookmark.Lease;
import dev.mastic.core.bookmark.LeaseHolder;
import dev.mastic.core.bookmark.Phase;
import dev.mastic.core.bookmark.Token;
import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.plugin.Parts;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Ends a staged run by hand, whose target does not take its part and cannot be mended: all of it is taken back, and what it has read is new
 * again; or it ends without the part of one sink. What is visible stays visible. The sinks are rebuilt from the journal; starts no Spark.
 */
public final class RunDiscard {
    private static final Duration LEASE = Duration.ofMinutes(2);
    private final Parts parts;
    private final BookmarkStore store;
    private final JournalEntry entry;
    private final Optional<String> sink;

    private RunDiscard(Parts parts, JournalEntry entry, Optional<String> sink) {
        this.parts = parts;
        this.store = parts.the(BookmarkStore.class);
        this.entry = entry;
        this.sink = sink;
    }

    /**
     * What becomes of one output.
     *
     * @param was {@code staged} or {@code committed}
     * @param becomes {@code discarded} or {@code committed}
     */
    public record Part(String sink, String was, String becomes) {}

    /**
     * Finds the run; asks no sink yet, and does nothing.
     *
     * @param job of the run; empty unless runs of several jobs have its id
     * @param sink whose part alone is discarded; empty for all
     * @throws UsageException if there is no such run or sink, or the run is not staged
     */
    public static RunDiscard of(Parts parts, String runId, Optional<String> job, Optional<String> sink) {
        var store = parts.the(BookmarkStore.class);
        var unfinished = store.administration().unfinished();
        var found = unfinished.stream()
                .filter(line -> line.run().runId().equals(runId))
                .filter(line -> job.isEmpty() || job.get().equals(line.run().job()))
                .toList();
        if (found.isEmpty()) {
            throw new UsageException("No unfinished run '" + runId + "' " + Suggestion.among(runId, ids(unfinished)));
        } else if (found.size() > 1) {
            throw new UsageException("Cannot discard run " + runId + ": several jobs have a run of this id (expected"
                    + " --job " + found.stream().map(line -> line.run().job()).collect(Collectors.joining(" or "))
                    + ")");
        }
        var discard = new RunDiscard(parts, store.entry(found.get(0).run()).orElseThrow(), sink);
        discard.refuseUnlessStaged();
        return discard;
    }

    private static List<String> ids(List<JournalLine> lines) {
        return lines.stream().map(line -> line.run().runId()).toList();
    }

    private void refuseUnlessStaged() {
        var staged = entry.receipts().keySet();
        if (entry.phase() != Phase.STAGED) {
            throw cannot("it is " + entry.phase().name().toLowerCase(Locale.ROOT)
                    + ", and the next run of the job ends it by itself (expected staged)");
        } else if (sink.isPresent() && !staged.contains(sink.get())) {
            throw cannot("it has staged nothing for sink '" + sink.get() + "' " + Suggestion.among(sink.get(), staged));
        } else if (sink.isPresent() && staged.size() == 1) {
            throw cannot("'" + sink.get() + "' is its only sink: leave --sink out");
        }
    }

    public String job() {
        return entry.run().job();
    }

    /**
     * What {@link #run} would do, asked of the sinks.
     *
     * @throws UsageException if a sink shows what would have to be discarded, or has nothing staged
     */
    public List<Part> rehearse() {
        var noLease = new Lease(job(), "by-hand", new Token(0), "this process");
        return parts(asked(all(new LeasedJournal(store, noLease))));
    }

    /**
     * Does it, under the lease of the job. Broken off, it leaves the run to be ended by the next run of the job, or by another call.
     *
     * @throws dev.mastic.core.bookmark.JobLockedException if a run of the job is alive
     */
    public List<Part> run() {
        var lease = store.acquire(
                job(), "by-hand-" + RunIds.next(), LeaseHolder.here().toString(), LEASE);
        try (var keeper = new LeaseKeeper(store, lease, LEASE)) {
            var journal = new LeasedJournal(store, lease);
            var held = asked(all(journal));
            if (sink.isPresent()) {
                giveUp(sink.get(), journal);
            } else {
                takeBack(all(journal));
            }
            return parts(held);
        }
    }

    private JournalledRun all(LeasedJournal journal) {
        return JournalledRun.leftTo(name -> true, entry, journal, parts);
    }

    private Map<String, Held> asked(JournalledRun run) {
        var held = ((Answer.Holding) run.find()).sinks();
        held.forEach((name, state) -> {
            if (state == Held.ABSENT) {
                throw cannot("sink '" + name + "' has nothing staged any more, and the next run of the job ends it by"
                        + " itself");
            }
        });
        var shown = held.keySet().stream()
                .filter(name -> held.get(name) == Held.COMMITTED
                        && sink.map(name::equals).orElse(true))
                .toList();
        if (!shown.isEmpty()) {
            throw cannot("its output is visible in " + String.join(", ", shown)
                    + ", where it would be doubled if it were read again"
                    + (sink.isPresent() || shown.size() == held.size()
                            ? ": the next run of the job ends it"
                            : ": mend the target of the others, or give up the part of one with --sink"));
        }
        return held;
    }

    private List<Part> parts(Map<String, Held> held) {
        return held.entrySet().stream()
                .map(part -> new Part(
                        part.getKey(),
                        part.getValue() == Held.COMMITTED ? "committed" : "staged",
                        sink.map(part.getKey()::equals).orElse(true) ? "discarded" : "committed"))
                .toList();
    }

    /** As if each target had refused its part. */
    private void takeBack(JournalledRun run) {
        var state = RunState.left(entry.run(), entry.phase());
        while (state.step() != Step.END) {
            state = state.after(
                    switch (state.step()) {
                        case FIND, CONFIRM -> run.find();
                        case COMMIT -> new Answer.Refused();
                        case DISCARD -> done(run::discard);
                        case MARK_DISCARDED -> done(() -> run.markDiscarded("by hand"));
                        default -> throw overtaken();
                    });
        }
    }

    private void giveUp(String name, LeasedJournal journal) {
        var given = JournalledRun.leftTo(name::equals, entry, journal, parts);
        given.discard();
        if (given.find() instanceof Answer.Holding now && now.sinks().containsValue(Held.COMMITTED)) {
            throw overtaken();
        }
        var others = JournalledRun.leftTo(Predicate.not(name::equals), entry, journal, parts);
        var state = RunState.left(entry.run(), entry.phase());
        while (state.step() != Step.END) {
            var action = state.next();
            state = state.after(
                    switch (action.step()) {
                        case FIND -> others.find();
                        case COMMIT -> done(() -> action.sinks().forEach(others::commit));
                        case MARK_COMMITTED ->
                            done(() -> {
                                others.without(name);
                                others.markCommitted();
                            });
                        case ADVANCE -> done(others::advance);
                        default -> throw overtaken();
                    });
        }
    }

    private static Answer done(Runnable work) {
        work.run();
        return new Answer.Done();
    }

    private UsageException cannot(String why) {
        return new UsageException("Cannot discard run " + entry.run().runId() + ": " + why);
    }

    private UsageException overtaken() {
        return cannot("a process that was thought dead has worked on it meanwhile: the next run of the job ends it");
    }
}
