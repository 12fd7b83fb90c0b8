// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core;

import dev.mastic.core.bookmark.Output;
import dev.mastic.core.bookmark.Run;
import dev.mastic.core.bookmark.Token;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FaultSource;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.RowFault;
import dev.mastic.core.io.Sink;
import dev.mastic.core.io.Staged;
import dev.mastic.core.plugin.Parts;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Writes frames outside jobs through the sinks of jobs: staged, then made visible at once. Each write is a run of its own that reads
 * nothing under a bookmark, so nothing finds out whether the same rows were written before.
 */
record SessionWriter(Parts parts) {
    private static final String JOB = "session";
    private static final String SINK = "rows";
    /** Writes beside one another are of one age, for none is the follower of another. */
    private static final Token TOKEN = new Token(1);

    WriteOutcome write(Frames frames, Sinks.Written written) {
        var factory = parts.registry().get(Sink.class, written.kind());
        var sink = factory.create(factory.settings().of(written.kind(), written.words()), parts);
        sink.check(frames.shapes());
        var output = output();
        try {
            var staged = sink.stage(frames, output);
            frames.frames().forEach(DynamicFrame::assertErrorThreshold);
            var errors = errors(frames, staged);
            long faults = errors.count();
            return new WriteOutcome(staged.commit(), faults, errors);
        } catch (RuntimeException e) {
            discard(sink, output, e);
            throw e;
        }
    }

    /** What broke is told even where its leavings cannot be removed. */
    private static void discard(Sink sink, Output output, RuntimeException cause) {
        try {
            sink.discard(output);
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    /** What readers and steps have signalled while the rows were staged, and what the sink itself refuses. */
    private static DynamicFrame errors(Frames frames, Staged staged) {
        var sources = new LinkedHashSet<FaultSource>(staged.faultSources());
        frames.frames().forEach(frame -> sources.addAll(frame.faultSources()));
        var first = frames.frames().iterator().next();
        var errors = first.toDF().sparkSession().createDataFrame(List.of(), RowFault.SCHEMA);
        for (var source : sources) {
            if (source.signalled() && source.kind() != FaultSource.Kind.UNMATCHED_ALLOWED) {
                errors = errors.union(source.faults());
            }
        }
        return DynamicFrame.fromDF(errors, first.name() + "_errors", first.context());
    }

    private static Output output() {
        var run = new Run(JOB, UUID.randomUUID().toString(), TOKEN);
        return new Output(run, SINK, List.of(), Optional.empty());
    }
}
