// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.Database;
import dev.mastic.core.catalog.Page;
import dev.mastic.core.catalog.PageRequest;
import dev.mastic.core.catalog.Partition;
import dev.mastic.core.catalog.PartitionFilter;
import dev.mastic.core.catalog.PartitionFilter.Truth;
import dev.mastic.core.catalog.PartitionValueException;
import dev.mastic.core.catalog.Partitions;
import dev.mastic.core.catalog.Segment;
import dev.mastic.core.catalog.Storage;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.type.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the database finds by a filter is what the filter itself lets through, for whatever keys, values and expressions. */
abstract class FilteredPartitionsContract {
    private static final int EXPRESSIONS = 25;

    abstract Stores stores();

    private RelationalCatalog catalog() {
        return new RelationalCatalog(stores().open());
    }

    abstract int tables();

    @Test
    void findsWhatTheFilterLetsThrough() {
        var catalog = catalog();
        catalog.createDatabase(Database.named("d"));
        int invalid = 0;
        int some = 0;
        for (int seed = 0; seed < tables(); seed++) {
            var random = new RandomPartitions(new Random(seed));
            var name = new TableName("d", "t" + seed);
            catalog.create(new Table(name, List.of(), random.keys(), Storage.at("/"), Map.of()));
            var partitions = catalog.partitionsOf(name);
            partitions.put(random.partitions());
            var all = catalog.partitions(name);
            for (int i = 0; i < EXPRESSIONS; i++) {
                var expression = random.expression();
                var filter = PartitionFilter.parse(expression, random.keys());
                var wanted = all.stream()
                        .filter(p -> filter.of(p.values()) == Truth.TRUE)
                        .toList();
                var what = "table " + seed + " with " + random.keys() + " by " + expression;
                if (all.stream().anyMatch(p -> filter.of(p.values()) == Truth.INVALID)) {
                    assertThatThrownBy(() -> all(partitions, filter, Segment.ALL))
                            .as(what)
                            .isInstanceOf(PartitionValueException.class);
                    invalid++;
                } else {
                    assertThat(all(partitions, filter, Segment.ALL))
                            .as(what)
                            .containsExactlyInAnyOrderElementsOf(wanted);
                    assertThat(segments(partitions, filter)).as(what).containsExactlyInAnyOrderElementsOf(wanted);
                    some += wanted.isEmpty() || wanted.size() == all.size() ? 0 : 1;
                }
            }
        }
        assertThat(some).as("expressions that let some through").isGreaterThan(tables());
        assertThat(invalid).as("expressions that stumble").isPositive();
    }

    private static List<Partition> segments(Partitions partitions, PartitionFilter filter) {
        return IntStream.range(0, 3)
                .mapToObj(number -> all(partitions, filter, new Segment(number, 3)))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Partition> all(Partitions partitions, PartitionFilter filter, Segment segment) {
        return Page.all(7, page -> partitions.page(filter, segment, page));
    }

    @Test
    void sortsThePartitionsOfAnOlderMasticWhenTheyAreFirstAskedFor() {
        var store = stores().open();
        var catalog = new RelationalCatalog(store);
        catalog.createDatabase(Database.named("d"));
        var name = new TableName("d", "t");
        var keys = List.of(Column.of("n", Type.Primitive.INT), Column.of("s", Type.Primitive.STRING));
        catalog.create(new Table(name, List.of(), keys, Storage.at("/"), Map.of()));
        var partitions = catalog.partitionsOf(name);
        var large = "x".repeat(400);
        partitions.put(List.of(partition("9", "a"), partition("10", "b"), partition("10", large)));
        // As the migration leaves what was there before it.
        store.change(handle -> {
            handle.execute("update partitions set identity = partition_values, sort_key = '', value_1 = null,"
                    + " value_2 = null");
            handle.execute("update tables set sorted = 0");
        });
        assertThat(all(partitions, PartitionFilter.parse("n > 9 and s > 'a'", keys), Segment.ALL))
                .containsExactlyInAnyOrder(partition("10", "b"), partition("10", large));
        assertThat(partitions.create(List.of(partition("10", large)))).hasSize(1);
        assertThat(partitions.count()).isEqualTo(3);
    }

    private static Partition partition(String... values) {
        return new Partition(List.of(values), Storage.at("/"), Map.of());
    }

    @Test
    void refusesToGoOnAfterWhatItHasNotGiven() {
        var catalog = catalog();
        catalog.createDatabase(Database.named("d"));
        var name = new TableName("d", "t");
        catalog.create(
                new Table(name, List.of(), List.of(Column.of("k", Type.Primitive.STRING)), Storage.at("/"), Map.of()));
        for (var token :
                List.of("x", "[]", "[\"sort_key\",\"a\",\"b\"]", "[\"id; drop table tables\",\"a\",\"1\"]", "{}")) {
            assertThatThrownBy(() -> catalog.partitionsOf(name)
                            .page(PartitionFilter.ALL, Segment.ALL, new PageRequest(1, Optional.of(token))))
                    .as(token)
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("begin with the first page");
        }
    }
}
