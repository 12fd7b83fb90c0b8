// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.bookmark;

/** How the bookmark of a source moves when a run has committed. */
public sealed interface Advance {
    /** The store adds the slice's files to the ledger. */
    record Files() implements Advance {}

    /** The bookmark becomes this position, which is none of files. */
    record To(Position position) implements Advance {}

    /** The source has no bookmark, or keeps the one that it has. */
    record Nothing() implements Advance {}
}
