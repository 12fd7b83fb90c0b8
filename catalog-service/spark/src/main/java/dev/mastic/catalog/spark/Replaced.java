// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.spark;

import dev.mastic.core.catalog.Partition;
import java.util.List;

/** Which rows of a table of files go when others come. */
sealed interface Replaced {
    Replaced NONE = new Nothing();
    Replaced ALL = new Everything();
    Replaced WRITTEN = new Written();

    /** None. */
    record Nothing() implements Replaced {}

    /** All. */
    record Everything() implements Replaced {}

    /** Those in the partitions that rows come into. */
    record Written() implements Replaced {}

    /** Those of some partitions. */
    record Partitions(List<Partition> partitions) implements Replaced {
        public Partitions {
            partitions = List.copyOf(partitions);
        }
    }
}
