// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.catalog.AlreadyExistsException;
import dev.mastic.core.catalog.Database;
import dev.mastic.core.catalog.NoSuchDatabaseException;
import dev.mastic.core.catalog.NoSuchTableException;
import dev.mastic.core.catalog.Partition;
import dev.mastic.core.catalog.Storage;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableChangedException;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.failure.UsageException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InMemoryCatalogTest {
    private static final TableName NAME = new TableName("db", "t");

    private final InMemoryCatalog catalog = new InMemoryCatalog();

    @BeforeEach
    void addDatabase() {
        catalog.createDatabase(Database.named("db"));
    }

    private static Table table(String location) {
        return new Table(NAME, List.of(), List.of(), Storage.at(location), Map.of());
    }

    private static Partition partition(String location, String... values) {
        return new Partition(Arrays.asList(values), Storage.at(location), Map.of());
    }

    @Test
    void updatesOnlyTheVersionThatWasRead() {
        assertThat(catalog.create(table("/1")).version()).isEqualTo(1);
        assertThat(catalog.update(table("/2"), 1).version()).isEqualTo(2);
        assertThatThrownBy(() -> catalog.update(table("/3"), 1)).isInstanceOf(TableChangedException.class);
        assertThat(catalog.get(NAME).table().storage().location()).isEqualTo("/2");
        assertThat(catalog.history(NAME)).extracting(v -> v.version()).containsExactly(2L, 1L);
    }

    @Test
    void keepsPartitionsSortedAndReplacesThoseOfTheSameValues() {
        catalog.create(table("/t"));
        catalog.putPartitions(NAME, List.of(partition("/b", "b", "1"), partition("/a", "a", "2")));
        catalog.putPartitions(NAME, List.of(partition("/new", "b", "1")));
        catalog.update(table("/2"), 1);
        assertThat(catalog.partitions(NAME)).containsExactly(partition("/a", "a", "2"), partition("/new", "b", "1"));
        catalog.dropPartitions(NAME, List.of(List.of("a", "2"), List.of("unknown", "9")));
        assertThat(catalog.partitions(NAME)).hasSize(1);
    }

    @Test
    void renamesATableWithItsVersionsAndPartitions() {
        catalog.create(table("/t"));
        catalog.putPartitions(NAME, List.of(partition("/a", "a")));
        var other = new TableName("db", "u");
        catalog.rename(NAME, other);
        assertThat(catalog.find(NAME)).isEmpty();
        assertThat(catalog.get(other).table().name()).isEqualTo(other);
        assertThat(catalog.partitions(other)).hasSize(1);
    }

    @Test
    void refusesWhatIsThereOrIsNotThere() {
        catalog.create(table("/t"));
        var nowhere = new TableName("nowhere", "t");
        assertThatThrownBy(() -> catalog.create(table("/t"))).isInstanceOf(AlreadyExistsException.class);
        assertThatThrownBy(() -> catalog.createDatabase(Database.named("db")))
                .isInstanceOf(AlreadyExistsException.class);
        assertThatThrownBy(() -> catalog.tables("nowhere")).isInstanceOf(NoSuchDatabaseException.class);
        assertThatThrownBy(() -> catalog.partitions(nowhere)).isInstanceOf(NoSuchTableException.class);
        assertThatThrownBy(() -> catalog.dropDatabase("db")).isInstanceOf(UsageException.class);
        assertThat(catalog.drop(NAME)).isTrue();
        assertThat(catalog.drop(NAME)).isFalse();
    }
}
