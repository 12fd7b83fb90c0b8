// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.bookmark;

import java.time.Instant;

/**
 * One thing that happened in a run, for people; the protocol never reads it.
 *
 * @param at by the clock of the store
 * @param what in one word, such as {@code sliced}, {@code staged}, {@code committed}, {@code recovered}
 * @param detail in words
 */
public record JournalEvent(Instant at, String what, String detail) {}
