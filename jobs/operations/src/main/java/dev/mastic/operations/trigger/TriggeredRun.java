// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.operations.trigger;

import java.time.Instant;

/**
 * A run that a trigger starts.
 *
 * @param runId made of the trigger and of what it fired by, so that one who starts it again starts the same run
 * @param due when it was due; for others when it was claimed
 * @param isStarted whether its process was started
 */
public record TriggeredRun(long id, String trigger, String runId, Action action, Instant due, boolean isStarted) {}
