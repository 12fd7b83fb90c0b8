// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.matching;

import java.util.List;

/**
 * What was found.
 *
 * @param clusters the first record of each record's group
 * @param pairs that were looked at
 * @param chances that they match
 * @param least chance that counted
 * @param bridges pairs of given groups that were not made one
 */
record Matching(
        int[] clusters, Pairs pairs, double[] chances, double least, int bridges, List<MatchSummary.Weight> weights) {}
