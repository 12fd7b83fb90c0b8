// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.bookmark.Bounds;
import dev.mastic.core.bookmark.Run;
import dev.mastic.core.bookmark.Slice;
import dev.mastic.core.bookmark.Token;
import dev.mastic.core.config.Problems;
import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FaultSource;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.JsonRow;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.frame.RowComparison;
import dev.mastic.core.io.Source;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.type.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One run of a job on the rows of a test. */
final class Rehearsal {
    private final TestedJob job;
    private final JobTest test;
    private final Parts parts;
    private final LazySpark spark;
    private final Problems problems;
    private final List<JobTestResult.Frame> compared = new ArrayList<>();
    private JobTestResult.Faults faults = JobTestResult.Faults.NONE;

    Rehearsal(TestedJob job, JobTest test, Parts parts, LazySpark spark, Problems problems) {
        this.job = job;
        this.test = test;
        this.parts = parts;
        this.spark = spark;
        this.problems = problems;
    }

    /** What was compared so far. */
    List<JobTestResult.Frame> frames() {
        return compared;
    }

    JobTestResult.Faults faults() {
        return faults;
    }

    /**
     * Runs the steps and compares what comes out, unless problems are noted before.
     *
     * @param folder where rows may be kept while it runs
     */
    void run(Path folder) {
        var plan = Planner.rehearse(job, inputs(folder), parts, problems);
        var slices = new LinkedHashMap<String, Slice>();
        plan.sources().forEach(s -> slices.put(s.bookmark(), s.source().slice(s.bookmark(), Bounds.all())));
        if (problems.isEmpty()) {
            ShapeCheck.check(plan, List.copyOf(slices.values()), problems, new Problems());
        }
        if (!problems.isEmpty()) {
            return;
        }
        var run = new Run(plan.job(), test.name(), new Token(1));
        var frames = new PlanFrames(plan, spark, parts.registry(), run).frames(source -> slices.get(source.bookmark()));
        var written = new RehearsedFrames(plan, frames);
        var keys = keys(written);
        if (problems.isEmpty()) {
            keys.forEach((name, frame) -> compare(name, frame, folder));
            faults = faults(written.computed(keys.values()));
        }
    }

    private Map<String, Source> inputs(Path folder) {
        var sources = new LinkedHashMap<String, Source>();
        var known = job.sources();
        test.inputs().forEach((name, rows) -> {
            if (known.contains(name)) {
                sources.put(
                        name,
                        rows.source(folder.resolve("input-" + sources.size() + ".json"), Optional.empty(), parts));
            } else {
                problems.add(rows.origin(), "the job has no source '" + name + "'", Suggestion.hint(name, known));
            }
        });
        known.stream()
                .filter(name -> !test.inputs().containsKey(name))
                .forEach(name -> problems.add(
                        test.origin(),
                        "test '" + test.name() + "' has no rows for source '" + name + "'",
                        "write inputs { " + name + " = [ … ] }"));
        return sources;
    }

    private Map<String, DynamicFrame> keys(RehearsedFrames written) {
        var frames = new LinkedHashMap<String, DynamicFrame>();
        test.expected().forEach((name, expected) -> written.find(name)
                .ifPresentOrElse(
                        frame -> frames.put(name, frame),
                        () -> problems.add(
                                expected.rows().origin(),
                                "the job has no sink or frame '" + name + "'",
                                Suggestion.hint(name, written.names()))));
        frames.forEach((name, frame) -> checkColumns(test.expected().get(name), frame));
        return frames;
    }

    private void checkColumns(ExpectedRows expected, DynamicFrame frame) {
        var known = frame.schema().names();
        var named = new LinkedHashSet<>(expected.rows().columns());
        named.addAll(expected.keys());
        named.stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> problems.add(
                        expected.rows().origin(),
                        "no column '" + name + "' in " + frame.name(),
                        Suggestion.hint(name, known)));
    }

    private void compare(String name, DynamicFrame frame, Path folder) {
        var expected = test.expected().get(name);
        var wanted = new WantedRows(expected, frame.schema(), parts, spark);
        var rows = wanted.read(name, folder.resolve("expected-" + compared.size() + ".json"));
        var columns = rows.columns();
        columns.stream()
                .filter(column -> !frame.schema().names().contains(column))
                .forEach(column -> problems.add(
                        expected.rows().origin(),
                        "no column '" + column + "' in " + name,
                        Suggestion.hint(column, frame.schema().names())));
        boolean all = expected.columns() == ExpectedRows.Columns.EXACT;
        var actual = JsonRow.collect(frame.toDF()).stream()
                .map(row -> all ? row : row.only(columns))
                .toList();
        var comparison = expected.ordered()
                ? RowComparison.ordered(rows.rows(), actual)
                : RowComparison.unordered(rows.rows(), actual, expected.keys());
        compared.add(new JobTestResult.Frame(name, rows.count(), actual.size(), comparison, rows.unfit()));
    }

    private JobTestResult.Faults faults(List<FaultSource> sources) {
        var pass = FaultPass.run(spark.session(), sources);
        return test.faults().against(JsonRow.collect(pass.rows()));
    }

    /** A context for rows that are no part of the job. */
    static FrameContext context(Parts parts) {
        return FrameContext.outsideJobs(parts.registry());
    }

    /** The columns of a type that a test names, in the order of the type. */
    static Type.Struct only(Type.Struct type, List<String> names) {
        return new Type.Struct(type.fields().stream()
                .filter(field -> names.contains(field.name()))
                .toList());
    }
}
