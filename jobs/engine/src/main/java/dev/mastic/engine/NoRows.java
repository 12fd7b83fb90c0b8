// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.bookmark.Advance;
import dev.mastic.core.bookmark.Bounds;
import dev.mastic.core.bookmark.Items;
import dev.mastic.core.bookmark.Slice;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.frame.SparkTypes;
import dev.mastic.core.io.Source;
import dev.mastic.core.type.Type;
import java.util.List;

/** A source with columns and no rows. */
record NoRows(Type.Struct type) implements Source {
    @Override
    public Slice slice(String name, Bounds bounds) {
        return Slice.of(name, new Items.Files(List.of()), new Advance.Nothing());
    }

    @Override
    public Type.Struct shape(Slice slice) {
        return type;
    }

    @Override
    public DynamicFrame read(LazySpark spark, Slice slice, FrameContext context) {
        var rows = spark.session().createDataFrame(List.of(), SparkTypes.toSpark(type));
        return DynamicFrame.of(slice.source(), type, rows, List.of(), context);
    }
}
