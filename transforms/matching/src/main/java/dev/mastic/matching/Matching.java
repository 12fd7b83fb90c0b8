// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.matching;

/**
 * What was found.
 *
 * @param clusters the first record of each record's group
 * @param pairs that were looked at
 * @param chances that they match
 */
record Matching(int[] clusters, Pairs pairs, double[] chances) {}
