// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.bookmarks;

import dev.mastic.database.RelationalStore;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** Where calls get their transactions from: each its own of the store, or all of them one that is taken back. */
interface Transactions {
    <T> T read(Function<Handle, T> work);

    <T> T write(Function<Handle, T> work);

    default void change(Consumer<Handle> work) {
        write(handle -> {
            work.accept(handle);
            return null;
        });
    }

    /** Work that is harmless when it is done twice. */
    void repeat(Consumer<Handle> work);

    static Transactions of(RelationalStore store) {
        return new Transactions() {
            @Override
            public <T> T read(Function<Handle, T> work) {
                return store.read(work);
            }

            @Override
            public <T> T write(Function<Handle, T> work) {
                return store.write(work);
            }

            @Override
            public void repeat(Consumer<Handle> work) {
                store.repeat(work);
            }
        };
    }

    /** All calls are part of the transaction that is open already. */
    static Transactions within(Handle handle) {
        return new Transactions() {
            @Override
            public <T> T read(Function<Handle, T> work) {
                return work.apply(handle);
            }

            @Override
            public <T> T write(Function<Handle, T> work) {
                return work.apply(handle);
            }

            @Override
            public void repeat(Consumer<Handle> work) {
                work.accept(handle);
            }
        };
    }
}
