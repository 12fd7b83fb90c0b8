// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.hive;

import dev.mastic.catalog.hive.SyncStep.Action;
import dev.mastic.catalog.hive.SyncStep.Partitions;
import java.util.List;
import org.apache.hadoop.hive.metastore.api.Database;
import org.apache.hadoop.hive.metastore.api.Table;

/** A step, and how it is done. */
record Planned(SyncStep step, Runnable work) {
    static Planned create(Side target, Database database) {
        return new Planned(step(Action.CREATE_DATABASE, database.getName(), List.of()), () -> target.create(database));
    }

    static Planned alter(Side target, Database database, List<String> differences) {
        return new Planned(step(Action.ALTER_DATABASE, database.getName(), differences), () -> target.alter(database));
    }

    static Planned create(Side target, Table table, PartitionDifference partitions, Side source) {
        var name = Side.name(table);
        return new Planned(new SyncStep(Action.CREATE_TABLE, name.toString(), List.of(), partitions.counts()), () -> {
            target.create(table);
            partitions.apply(name, source, target);
        });
    }

    static Planned alter(
            Side target, Table table, List<String> differences, PartitionDifference partitions, Side source) {
        var name = Side.name(table);
        var action = differences.isEmpty() ? Action.ALTER_PARTITIONS : Action.ALTER_TABLE;
        return new Planned(new SyncStep(action, name.toString(), differences, partitions.counts()), () -> {
            if (!differences.isEmpty()) {
                target.alter(table);
            }
            partitions.apply(name, source, target);
        });
    }

    static Planned drop(Side target, Table table) {
        var name = Side.name(table);
        return new Planned(step(Action.DROP_TABLE, name.toString(), List.of()), () -> target.drop(name));
    }

    /** Nothing is done. */
    static Planned refused(Side.Refusal refusal) {
        return new Planned(step(Action.REFUSED, refusal.name().toString(), List.of(refusal.reason())), () -> {});
    }

    private static SyncStep step(Action action, String name, List<String> lines) {
        return new SyncStep(action, name, lines, Partitions.NONE);
    }
}
