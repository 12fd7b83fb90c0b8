// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
/** What a run reads, what it has written, and what the next run must not read again; no Spark class. */
package dev.mastic.core.bookmark;
