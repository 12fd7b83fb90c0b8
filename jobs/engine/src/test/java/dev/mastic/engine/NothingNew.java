// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.bookmark.Advance;
import dev.mastic.core.bookmark.Bounds;
import dev.mastic.core.bookmark.Items;
import dev.mastic.core.bookmark.Read;
import dev.mastic.core.bookmark.Slice;
import dev.mastic.core.config.Origin;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.io.Source;
import dev.mastic.core.type.Type;
import java.util.List;

/** A source that has given everything to earlier runs. */
record NothingNew() implements Source {
    static PlannedSource planned() {
        return new PlannedSource("old", "old", Read.NEW, new NothingNew(), Origin.of("test"));
    }

    @Override
    public Slice slice(String name, Bounds bounds) {
        return Slice.of(name, new Items.Files(List.of()), new Advance.Files());
    }

    @Override
    public Type.Struct shape(Slice slice) {
        throw new AssertionError("Nothing is new");
    }

    @Override
    public DynamicFrame read(LazySpark spark, Slice slice, FrameContext context) {
        throw new AssertionError("Nothing is new");
    }
}
