// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.bookmark;

import java.time.Instant;

/**
 * What the store knows of one source of one job, for people.
 *
 * @param kind the kind of position, such as {@code files}
 * @param position in words
 * @param files how many files the ledger holds; 0 for other kinds
 * @param runId the run that moved it last
 */
public record Bookmark(
        String job, String source, String kind, String position, long files, String runId, Instant updated) {}
