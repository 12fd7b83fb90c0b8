// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.bookmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.bookmark.BookmarkStore;
import dev.mastic.core.bookmark.RunHistory;
import dev.mastic.core.config.Settings;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.plugin.Registry;
import dev.mastic.database.RelationalStore;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FactoriesTest {
    @TempDir
    Path dir;

    @Test
    void theRegistryMakesBothOverTheStoreOfTheProcess() {
        try (var stores = Stores.inFile(dir)) {
            var parts = new StoreOnly(stores.open(), Registry.fromClasspath());
            assertThat(make(parts, BookmarkStore.class).bookmarks(Optional.empty()))
                    .isEmpty();
            assertThat(make(parts, RunHistory.class).list(Optional.empty(), 1)).isEmpty();
        }
    }

    private static <T> T make(StoreOnly parts, Class<T> kind) {
        var factory = parts.registry().get(kind, "relational");
        return factory.create(factory.settings().of("test", Map.of()), parts);
    }

    private record StoreOnly(RelationalStore store, Registry registry) implements Parts {
        @Override
        public <P> P the(Class<P> kind) {
            return kind.cast(store);
        }

        @Override
        public <P> P create(Class<P> kind, String name, Settings settings) {
            return registry.get(kind, name).create(settings, this);
        }
    }
}
