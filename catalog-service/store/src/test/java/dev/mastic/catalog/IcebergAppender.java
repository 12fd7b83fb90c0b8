// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import dev.mastic.database.RelationalStore;
import org.apache.hadoop.conf.Configuration;

/** A process that appends five files to an Iceberg table. */
final class IcebergAppender {
    private IcebergAppender() {}

    public static void main(String[] arguments) {
        try (var store = RelationalStore.open(arguments[0])) {
            var catalog = new MasticIcebergCatalog(new RelationalCatalog(store), arguments[1], new Configuration());
            MasticIcebergCatalogTest.appendFive(catalog, arguments[2]);
        }
    }
}
