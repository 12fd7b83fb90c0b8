// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.bookmark.Run;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be done next.
 *
 * @param run the run that it is about; empty where it is about the job
 * @param sinks those that it is about; none for all
 */
record Action(Step step, Optional<Run> run, Set<String> sinks) {
    static Action of(Step step) {
        return new Action(step, Optional.empty(), Set.of());
    }
}
