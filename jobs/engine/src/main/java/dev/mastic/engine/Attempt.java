// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.bookmark.BookmarkStore;
import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.bookmark.FileLedger;
import dev.mastic.core.bookmark.JobLockedException;
import dev.mastic.core.bookmark.JournalEntry;
import dev.mastic.core.bookmark.LeaseHolder;
import dev.mastic.core.bookmark.Phase;
import dev.mastic.core.bookmark.Read;
import dev.mastic.core.bookmark.Run;
import dev.mastic.core.bookmark.RunHistory;
import dev.mastic.core.bookmark.RunRecord;
import dev.mastic.core.bookmark.Token;
import dev.mastic.core.config.Problems;
import dev.mastic.core.failure.ExitCode;
import dev.mastic.core.failure.Failpoints;
import dev.mastic.core.failure.OutcomeUnknownException;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.plugin.Parts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one process does to run a job once: executes the {@link Protocol}. Not thread-safe. */
final class Attempt {
    private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);
    private static final long POLL_MILLIS = 500;
    private static final long BACKOFF_MILLIS = 200;

    private final JobPlan plan;
    private final RunOptions options;
    private final BookmarkStore store;
    private final Parts parts;
    private final LazySpark spark;
    private final LongConsumer pause;
    private final RunLog log;
    private final FirstFailure failure;
    private final Map<Run, JournalledRun> runs = new LinkedHashMap<>();
    private final List<RunReport.Recovered> recovered = new ArrayList<>();

    private Protocol protocol;
    private LeasedJournal journal;
    private JournalEntry entry;
    private Postponed postponed = Postponed.NONE;
    private Map<String, FileLedger> ledgers = Map.of();
    private Optional<LeaseKeeper> keeper = Optional.empty();
    private Optional<Attached> attached = Optional.empty();
    private Optional<RunReport> report = Optional.empty();
    private boolean isWaiting;

    /** Another process has the run that was asked for here; until now the history had this to say of it. */
    private record Attached(Optional<RunRecord> before) {}

    /**
     * Prepares the work; nothing is done yet.
     *
     * @param pause waits for some milliseconds
     */
    Attempt(JobPlan plan, RunOptions options, Parts parts, LazySpark spark, LongConsumer pause) {
        this.plan = plan;
        this.options = options;
        this.store = parts.the(BookmarkStore.class);
        this.parts = parts;
        this.spark = spark;
        this.pause = pause;
        this.log = new RunLog(parts.the(RunHistory.class), plan.job(), options);
        this.failure = new FirstFailure(plan.job(), options.runId());
        this.protocol = Protocol.start(options.onLocked());
        this.entry =
                JournalEntry.planned(new Run(plan.job(), options.runId(), new Token(0)), List.of(), plan.journalled());
    }

    /** Does it all, and gives the lease back whatever happens. */
    RunReport run() {
        try {
            while (protocol.next().step() != Step.END) {
                protocol = options.stopping().getAsBoolean() ? protocol.stopped() : protocol;
                protocol = protocol.after(answer(protocol.next()));
            }
            return report.orElseThrow(failure::thrown);
        } finally {
            release();
        }
    }

    private Answer answer(Action action) {
        try {
            var answer =
                    action.run().map(run -> perform(action, runs.get(run))).orElseGet(() -> perform(action.step()));
            action.step().failpoint().ifPresent(Failpoints::hit);
            return answer;
        } catch (RuntimeException | Error e) {
            return failure.add(action.step(), e);
        }
    }

    private Answer perform(Step step) {
        return switch (step) {
            case ACQUIRE -> acquire();
            case AWAIT -> after(this::await);
            case LOOK -> look();
            case SLICE -> slice();
            case PLAN -> plan();
            case REPORT -> after(this::tell);
            case RELEASE -> after(this::release);
            default -> throw new IllegalStateException("No step of a job: " + step);
        };
    }

    private Answer perform(Action action, JournalledRun run) {
        int tries = protocol.runs().get(0).tries();
        if (tries > 0) {
            pause.accept(BACKOFF_MILLIS << tries);
        }
        return switch (action.step()) {
            case FIND, CONFIRM -> run.find();
            case STAGE -> run.stage(action.sinks(), spark, parts);
            case VERIFY -> verify(run);
            case MARK_STAGED -> after(run::markStaged);
            case COMMIT -> after(() -> action.sinks().forEach(run::commit));
            case MARK_COMMITTED -> after(run::markCommitted);
            case ADVANCE -> ended(run, run::advance);
            case DISCARD -> after(run::discard);
            case MARK_DISCARDED -> ended(run, () -> run.markDiscarded(whyDiscarded()));
            default -> throw new IllegalStateException("No step of a run: " + action.step());
        };
    }

    private static Answer after(Runnable work) {
        work.run();
        return new Answer.Done();
    }

    private Answer acquire() {
        try {
            var lease = store.acquire(
                    plan.job(), options.runId(), LeaseHolder.here().toString(), options.lease());
            LOG.info("Run {} of job {} holds the lease with token {}", options.runId(), plan.job(), lease.token());
            journal = new LeasedJournal(store, lease);
            keeper = Optional.of(new LeaseKeeper(store, lease, options.lease()));
            failure.forget();
            return new Answer.Leased(lease.token());
        } catch (JobLockedException e) {
            return locked(e);
        }
    }

    private Answer locked(JobLockedException e) {
        boolean same = e.runId().equals(options.runId());
        if (same && attached.isEmpty()) {
            attached = Optional.of(new Attached(log.latest()));
        }
        failure.is(e);
        return new Answer.Locked(same);
    }

    private void await() {
        if (!isWaiting) {
            LOG.warn("Waiting until the job is free: {}", failure.message());
            isWaiting = true;
        }
        pause.accept(POLL_MILLIS);
    }

    private Answer look() {
        var unfinished = store.unfinished(plan.job());
        unfinished.forEach(left -> runs.put(left.run(), JournalledRun.left(plan, left, journal, parts)));
        return new Answer.Runs(unfinished.stream()
                .map(left -> RunState.left(left.run(), left.phase()))
                .toList());
    }

    private Answer slice() {
        var same = store.find(plan.job(), options.runId()).filter(found -> found.phase() == Phase.ADVANCED);
        if (same.isPresent()) {
            entry = same.get();
            return new Answer.Ends(Ending.ALREADY_DONE);
        }
        var elsewhere = attached.flatMap(
                wait -> log.latest().filter(told -> !wait.before().equals(Optional.of(told))));
        if (elsewhere.isPresent() && elsewhere.get().exitCode() != ExitCode.OK.number()) {
            throw new AttachedRunException(elsewhere.get());
        }
        return elsewhere.isPresent() ? new Answer.Ends(Ending.NOTHING_NEW) : sliced();
    }

    private Answer sliced() {
        var next = new NextSlices(plan, store, NewRows.of(options.input(), plan, store), postponed);
        next.refuseLostState();
        var slices = next.slices();
        entry = next.entry(journal.lease().run(), slices);
        ledgers = next.ledgers();
        if (next.nothingNew(slices)) {
            return new Answer.Ends(Ending.NOTHING_NEW);
        }
        ShapeCheck.check(plan, slices, new Problems());
        return new Answer.Done();
    }

    private Answer plan() {
        journal.plan(entry);
        runs.put(entry.run(), JournalledRun.planned(plan, entry, journal));
        journal.tell(entry.run(), "sliced", outcome(RunReport.Status.SUCCEEDED).sliced());
        postponed
                .files()
                .forEach((source, files) -> journal.tell(
                        entry.run(),
                        "postponed",
                        source + ": changed while they were read: " + String.join(", ", files)));
        return new Answer.Runs(List.of(RunState.planned(entry.run())));
    }

    private Answer verify(JournalledRun run) {
        var changed = new ArrayList<FileItem>();
        for (var source : plan.sources()) {
            var files = run.changed(source);
            changed.addAll(files);
            if (!files.isEmpty() && plan.readOf(source) == Read.NEW) {
                postponed = postponed.and(source, files);
            }
        }
        if (changed.isEmpty()) {
            return new Answer.Done();
        } else if (!isOwn(run)) {
            throw new OutcomeUnknownException(
                    "Cannot finish run " + run.entry().run().runId() + ": a part of its output is visible, and files"
                            + " that the rest is made of have changed or gone: " + Repetition.names(changed),
                    "bring them back and run the job again");
        }
        LOG.warn("Files have changed while they were read, and are left to a later run: {}", Repetition.names(changed));
        return new Answer.Changed();
    }

    private Answer ended(JournalledRun run, Runnable last) {
        last.run();
        if (!isOwn(run)) {
            var told = run.recovered();
            LOG.warn("Run {} had ended in phase {}: {}", told.runId(), told.phase(), told.outcome());
            recovered.add(told);
            failure.forget();
        }
        return new Answer.Done();
    }

    private boolean isOwn(JournalledRun run) {
        return run.entry().run().equals(journal.lease().run());
    }

    private String whyDiscarded() {
        return protocol.runs()
                .get(0)
                .why()
                .map(why -> switch (why) {
                    case CHANGED -> "files changed while they were read; the run is planned again";
                    case STOPPED -> "the process was asked to stop";
                    default -> failure.message();
                })
                .orElse("nothing was visible; its output was discarded");
    }

    /** Tells the history how it ends. */
    private void tell() {
        var status =
                switch (protocol.ending().orElseThrow()) {
                    case SUCCEEDED -> RunReport.Status.SUCCEEDED;
                    case NOTHING_NEW -> RunReport.Status.NOTHING_NEW;
                    case ALREADY_DONE -> RunReport.Status.ALREADY_DONE;
                    case SKIPPED -> RunReport.Status.SKIPPED;
                    default -> RunReport.Status.FAILED;
                };
        if (status == RunReport.Status.FAILED) {
            failure.conclude(protocol, postponed);
            if (runs.containsKey(entry.run())) {
                journal.tell(entry.run(), "failed", failure.message());
            }
            log.add(failure.reason());
        } else {
            report = Optional.of(log.report(outcome(status), spark.started()));
            log.add(report.get());
        }
    }

    private Outcome outcome(RunReport.Status status) {
        var context = new Outcome.Context(ledgers, recovered, postponed);
        var done = Optional.ofNullable(runs.get(entry.run()));
        var receipts = done.map(JournalledRun::receipts).orElse(entry.receipts());
        return new Outcome(plan, entry, status, receipts, done.flatMap(JournalledRun::staged), context);
    }

    private void release() {
        var held = keeper;
        keeper = Optional.empty();
        held.ifPresent(LeaseKeeper::close);
    }
}
