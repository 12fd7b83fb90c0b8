// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.io;

import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Shapes;

/** What must hold of rows before they are committed. */
public interface Check {
    /**
     * Whether this can be asked of frames of these types; as much of it as needs no data.
     *
     * @throws dev.mastic.core.failure.UsageException naming the rule, and the column that is missing or of the wrong type
     */
    void expect(Shapes staged);

    /** Looks at staged rows. Runs Spark jobs. */
    Verdict check(Frames staged);
}
