// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.matching;

import dev.mastic.core.frame.DynamicFrame;

/**
 * Rows with the ids of their groups.
 *
 * @param frame lazy; matching itself is done
 */
public record Matched(DynamicFrame frame, MatchSummary summary) {}
