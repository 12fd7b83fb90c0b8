// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.io;

/** What becomes of a file that was read and is of another size or time now. */
public enum FileChange {
    /** It is read again, with all its rows. */
    RE_READ,
    /** It is passed over for good. */
    IGNORE,
    /** The run is refused. */
    FAIL
}
