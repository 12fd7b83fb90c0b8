// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.frame;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.type.Type;

/** A transform with one frame in and one frame out. */
public interface FrameTransform extends Transform {
    /** The record type of the output, from that of the input alone. */
    Type.Struct outputShape(Type.Struct in);

    /** The output frame; its type is exactly {@code outputShape(in.schema())}. Lazy. */
    DynamicFrame apply(DynamicFrame in);

    @Override
    default Shapes outputShapes(Shapes in) {
        return Shapes.result(outputShape(in.get(only(in))));
    }

    @Override
    default Frames apply(Frames in) {
        return Frames.result(apply(in.get(only(in.shapes()))));
    }

    private static String only(Shapes in) {
        if (in.names().size() != 1) {
            throw new UsageException("Cannot apply a transform of one frame to "
                    + in.names().size() + " frames: " + String.join(", ", in.names()));
        }
        return in.names().get(0);
    }
}
