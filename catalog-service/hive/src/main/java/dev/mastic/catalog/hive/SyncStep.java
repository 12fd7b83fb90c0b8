// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.hive;

import java.util.List;

/**
 * What is done, or cannot be, to bring one database or table into step.
 *
 * @param name {@code database} or {@code database.table}
 * @param differences what becomes other than it was, a line each; for {@link Action#REFUSED} and {@link Action#FAILED} the reason
 * @param partitions how many partitions change
 */
public record SyncStep(Action action, String name, List<String> differences, Partitions partitions) {
    /** What happens to the database or table. */
    public enum Action {
        CREATE_DATABASE("create database"),
        ALTER_DATABASE("alter database"),
        CREATE_TABLE("create table"),
        ALTER_TABLE("alter table"),
        /** Only its partitions change. */
        ALTER_PARTITIONS("alter partitions"),
        DROP_TABLE("drop table"),
        /** The other side has no words for it: it is left out. */
        REFUSED("left out"),
        /** The change was tried, and refused. */
        FAILED("failed");

        private final String words;

        Action(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /** How many partitions are added, altered and dropped. */
    public record Partitions(int added, int altered, int dropped) {
        static final Partitions NONE = new Partitions(0, 0, 0);

        boolean any() {
            return added + altered + dropped > 0;
        }
    }

    /** Copies the list. */
    public SyncStep {
        differences = List.copyOf(differences);
    }

    /** Whether nothing was or will be changed, because it cannot be. */
    public boolean isLeft() {
        return action == Action.REFUSED || action == Action.FAILED;
    }

    SyncStep failed(String reason) {
        return new SyncStep(Action.FAILED, name, List.of(reason), partitions);
    }
}
