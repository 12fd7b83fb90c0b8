// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.StructType;

/** Who else is told of the files of a sink, such as a catalog. */
interface Registration {
    /** Nobody. */
    Registration NONE = new Registration() {
        @Override
        public void check(Map<String, StructType> frames) {
            // nobody refuses nothing
        }

        @Override
        public List<String> register(Target target, Manifest manifest) {
            // and is told nothing
            return List.of();
        }
    };

    /**
     * Refuses columns that {@link #register} would refuse; changes nothing.
     *
     * @param frames the schemas by the names of the frames
     */
    void check(Map<String, StructType> frames);

    /**
     * Tells of files that are in their places and about to count. Harmless when it was told before.
     *
     * @return what of them is not known there, in words
     */
    List<String> register(Target target, Manifest manifest);
}
