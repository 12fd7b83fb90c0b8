// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors

/** Triggers: what starts jobs by the clock, after other jobs, or on demand. */
package dev.mastic.operations.trigger;
