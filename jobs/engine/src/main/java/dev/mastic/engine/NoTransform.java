// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Shapes;
import dev.mastic.core.frame.Transform;

/** Stands for a step whose transform could not be made, so that the references of the other steps are still checked. */
final class NoTransform implements Transform {
    @Override
    public Shapes outputShapes(Shapes in) {
        throw new IllegalStateException("A plan with problems is not run");
    }

    @Override
    public Frames apply(Frames in) {
        throw new IllegalStateException("A plan with problems is not run");
    }
}
