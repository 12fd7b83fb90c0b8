// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

/** How far the output of one sink has come. */
enum Held {
    /** It is not there, or only in part. */
    ABSENT,
    /** It is staged in full. */
    COMPLETE,
    /** It is visible. */
    COMMITTED
}
