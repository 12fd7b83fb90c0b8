// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import dev.mastic.core.catalog.Database;
import dev.mastic.core.catalog.Partition;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.catalog.TableVersion;
import dev.mastic.testkit.DelegatingCatalog;
import dev.mastic.testkit.InMemoryCatalog;
import java.util.ArrayList;
import java.util.List;

/** A catalog of one table, whose partitions may be of any number of values. */
final class OneTable extends DelegatingCatalog {
    private final List<Partition> partitions = new ArrayList<>();

    OneTable(TableVersion version) {
        super(new InMemoryCatalog());
        createDatabase(Database.named(version.table().name().database()));
        create(version.table());
    }

    @Override
    public List<Partition> partitions(TableName name) {
        return List.copyOf(partitions);
    }

    @Override
    public void putPartitions(TableName name, List<Partition> more) {
        partitions.addAll(more);
    }
}
