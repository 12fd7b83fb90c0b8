// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.io;

import dev.mastic.core.bookmark.Receipt;

/** How far an output has come, judged from its target. */
public sealed interface Found {
    /** It is visible. */
    record Committed(Receipt receipt) implements Found {}

    /** It is staged in full, and can be committed or discarded. */
    record Complete(Staged staged) implements Found {}

    /** It is not there, or only in part. */
    record Absent() implements Found {}

    /** It cannot be told. */
    record Unknown(String what, String todo) implements Found {}
}
