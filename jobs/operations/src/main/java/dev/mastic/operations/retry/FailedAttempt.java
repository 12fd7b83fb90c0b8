// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.operations.retry;

import dev.mastic.core.failure.ExitCode;
import java.time.Duration;

/**
 * An attempt that failed and is followed by another.
 *
 * @param number from 1
 * @param delay the time before the next
 */
public record FailedAttempt(int number, ExitCode exitCode, String message, Duration delay) {}
