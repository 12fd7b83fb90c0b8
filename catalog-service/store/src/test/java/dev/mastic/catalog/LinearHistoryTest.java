// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.catalog.Database;
import dev.mastic.core.catalog.PageRequest;
import dev.mastic.core.catalog.Storage;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.catalog.TableUpdate;
import dev.mastic.core.catalog.TableVersion;
import dev.mastic.testkit.PostgresExtension;
import dev.mastic.testkit.PostgresExtension.PostgresUrl;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Many threads update one table, each with what no other has written: one history comes of it, in which each update is once. */
@ExtendWith(PostgresExtension.class)
class LinearHistoryTest {
    private static final TableName NAME = TableName.parse("d.t");
    private static final String WRITER = "writer";
    private static final int PAGE = 1_000;

    @TempDir
    Path dir;

    @Test
    void isLinearInSqlite() throws Exception {
        check(Stores.inFile(dir), 4, 8, 200);
    }

    @Test
    void isLinearInPostgres(PostgresUrl url) throws Exception {
        check(new Stores(url.url()).truncated(), 4, 8, 200);
    }

    @Test
    @Tag("chaos")
    void isLinearInSqliteAlsoWhenItIsLong() throws Exception {
        check(Stores.inFile(dir), 4, 32, 10_000);
    }

    @Test
    @Tag("chaos")
    void isLinearInPostgresAlsoWhenItIsLong(PostgresUrl url) throws Exception {
        check(new Stores(url.url()).truncated(), 4, 32, 10_000);
    }

    private static void check(Stores stores, int processes, int threads, int updates) throws Exception {
        try (stores) {
            var catalog = new RelationalCatalog(stores.open());
            catalog.createDatabase(Database.named(NAME.database()));
            catalog.create(table("none 0"));
            var tasks = new ArrayList<Callable<List<Long>>>();
            // As several processes would have it, each with connections of its own.
            for (int store = 0; store < processes; store++) {
                var mine = new RelationalCatalog(stores.open());
                for (int thread = store; thread < threads; thread += processes) {
                    var writer = thread + " ";
                    tasks.add(() -> update(mine, writer, updates));
                }
            }
            var pool = Executors.newFixedThreadPool(threads);
            try {
                var given = new BitSet();
                for (var versions : pool.invokeAll(tasks)) {
                    for (long version : versions.get()) {
                        assertThat(given.get((int) version))
                                .as("version %s twice", version)
                                .isFalse();
                        given.set((int) version);
                    }
                }
                assertThat(given.cardinality()).isEqualTo(threads * updates);
            } finally {
                pool.shutdownNow();
            }
            checkHistory(catalog, threads, updates);
        }
    }

    private static List<Long> update(RelationalCatalog catalog, String writer, int updates) {
        var versions = new ArrayList<Long>();
        for (int i = 1; i <= updates; i++) {
            versions.add(
                    catalog.update(table(writer + i), TableUpdate.ofLatest()).version());
        }
        return versions;
    }

    /** Versions without a gap, and in them the updates of each writer in its order. */
    private static void checkHistory(RelationalCatalog catalog, int threads, int updates) {
        var left = new int[threads];
        Arrays.fill(left, updates);
        long expected = (long) threads * updates + 1;
        Optional<String> next = Optional.empty();
        do {
            var page = catalog.versions(NAME, new PageRequest(PAGE, next));
            for (TableVersion version : page.items()) {
                assertThat(version.version()).isEqualTo(expected--);
                if (version.version() > 1) {
                    var words = version.table().parameters().get(WRITER).split(" ");
                    assertThat(Integer.parseInt(words[1])).isEqualTo(left[Integer.parseInt(words[0])]--);
                }
            }
            next = page.next();
        } while (next.isPresent());
        assertThat(expected).isZero();
        assertThat(left).containsOnly(0);
    }

    private static Table table(String writer) {
        return new Table(NAME, List.of(), List.of(), Storage.at("/"), Map.of(WRITER, writer));
    }
}
