// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.io;

import dev.mastic.core.bookmark.Output;
import dev.mastic.core.bookmark.Run;
import dev.mastic.core.frame.Frames;
import java.util.Optional;
import java.util.Set;

/**
 * Where a job writes to, in two steps: {@link #stage} makes the output, {@link Staged#commit} makes it visible. The write mode is a
 * setting of the sink.
 */
public interface Sink {
    /** What this sink can do. */
    Set<SinkCapability> capabilities();

    /** The newest run of a job whose output is visible in the target; tells a lost bookmark store from a first run. */
    Optional<Run> latest(String job);

    /**
     * Writes the frames where nobody sees them. Runs Spark jobs. A failure leaves files that {@link #discard} removes.
     *
     * @param in by the name under which each is known to the target; the empty name is the target itself
     */
    Staged stage(Frames in, Output output);

    /** How far this output has come, from the target alone; works in a fresh process and starts no Spark. */
    Found find(Output output);

    /** Removes everything of an output that is not visible; works in a fresh process and starts no Spark. */
    void discard(Output output);
}
