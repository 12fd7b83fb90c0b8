// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import dev.mastic.database.RelationalStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The stores that a test opens on one place; closed when it ends. */
final class Stores implements AutoCloseable {
    private final String where;
    private final List<RelationalStore> open = new ArrayList<>();

    Stores(String where) {
        this.where = where;
    }

    static Stores inFile(Path dir) {
        return new Stores(dir.resolve("mastic.db").toString());
    }

    String where() {
        return where;
    }

    RelationalStore open() {
        var store = RelationalStore.open(where);
        open.add(store);
        return store;
    }

    /** Forgets everything, so that the tests of a class may share a PostgreSQL database. */
    Stores truncated() {
        open().change(handle -> handle.execute(
                "truncate catalog_objects, partitions, table_versions, tables, databases, crawls, crawlers, classifiers,"
                        + " manifest_folders, manifests"));
        return this;
    }

    @Override
    public void close() {
        open.forEach(RelationalStore::close);
    }
}
