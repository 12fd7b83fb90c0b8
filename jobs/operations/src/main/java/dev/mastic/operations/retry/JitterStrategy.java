// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.operations.retry;

/** Whether delays are spread, so that what has failed together is not tried again together. */
public enum JitterStrategy {
    /** A delay is any time from 0 to what it would be. */
    FULL,
    /** A delay is what it is. */
    NONE
}
