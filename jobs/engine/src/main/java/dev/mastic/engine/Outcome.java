// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.bookmark.FileLedger;
import dev.mastic.core.bookmark.FrameCount;
import dev.mastic.core.bookmark.Items;
import dev.mastic.core.bookmark.JournalEntry;
import dev.mastic.core.bookmark.Read;
import dev.mastic.core.bookmark.Receipt;
import dev.mastic.core.bookmark.Slice;
import dev.mastic.core.failure.Quantity;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.io.Renamed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a run has done, from which its report is made. */
record Outcome(
        JobPlan plan,
        JournalEntry entry,
        RunReport.Status status,
        Map<String, Receipt> receipts,
        Optional<StagedRun> staged,
        Context context) {
    /** What was known before the run: the ledgers, the runs that it ended, and the files that it leaves to a later one. */
    record Context(Map<String, FileLedger> ledgers, List<RunReport.Recovered> recovered, Postponed postponed) {}

    /** A run that wrote nothing. */
    static Outcome of(JobPlan plan, JournalEntry entry, RunReport.Status status, Context context) {
        return new Outcome(plan, entry, status, entry.receipts(), Optional.empty(), context);
    }

    RunReport report(String state, double seconds, boolean sparkStarted) {
        return new RunReport(
                entry.run().runId(),
                plan.job(),
                status,
                state,
                plan.sources().stream().map(this::source).toList(),
                plan.steps().stream().flatMap(this::step).toList(),
                plan.sinks().stream().flatMap(this::sink).toList(),
                staged.map(s -> s.faults().count()).orElse(0L),
                staged.map(s -> s.faults().unmatched()).orElse(0L),
                staged.map(StagedRun::quality).orElse(List.of()),
                seconds,
                sparkStarted,
                context.recovered());
    }

    /** What is read, by source, in words. */
    String sliced() {
        return entry.slices().isEmpty()
                ? "no source"
                : plan.sources().stream().map(this::sliced).collect(Collectors.joining("; "));
    }

    private String sliced(PlannedSource source) {
        var items = entry.slice(source.bookmark()).map(Slice::items).orElse(new Items.Files(List.of()));
        var read = source(source);
        if (items instanceof Items.Files && plan.readOf(source) == Read.NEW) {
            long changed = count(items, read.name(), FileLedger.State.CHANGED);
            return read.name() + ": " + Quantity.of(read.newFiles(), "new file") + ", " + changed + " changed, "
                    + read.skippedFiles() + " read before";
        }
        var noun = items instanceof Items.Files ? "file" : items instanceof Items.Rows ? "row" : "snapshot";
        var late = read.lateRows() == 0 ? "" : ", " + read.lateRows() + " of them late";
        return read.name() + ": " + Quantity.of(items.count(), noun) + late;
    }

    private RunReport.SourceReport source(PlannedSource source) {
        var items = entry.slice(source.bookmark()).map(Slice::items).orElse(new Items.Files(List.of()));
        var ledger = context.ledgers().getOrDefault(source.name(), FileLedger.empty());
        boolean fresh = plan.readOf(source) == Read.NEW;
        long fileCount = files(items).size();
        long unread = count(items, source.name(), FileLedger.State.NEW);
        return new RunReport.SourceReport(
                source.name(),
                fresh ? "new" : "all",
                fileCount,
                fresh ? unread : 0,
                ledger.size() - (fileCount - unread),
                rows(source.name()),
                items instanceof Items.Rows rows ? rows.late().rows().size() : 0,
                context.postponed().of(source),
                plan.tableOfSource(source.name()));
    }

    private long count(Items items, String source, FileLedger.State state) {
        var ledger = context.ledgers().getOrDefault(source, FileLedger.empty());
        return files(items).stream().filter(f -> ledger.state(f) == state).count();
    }

    private static List<FileItem> files(Items items) {
        return items instanceof Items.Files files ? files.files() : List.of();
    }

    /** A step with several outputs has a line for each. */
    private Stream<RunReport.StepReport> step(PlannedStep step) {
        long faults = staged.map(s -> s.faults().perStep().getOrDefault(step.label(), 0L))
                .orElse(0L);
        var outputs = staged.map(s -> s.outputs().getOrDefault(step.label(), List.of()))
                .orElse(List.of(Frames.RESULT));
        if (outputs.equals(List.of(Frames.RESULT)) || outputs.isEmpty()) {
            return Stream.of(new RunReport.StepReport(step.label(), rows(step.label()), faults));
        }
        return outputs.stream()
                .map(output ->
                        new RunReport.StepReport(step.label() + "." + output, rows(step.outputKey(output)), faults));
    }

    /** A frame that a sink writes has the exact count of what was written. */
    private Optional<Long> rows(String key) {
        return plan.sinks().stream()
                .flatMap(sink -> written(sink, key).stream())
                .findFirst()
                .or(() -> staged.flatMap(s -> s.counts().of(key)));
    }

    private Optional<Long> written(PlannedOutput sink, String key) {
        return Optional.ofNullable(receipts.get(sink.name())).stream()
                .flatMap(receipt -> receipt.written().stream())
                .filter(count -> sink.keyOf(count.frame()).equals(key))
                .map(FrameCount::rows)
                .findFirst();
    }

    private Stream<RunReport.SinkReport> sink(PlannedOutput sink) {
        var receipt = receipts.get(sink.name());
        if (receipt == null) {
            return Stream.of(new RunReport.SinkReport(
                    sink.name(), 0, 0, Optional.empty(), List.of(), List.of(), plan.tableOfSink(sink.name())));
        }
        return receipt.written().stream().map(count -> sink(sink.name(), count, receipt));
    }

    private RunReport.SinkReport sink(String sink, FrameCount count, Receipt receipt) {
        var name = count.frame().isEmpty() ? sink : sink + "." + count.frame();
        return new RunReport.SinkReport(
                name,
                count.rows(),
                count.files(),
                receipt.snapshotId(),
                renamed(sink, count.frame()),
                receipt.notes(),
                plan.tableOfSink(sink));
    }

    private List<Renamed> renamed(String sink, String frame) {
        return staged.map(s -> s.renamed().getOrDefault(sink, Map.of()).getOrDefault(frame, List.of()))
                .orElse(List.of());
    }
}
