// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.bookmark;

/** Which part of a source a run takes. */
public enum Read {
    /** What no run before has taken. */
    NEW,
    /** Everything; a lookup, which never starts a run alone and has no bookmark. */
    ALL
}
