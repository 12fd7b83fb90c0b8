// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.operations.trigger;

/** That the last run of a job has ended so. */
public record Condition(String job, JobState state) {}
