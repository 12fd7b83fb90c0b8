// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.bookmark;

import dev.mastic.core.catalog.Page;
import dev.mastic.core.catalog.PageRequest;
import java.util.List;
import java.util.Optional;

/** What runs did, kept for people; the protocol never reads it. Thread-safe. */
public interface RunHistory {
    /** Keeps a finished run; a later record of the same job and run id is kept beside the earlier. */
    void add(RunRecord run);

    /** The newest runs, of one job or of all, newest first. */
    List<RunRecord> list(Optional<String> job, int limit);

    /** A page of the runs, of one job or of all, newest first. */
    Page<RunRecord> page(Optional<String> job, PageRequest page);

    /** The newest record of a run id. */
    Optional<RunRecord> find(String runId);
}
