// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.bookmark;

import java.time.Instant;
import java.util.Optional;

/**
 * What a bookmark knows of a file.
 *
 * @param runId who has read it, or has marked it as read: the version that is asked for, or the older one of a changed file
 * @param when that run was done; empty where only its name is known
 */
public record SeenFile(FileLedger.State state, Optional<String> runId, Optional<Instant> when) {
    /** A file of which no version has been read. */
    public static final SeenFile NEW = new SeenFile(FileLedger.State.NEW, Optional.empty(), Optional.empty());
}
