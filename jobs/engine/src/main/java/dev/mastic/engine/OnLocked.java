// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

/** What a run does when another one of its job is alive. */
public enum OnLocked {
    /** It waits for the other to end. */
    WAIT,
    /** It does nothing and is content. */
    SKIP,
    /** It fails, naming the holder. */
    FAIL
}
