// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.frame;

import dev.mastic.core.bookmark.Read;
import dev.mastic.core.plugin.Registry;

/**
 * What a frame carries through every step.
 *
 * @param registry where fluent methods find their transforms
 * @param step the source or step that is being applied, as fault reports name it
 * @param read {@link Read#NEW} if any row comes from a source whose new part is read under a bookmark
 * @param run the token of the run; ids that must differ between runs start from it
 */
public record FrameContext(Registry registry, String step, Read read, long run) {
    /** The context of a frame outside any job. */
    public static FrameContext outsideJobs(Registry registry) {
        return new FrameContext(registry, "", Read.ALL, 0);
    }

    /** The same context in another step. */
    public FrameContext at(String step) {
        return new FrameContext(registry, step, read, run);
    }

    FrameContext with(FrameContext other) {
        return new FrameContext(registry, step, other.read == Read.NEW ? Read.NEW : read, Math.max(run, other.run));
    }
}
