// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import dev.mastic.core.catalog.Catalog;
import dev.mastic.database.Dialect;
import dev.mastic.database.RelationalStore;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/** The transactions of a catalog: those that a thread asks for while it is in one join that. */
final class Transactions {
    private final RelationalStore store;
    private final ThreadLocal<Handle> open = new ThreadLocal<>();

    Transactions(RelationalStore store) {
        this.store = store;
    }

    Dialect dialect() {
        return store.dialect();
    }

    <T> T read(Function<Handle, T> work) {
        var handle = open.get();
        return handle == null ? store.read(work) : work.apply(handle);
    }

    <T> T write(Function<Handle, T> work) {
        var handle = open.get();
        return handle == null ? store.write(work) : work.apply(handle);
    }

    /** As {@link Catalog#atomically} says. */
    <T> T together(Supplier<T> work) {
        return open.get() != null
                ? work.get()
                : store.write(handle -> {
                    open.set(handle);
                    try {
                        return work.get();
                    } finally {
                        open.remove();
                    }
                });
    }
}
