// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.JobSpec;
import dev.mastic.core.config.Origin;
import dev.mastic.core.io.Check;

/**
 * What must hold of rows that a run has staged, before it commits them.
 *
 * @param on the key of a frame that a sink writes
 */
record PlannedGate(String on, JobSpec.WhenFailed whenFailed, Check check, Origin origin) {}
