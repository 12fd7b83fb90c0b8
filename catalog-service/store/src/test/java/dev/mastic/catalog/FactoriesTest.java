// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.catalog.Database;
import dev.mastic.core.config.ConfigProblemsException;
import dev.mastic.core.config.Settings;
import dev.mastic.core.plugin.NoSuchPartException;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.plugin.Registry;
import dev.mastic.database.RelationalStore;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.Schema;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FactoriesTest {
    private final Registry registry = Registry.fromClasspath();

    @TempDir
    Path dir;

    @Test
    void theRegistryMakesTheCatalogAndItsIcebergFace() {
        try (var stores = Stores.inFile(dir)) {
            var store = Map.<Class<?>, Object>of(RelationalStore.class, stores.open());
            var rows = make(new Only(store, registry), Rows.CATALOG, "relational", Map.of());
            rows.createDatabase(Database.named("sales"));

            Map<Class<?>, Object> parts = Map.of(Rows.CATALOG, rows, Configuration.class, new Configuration(false));
            var iceberg = make(new Only(parts, registry), Catalog.class, "mastic", Map.of("warehouse", dir.toString()));
            var table = iceberg.createTable(TableIdentifier.of("sales", "orders"), new Schema());
            assertThat(table.location()).isEqualTo(dir + "/sales/orders");
        }
    }

    @Test
    void theWarehouseMustBeGiven() {
        var parts = new Only(Map.of(), registry);
        assertThatThrownBy(() -> make(parts, Catalog.class, "mastic", Map.of()))
                .isInstanceOf(ConfigProblemsException.class)
                .hasMessageContaining("missing setting 'warehouse'");
    }

    private static <T> T make(Only parts, Class<T> kind, String name, Map<String, String> written) {
        var factory = parts.registry().get(kind, name);
        return factory.create(factory.settings().of("test", written), parts);
    }

    private record Only(Map<Class<?>, Object> parts, Registry registry) implements Parts {
        @Override
        public <P> P the(Class<P> kind) {
            if (!parts.containsKey(kind)) {
                throw new NoSuchPartException("no " + kind);
            }
            return kind.cast(parts.get(kind));
        }

        @Override
        public <P> P create(Class<P> kind, String name, Settings settings) {
            return registry.get(kind, name).create(settings, this);
        }
    }
}
