// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.io;

import dev.mastic.core.bookmark.Output;
import dev.mastic.core.bookmark.Run;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Shapes;
import dev.mastic.core.type.Type;
import java.util.List;
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
     * The committed outputs of a job that the target remembers, with what they read, in the order of their tokens: from them a lost
     * bookmark is made again. Starts no Spark. A target that does not remember inputs has none, also where {@link #latest} finds a run.
     */
    default List<RememberedOutput> outputs(String job) {
        return List.of();
    }

    /**
     * Makes the target known again, as {@link #outputs} has seen it, to a catalog that has lost it with its state; harmless where it is
     * known. Starts no Spark.
     */
    default void restore() {}

    /**
     * Refuses what {@link #stage} would refuse, as far as it can be told without rows: columns that the target cannot hold, or a place that
     * cannot be written to. Starts no Spark and changes nothing.
     *
     * @param in by the name under which each is known to the target, as in {@link #stage}
     * @throws dev.mastic.core.failure.UsageException naming the column or the place; a sink that takes anything refuses nothing
     */
    default void check(Shapes in) {}

    /** The columns of a frame of this type that the target would hold under other names. Starts no Spark. */
    default List<Renamed> renames(Type.Struct in) {
        return List.of();
    }

    /**
     * Writes the frames where nobody sees them. Runs Spark jobs. A failure leaves files that {@link #discard} removes.
     *
     * @param in by the name under which each is known to the target; the empty name is the target itself
     */
    Staged stage(Frames in, Output output);

    /**
     * How far this output has come, from the target alone; works in a fresh process and starts no Spark. What a committed output needs no
     * more may be removed here.
     */
    Found find(Output output);

    /** Removes everything of an output that is not visible; works in a fresh process and starts no Spark. */
    void discard(Output output);
}
