// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.bookmark;

/**
 * One run of one job. Runs are keyed by job and run id; the token tells attempts under the same id apart.
 *
 * @param runId given by the scheduler, or made
 */
public record Run(String job, String runId, Token token) {}
