// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core;

import dev.mastic.core.frame.Frames;
import java.io.Serializable;

/**
 * A job written in Java: what it reads and writes, and how the frames in between are made.
 *
 * <p>A class needs a constructor without parameters. Its {@link #spec} is asked before every run and by {@code mastic check}; it never
 * starts Spark.
 */
public interface EtlJob extends Serializable {
    /** The sources and sinks, with everything else that a job file would say outside its steps. */
    JobSpec spec(Arguments arguments);

    /**
     * The frames of the sinks, from the frames of the sources. Lazy.
     *
     * @param in one frame for each source, by its name
     * @return at least the frames that the sinks name
     */
    Frames transform(Frames in, Arguments arguments);
}
