// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.io;

import dev.mastic.core.bookmark.Receipt;
import dev.mastic.core.frame.FaultSource;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.LazySpark;
import java.util.Collection;
import java.util.List;

/** Output that is written and not yet visible. */
public interface Staged {
    /** Exact counts of what is staged. */
    Receipt receipt();

    /**
     * The staged rows, read back: what a check sees is what will be written. Lazy.
     *
     * @throws dev.mastic.core.failure.UsageException where nothing can be read before it is visible, such as files on S3
     */
    Frames rows(LazySpark spark);

    /**
     * The checks of the sink itself, which may have refused rows that the target cannot hold, while it was staged; empty for output that
     * a fresh process has found.
     */
    default Collection<FaultSource> faultSources() {
        return List.of();
    }

    /**
     * Makes the output visible. Starts no Spark. Harmless when it is visible already.
     *
     * @throws dev.mastic.core.failure.OutcomeUnknownException if it cannot be told whether it happened
     * @throws dev.mastic.core.failure.CommitRefusedException if it has not happened, and would not if it were tried again
     */
    Receipt commit();

    /** Removes the output. */
    void discard();
}
