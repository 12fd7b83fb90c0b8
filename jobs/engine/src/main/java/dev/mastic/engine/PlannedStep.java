// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.JobSpec;
import dev.mastic.core.config.Origin;
import dev.mastic.core.frame.Transform;
import java.util.List;

/**
 * A step that is ready to be applied.
 *
 * @param key how other steps and sinks refer to it
 * @param label how reports name it: its name, or transform#ordinal
 * @param in the keys of the frames that go in; {@code step.*} for all outputs of a step
 */
record PlannedStep(String key, String label, List<String> in, Transform transform, JobSpec.Tail tail, Origin origin) {
    PlannedStep {
        in = List.copyOf(in);
    }

    String outputKey(String output) {
        return key.isEmpty() ? output : Wiring.key(key, output);
    }
}
