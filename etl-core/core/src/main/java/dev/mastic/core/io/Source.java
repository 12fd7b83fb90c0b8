// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.io;

import dev.mastic.core.bookmark.Bounds;
import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.bookmark.Slice;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.type.Type;
import java.util.List;

/** Where a job reads from. Immutable; the slice alone decides what is read. */
public interface Source {
    /**
     * What this run reads. Starts no Spark.
     *
     * @param name the name of the source in the job
     * @throws dev.mastic.core.failure.UsageException if the place or table does not exist
     */
    Slice slice(String name, Bounds bounds);

    /**
     * Those files of a slice that are not there as the slice names them: they have gone, or are of another version now. Starts no Spark. A
     * run that has read such files is taken back, and they are left to a later one.
     */
    default List<FileItem> changed(Slice slice) {
        return List.of();
    }

    /** The record type of the slice. Starts no Spark; may read some of the files where nothing declares their type. */
    Type.Struct shape(Slice slice);

    /** The records of the slice. Lazy; refused rows come out of the frame's fault sources. */
    DynamicFrame read(LazySpark spark, Slice slice, FrameContext context);
}
