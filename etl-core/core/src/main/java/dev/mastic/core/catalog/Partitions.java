// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.catalog;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The partitions of one table. Each call is one transaction, and reads no more partitions than it needs. Every call throws
 * {@link NoSuchTableException} once the table is gone, and {@link dev.mastic.core.failure.UsageException} where values do not fit the table's
 * partition keys.
 */
public interface Partitions {
    /** The partition of these values; empty if there is none. */
    Optional<Partition> find(List<String> values);

    /** Those of these that there are, in this order. */
    List<Partition> findAll(Collection<List<String>> values);

    /**
     * A page of the partitions that a filter lets through. Their order is the catalog's own, the same for the same filter.
     *
     * @throws dev.mastic.core.failure.UsageException if {@code after} comes from another list
     * @throws PartitionValueException if the filter compares a value that is none of its key's type
     */
    Page<Partition> page(PartitionFilter filter, Segment segment, PageRequest page);

    /** How many partitions there are. */
    long count();

    /** Adds partitions; the values of those that were there already, which stay as they are. */
    Set<List<String>> create(List<Partition> partitions);

    /** Adds partitions, and replaces those whose values exist. */
    void put(List<Partition> partitions);

    /**
     * Replaces a partition, which may get other values by that.
     *
     * @throws NoSuchPartitionException if there is none of the values
     * @throws AlreadyExistsException if there is another one of the new values
     */
    void replace(List<String> values, Partition partition);

    /** Removes partitions, never their data; the values of those that there were. */
    Set<List<String>> drop(Collection<List<String>> values);
}
