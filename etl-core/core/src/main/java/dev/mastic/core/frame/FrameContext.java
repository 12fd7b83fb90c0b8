// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.frame;

import dev.mastic.core.bookmark.Read;
import dev.mastic.core.plugin.Registry;
import java.util.Objects;

/**
 * What a frame carries through every step.
 *
 * @param registry where fluent methods find their transforms
 * @param step the source or step that is being applied, as fault reports name it; Glue's {@code transformation_ctx}
 * @param read {@link Read#NEW} if any row comes from a source whose new part is read under a bookmark
 * @param run the token of the run; ids that must differ between runs start from it
 * @param thresholds how many refused rows the step that is being applied allows
 * @param info a remark that stands in the reason of each row that the step refuses; empty for none
 * @param start what the run takes from the clock and from chance
 */
public record FrameContext(
        Registry registry, String step, Read read, long run, Thresholds thresholds, String info, RunStart start) {
    public FrameContext {
        Objects.requireNonNull(thresholds, "thresholds");
        Objects.requireNonNull(info, "info");
        Objects.requireNonNull(start, "start");
    }

    /** A context with no thresholds and no remark, which starts now. */
    public FrameContext(Registry registry, String step, Read read, long run) {
        this(registry, step, read, run, Thresholds.UNLIMITED, "", RunStart.now());
    }

    /** The context of a frame outside any job. */
    public static FrameContext outsideJobs(Registry registry) {
        return new FrameContext(registry, "", Read.ALL, 0);
    }

    /** The same context in another step. */
    public FrameContext at(String newStep) {
        return new FrameContext(registry, newStep, read, run, thresholds, info, start);
    }

    /** The same context with thresholds for the step that comes. */
    public FrameContext within(Thresholds newThresholds) {
        return new FrameContext(registry, step, read, run, newThresholds, info, start);
    }

    /** The same context with a remark for the step that comes. */
    public FrameContext remark(String newInfo) {
        return new FrameContext(registry, step, read, run, thresholds, newInfo, start);
    }

    /** The same context in a run that started then. */
    public FrameContext startedAt(RunStart newStart) {
        return new FrameContext(registry, step, read, run, thresholds, info, newStart);
    }

    FrameContext with(FrameContext other) {
        var either = other.read == Read.NEW ? Read.NEW : read;
        return new FrameContext(registry, step, either, Math.max(run, other.run), thresholds, info, start);
    }
}
