// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.auth;

import static dev.mastic.catalog.Role.READER;
import static dev.mastic.catalog.Role.WRITER;

import dev.mastic.core.catalog.Page;
import dev.mastic.core.catalog.PageRequest;
import dev.mastic.core.catalog.Partition;
import dev.mastic.core.catalog.PartitionFilter;
import dev.mastic.core.catalog.Partitions;
import dev.mastic.core.catalog.Segment;
import dev.mastic.core.catalog.TableName;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The partitions of a table as their caller may see and change them. */
record GuardedPartitions(Partitions partitions, TableName table, Callers callers, AuditedChanges changes)
        implements Partitions {
    private Partitions reading() {
        callers.require(READER, table.database());
        return partitions;
    }

    private <T> T change(String what, int count, Supplier<T> change) {
        return changes.make(WRITER, table.database(), what + " " + count + " partitions", table.toString(), change);
    }

    @Override
    public Optional<Partition> find(List<String> values) {
        return reading().find(values);
    }

    @Override
    public List<Partition> findAll(Collection<List<String>> values) {
        return reading().findAll(values);
    }

    @Override
    public Page<Partition> page(PartitionFilter filter, Segment segment, PageRequest page) {
        return reading().page(filter, segment, page);
    }

    @Override
    public long count() {
        return reading().count();
    }

    @Override
    public Set<List<String>> create(List<Partition> added) {
        return change("create", added.size(), () -> partitions.create(added));
    }

    @Override
    public void put(List<Partition> added) {
        change("put", added.size(), () -> {
            partitions.put(added);
            return added;
        });
    }

    @Override
    public void replace(List<String> values, Partition partition) {
        change("replace", 1, () -> {
            partitions.replace(values, partition);
            return partition;
        });
    }

    @Override
    public Set<List<String>> drop(Collection<List<String>> values) {
        return change("drop", values.size(), () -> partitions.drop(values));
    }
}
