// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.JobSpec;
import dev.mastic.core.bookmark.Advance;
import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.bookmark.JournalEntry;
import dev.mastic.core.bookmark.Phase;
import dev.mastic.core.bookmark.PlannedSink;
import dev.mastic.core.bookmark.Receipt;
import dev.mastic.core.bookmark.Slice;
import dev.mastic.core.failure.CommitRefusedException;
import dev.mastic.core.failure.Failpoints;
import dev.mastic.core.failure.OutcomeUnknownException;
import dev.mastic.core.failure.Quantity;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.io.Found;
import dev.mastic.core.io.Sink;
import dev.mastic.core.io.Staged;
import dev.mastic.core.plugin.Parts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** One run of the journal with its sinks: executes the steps that bring it to its end. Not thread-safe. */
final class JournalledRun {
    private static final JobPlan NO_PLAN =
            new JobPlan(JobSpec.named("none"), List.of(), List.of(), List.of(), Optional.empty());
    private final JobPlan plan;
    private final JournalEntry entry;
    private final Map<String, Sink> sinks;
    private final LeasedJournal journal;
    private final Map<String, Staged> complete = new LinkedHashMap<>();
    private final Map<String, Receipt> receipts = new LinkedHashMap<>();
    private Optional<StagedRun> staged = Optional.empty();
    private Optional<String> discarded = Optional.empty();

    private JournalledRun(JobPlan plan, JournalEntry entry, Map<String, Sink> sinks, LeasedJournal journal) {
        this.plan = plan;
        this.entry = entry;
        this.sinks = sinks;
        this.journal = journal;
    }

    /** A run that this process has planned. */
    static JournalledRun planned(JobPlan plan, JournalEntry entry, LeasedJournal journal) {
        var sinks = new LinkedHashMap<String, Sink>();
        plan.outputs().forEach(output -> sinks.put(output.name(), output.sink()));
        return new JournalledRun(plan, entry, sinks, journal);
    }

    /** A run that another process has left; its sinks are rebuilt from the journal alone. */
    static JournalledRun left(JobPlan plan, JournalEntry entry, LeasedJournal journal, Parts parts) {
        var sinks = new LinkedHashMap<String, Sink>();
        entry.sinks().forEach(sink -> sinks.put(sink.name(), rebuild(sink, parts)));
        return new JournalledRun(plan, entry, sinks, journal);
    }

    /** The same run with those of its sinks only, to be brought to its end by hand. */
    static JournalledRun leftTo(Predicate<String> sinks, JournalEntry entry, LeasedJournal journal, Parts parts) {
        var receipts = new LinkedHashMap<>(entry.receipts());
        receipts.keySet().removeIf(name -> !sinks.test(name));
        var those =
                entry.sinks().stream().filter(sink -> sinks.test(sink.name())).toList();
        var part = new JournalEntry(entry.run(), entry.slices(), those, entry.phase(), receipts, entry.replaces());
        return left(NO_PLAN, part, journal, parts);
    }

    private static Sink rebuild(PlannedSink sink, Parts parts) {
        var factory = parts.registry().get(Sink.class, sink.factory());
        return factory.create(factory.settings().parse("sink '" + sink.name() + "'", sink.settings()), parts);
    }

    JournalEntry entry() {
        return entry;
    }

    Map<String, Receipt> receipts() {
        return receipts;
    }

    Optional<StagedRun> staged() {
        return staged;
    }

    /**
     * Asks the sinks that had staged how far they have come.
     *
     * @throws OutcomeUnknownException if one cannot tell; nothing was changed
     */
    Answer find() {
        var held = new LinkedHashMap<String, Held>();
        sinks.forEach((name, sink) -> {
            if (hasStaged(name)) {
                held.put(name, held(name, sink.find(entry.output(name))));
            }
        });
        return new Answer.Holding(held);
    }

    private boolean hasStaged(String sink) {
        return entry.receipts().containsKey(sink) || complete.containsKey(sink);
    }

    private Held held(String name, Found found) {
        if (found instanceof Found.Committed committed) {
            receipts.put(name, committed.receipt());
            return Held.COMMITTED;
        } else if (found instanceof Found.Complete whole) {
            complete.put(name, whole.staged());
            return Held.COMPLETE;
        } else if (found instanceof Found.Unknown unknown) {
            throw new OutcomeUnknownException(
                    "Cannot tell whether sink '" + name + "' of run "
                            + entry.run().runId() + " has committed: " + unknown.what(),
                    unknown.todo());
        }
        return Held.ABSENT;
    }

    /** Stages these sinks, or all. Runs Spark jobs. */
    Answer stage(Set<String> absent, LazySpark spark, Parts parts) {
        var names = absent.isEmpty() ? sinks.keySet() : absent;
        var output = new Stager(plan, entry, spark, parts.registry()).stage(new LinkedHashSet<>(names));
        staged = Optional.of(output);
        complete.putAll(output.bySink());
        var held = new LinkedHashMap<String, Held>();
        output.bySink().keySet().forEach(name -> held.put(name, Held.COMPLETE));
        journal.tell(entry.run(), "staged", counts(output.receipts()));
        if (absent.isEmpty()) {
            check(output, spark);
        }
        return new Answer.Holding(held);
    }

    /**
     * Asks the gates, before the journal says that the run is staged. So whoever ends a staged run, and stages what is missing of it again,
     * need not ask: they have let it pass.
     */
    private void check(StagedRun output, LazySpark spark) {
        Failpoints.hit("engine.before-gates");
        var said = new Gates(plan, output, spark).ask();
        Failpoints.hit("engine.after-gates");
        staged = Optional.of(output.checked(said));
        said.forEach(gate -> journal.tell(entry.run(), "checked", gate.inWords()));
        if (said.stream().anyMatch(GateReport::stops)) {
            throw QualityException.of(plan.job(), said);
        }
    }

    /** The files of a source that are not there any more as the run has planned to read them. */
    List<FileItem> changed(PlannedSource source) {
        return entry.slice(source.bookmark()).map(source.source()::changed).orElse(List.of());
    }

    void markStaged() {
        journal.mark(entry.run(), Phase.STAGED, staged.orElseThrow().receipts());
    }

    /**
     * Makes the output of a sink visible; harmless when it is.
     *
     * @throws CommitRefusedException if the sink will never do so, with what becomes of the run
     */
    void commit(String sink) {
        Failpoints.hit("engine.before-sink-commit");
        Receipt receipt;
        try {
            receipt = complete.get(sink).commit();
        } catch (CommitRefusedException | UsageException e) {
            throw new CommitRefusedException(e.getMessage() + "; " + afterRefusalBy(sink), e);
        }
        receipts.put(sink, receipt);
        journal.tell(entry.run(), "committed", counts(Map.of(sink, receipt)));
    }

    private String afterRefusalBy(String sink) {
        var run = entry.run().runId();
        return receipts.isEmpty()
                ? "nothing of run " + run
                        + " is visible: its output is taken back, and the next run reads the same again"
                : "run " + run + " is visible already in " + String.join(", ", receipts.keySet())
                        + ": mend the target and start the job again, which commits the rest, or give up this part with"
                        + " mastic runs discard " + run + " --sink " + sink;
    }

    /** A sink that is none of these has given up its part. */
    void without(String sink) {
        receipts.put(sink, new Receipt(List.of(), Optional.empty(), List.of("given up by hand")));
        journal.tell(entry.run(), "given up", sink + ": by hand, its rows of this run are not written");
    }

    void markCommitted() {
        journal.mark(entry.run(), Phase.COMMITTED, receipts);
    }

    void advance() {
        journal.advance(entry.run());
        journal.tell(entry.run(), "advanced", moved());
    }

    /** Removes what is not visible, in all sinks; a sink that fails keeps no other from it. */
    void discard() {
        var failures = new ArrayList<RuntimeException>();
        sinks.forEach((name, sink) -> {
            try {
                sink.discard(entry.output(name));
            } catch (RuntimeException e) {
                failures.add(e);
            }
        });
        failures.stream().reduce(JournalledRun::joined).ifPresent(failure -> {
            throw failure;
        });
    }

    void markDiscarded(String why) {
        journal.mark(entry.run(), Phase.DISCARDED, Map.of());
        journal.tell(entry.run(), "discarded", why);
        discarded = Optional.of(why);
    }

    /** What a later process did to end this run. */
    RunReport.Recovered recovered() {
        var how = discarded.orElseGet(this::howFinished);
        journal.tell(entry.run(), "recovered", "by run " + journal.lease().runId() + ": " + how);
        return new RunReport.Recovered(
                entry.run().runId(), entry.phase().toString().toLowerCase(Locale.ROOT), how);
    }

    private String howFinished() {
        if (entry.phase() != Phase.STAGED) {
            return "all sinks had committed; the bookmarks were moved";
        } else if (staged.isPresent()) {
            return "the missing output was staged again and committed";
        }
        return complete.isEmpty() ? "all sinks had committed" : "the staged output was committed";
    }

    private static RuntimeException joined(RuntimeException first, RuntimeException other) {
        first.addSuppressed(other);
        return first;
    }

    private String moved() {
        var names = entry.slices().stream()
                .filter(slice -> !(slice.advance() instanceof Advance.Nothing))
                .map(Slice::source)
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "no bookmark moved" : "bookmarks of " + names;
    }

    private static String counts(Map<String, Receipt> receipts) {
        return receipts.entrySet().stream()
                .map(e -> e.getKey() + " " + count(e.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String count(Receipt receipt) {
        return Quantity.of(receipt.rows(), "row") + " in " + Quantity.of(receipt.files(), "file")
                + receipt.snapshotId().map(id -> " (snapshot " + id + ")").orElse("");
    }
}
