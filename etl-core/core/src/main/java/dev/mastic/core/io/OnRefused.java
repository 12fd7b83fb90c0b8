// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.io;

/** What a reader does with a row or file that it refuses. */
public enum OnRefused {
    /** It goes on with the others and signals, so that the fault sources of the frame can tell. */
    SIGNAL,
    /** It breaks off with the place and the reason: for readers of rows that never ask for faults, such as queries in Spark's SQL. */
    FAIL
}
