// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.bookmark;

/** What a bookmark remembers of a source. */
public sealed interface Position {
    /** The file versions that have been read. */
    record Files(FileLedger seen) implements Position {}
}
