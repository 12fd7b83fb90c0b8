// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.database;

import java.util.stream.IntStream;

/** A process whose threads make changes of two rows until it is killed, and say each that is acknowledged. */
final class KilledWriters {
    static final int THREADS = 8;

    private KilledWriters() {}

    /** Writes into the store that the first argument names. */
    public static void main(String[] arguments) {
        var store = RelationalStore.open(arguments[0]);
        IntStream.range(0, THREADS)
                .mapToObj(thread -> new Thread(() -> write(store, thread)))
                .forEach(Thread::start);
    }

    private static void write(RelationalStore store, int thread) {
        for (int i = 0; ; i++) {
            var name = "d" + thread + "-" + i;
            store.change(handle -> {
                handle.execute("insert into databases (name, definition) values (?, '{}')", name);
                handle.execute(
                        "insert into tables (database_name, name, version, updated, definition) values (?, 't', 1, 0, '{}')",
                        name);
            });
            System.out.println(name);
        }
    }
}
