// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** A source whose items come, late ones too, and change while they are read. */
final class SimulatedInput {
    private static final int IDS = 30;

    /** One version of one item; rows that were read from another version than was planned are wrong. */
    record Item(int id, int version) {
        /** Items whose rows are refused, and go to the faults. */
        boolean isRefused() {
            return id % 5 == 0;
        }

        /** The row that is read in place of an item that is not there any more. */
        Item torn() {
            return new Item(id, -1);
        }

        boolean isTorn() {
            return version < 0;
        }
    }

    private final Map<Integer, Integer> versions = new TreeMap<>();

    /** A new item of any id, or a new version of one that is there and may change. */
    void arrive(SplittableRandom random, boolean isCalm) {
        versions.merge(random.nextInt(IDS), 1, (version, one) -> isCalm ? version : version + one);
    }

    boolean isThere(Item item) {
        return versions.get(item.id()) == item.version();
    }

    /** What is read of an item now. */
    Item read(Item item) {
        return isThere(item) ? item : item.torn();
    }

    List<Item> all() {
        return versions.entrySet().stream()
                .map(entry -> new Item(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** What a ledger does not know, without these ids. */
    List<Item> unread(Map<Integer, Integer> ledger, Set<Integer> postponed) {
        var unread = new ArrayList<Item>();
        versions.forEach((id, version) -> {
            if (!version.equals(ledger.get(id)) && !postponed.contains(id)) {
                unread.add(new Item(id, version));
            }
        });
        return unread;
    }
}
