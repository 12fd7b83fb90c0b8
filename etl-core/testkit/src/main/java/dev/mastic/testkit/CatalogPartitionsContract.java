// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.catalog.AlreadyExistsException;
import dev.mastic.core.catalog.Attributes;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.NoSuchPartitionException;
import dev.mastic.core.catalog.NoSuchTableException;
import dev.mastic.core.catalog.Page;
import dev.mastic.core.catalog.PageRequest;
import dev.mastic.core.catalog.Partition;
import dev.mastic.core.catalog.PartitionFilter;
import dev.mastic.core.catalog.PartitionValueException;
import dev.mastic.core.catalog.Partitions;
import dev.mastic.core.catalog.Segment;
import dev.mastic.core.catalog.Storage;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.type.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** What every {@link Catalog} must do with the partitions of a table. {@link CatalogContract} holds all of it. */
abstract class CatalogPartitionsContract extends CatalogObjectsContract {

    @Test
    void keepsAPartitionWhole() {
        var partitions = withEvents().partitionsOf(EVENTS);
        var storage = new Storage(
                "s3://b/x",
                "in",
                "out",
                "serde",
                Map.of("a", "b"),
                true,
                new Attributes("{\"BucketColumns\":[\"id\"]}"));
        var whole = new Partition(
                List.of("2026-01-01", "1"), storage, Map.of("k", "v"), new Attributes("{\"LastAccessTime\":1.7E9}"));
        partitions.put(List.of(whole));
        assertThat(open().partitionsOf(EVENTS).find(whole.values())).contains(whole);
        assertThat(open().partitions(EVENTS)).containsExactly(whole);
        assertThat(partitions.find(List.of("2026-01-01", "01"))).isEmpty();
    }

    @Test
    void createsOnlyPartitionsThatAreNotThere() {
        var partitions = withEvents().partitionsOf(EVENTS);
        var first = hour("2026-01-01", "1");
        assertThat(partitions.create(List.of(first))).isEmpty();
        var other = new Partition(first.values(), Storage.at("s3://other"), Map.of());
        var second = hour("2026-01-01", "2");
        assertThat(partitions.create(List.of(other, second, second, hour("2026-01-02", "1"))))
                .containsExactlyInAnyOrder(first.values(), second.values());
        assertThat(partitions.find(first.values())).contains(first);
        assertThat(partitions.count()).isEqualTo(3);
    }

    @Test
    void ofConcurrentCreationsOfAPartitionOneWins() throws Exception {
        withEvents();
        var tasks = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < 4; i++) {
            var partitions = open().partitionsOf(EVENTS);
            tasks.add(() -> partitions.create(List.of(hour("2026-01-01", "1"))).isEmpty());
        }
        assertThat(together(tasks)).containsOnlyOnce(true);
    }

    @Test
    void replacesAPartitionAlsoByOtherValues() {
        var partitions = withEvents().partitionsOf(EVENTS);
        partitions.put(List.of(hour("2026-01-01", "1"), hour("2026-01-01", "2")));
        var same = new Partition(List.of("2026-01-01", "1"), Storage.at("s3://other"), Map.of());
        partitions.replace(same.values(), same);
        assertThat(partitions.find(same.values())).contains(same);
        var moved = hour("2026-01-03", "1");
        partitions.replace(same.values(), moved);
        assertThat(partitions.findAll(List.of(same.values(), moved.values()))).containsExactly(moved);
        assertThatThrownBy(() -> partitions.replace(moved.values(), hour("2026-01-01", "2")))
                .isInstanceOf(AlreadyExistsException.class);
        assertThatThrownBy(() -> partitions.replace(List.of("2026-01-09", "1"), moved))
                .isInstanceOf(NoSuchPartitionException.class);
        assertThat(filtered(partitions, "day = '2026-01-03'")).containsExactly(moved.values());
        assertThat(partitions.count()).isEqualTo(2);
    }

    @Test
    void dropsAndSaysWhatWasThere() {
        var partitions = withEvents().partitionsOf(EVENTS);
        partitions.put(List.of(hour("2026-01-01", "1"), hour("2026-01-01", "2")));
        assertThat(partitions.drop(List.of(List.of("2026-01-01", "1"), List.of("2026-01-01", "3"))))
                .containsExactly(List.of("2026-01-01", "1"));
        assertThat(partitions.count()).isEqualTo(1);
    }

    @Test
    void refusesValuesThatDoNotFitTheKeys() {
        var partitions = withEvents().partitionsOf(EVENTS);
        var misfit = new Partition(List.of("2026-01-01"), Storage.at("s3://b"), Map.of());
        for (var call : List.<Runnable>of(
                () -> partitions.find(misfit.values()),
                () -> partitions.create(List.of(misfit)),
                () -> partitions.put(List.of(misfit)),
                () -> partitions.replace(List.of("2026-01-01", "1"), misfit))) {
            assertThatThrownBy(call::run).isInstanceOf(UsageException.class).hasMessageContaining("[day, hour]");
        }
        assertThat(partitions.count()).isZero();
    }

    @Test
    void refusesEverythingOfATableThatIsNotThere() {
        var partitions = withEvents().partitionsOf(TableName.parse("web.event"));
        for (var call : List.<Runnable>of(
                () -> partitions.find(List.of("a")),
                partitions::count,
                () -> partitions.page(PartitionFilter.ALL, Segment.ALL, PageRequest.first(1)),
                () -> partitions.create(List.of()))) {
            assertThatThrownBy(call::run)
                    .isInstanceOf(NoSuchTableException.class)
                    .hasMessageContaining("did you mean 'web.events'?");
        }
    }

    @Test
    void comparesValuesAsTheTypesOfTheirKeys() {
        var partitions = withEvents().partitionsOf(EVENTS);
        for (var hour : List.of("9", "10", "010", "-3", "100", Partition.NULL_VALUE)) {
            partitions.put(List.of(hour("2026-01-01", hour), hour("2025-12-31", hour)));
        }
        assertThat(filtered(partitions, "day > '2025-12-31' and hour >= 10"))
                .containsExactlyInAnyOrder(
                        List.of("2026-01-01", "10"), List.of("2026-01-01", "010"), List.of("2026-01-01", "100"));
        assertThat(filtered(partitions, "hour = '10' and day = '2026-01-01'")).hasSize(2);
        assertThat(filtered(partitions, "hour < 0")).hasSize(2);
        assertThat(filtered(partitions, "hour is null")).hasSize(2);
        assertThat(filtered(partitions, "not hour = 9")).hasSize(8);
        assertThat(filtered(partitions, "hour in (9, -3) or day = '2025-12-31'"))
                .hasSize(8);
        assertThat(filtered(partitions, "")).hasSize(12);
    }

    @Test
    void stumblesOnlyOverValuesThatCount() {
        var partitions = withEvents().partitionsOf(EVENTS);
        partitions.put(List.of(hour("2026-01-01", "1"), hour("2026-01-02", "noon")));
        assertThat(filtered(partitions, "day = '2026-01-01' and hour = 1")).hasSize(1);
        assertThatThrownBy(() -> filtered(partitions, "hour = 1"))
                .isInstanceOf(PartitionValueException.class)
                .hasMessageContaining("\"noon\" is not an integer");
        assertThatThrownBy(() -> filtered(partitions, "day >= '2026-01-01' and not hour = 1"))
                .isInstanceOf(PartitionValueException.class);
    }

    @Test
    void readsValuesAsTheKeysTypesAreNow() {
        var catalog = withEvents();
        var partitions = catalog.partitionsOf(EVENTS);
        partitions.put(List.of(hour("2026-01-01", "9"), hour("2026-01-01", "10")));
        assertThat(filtered(partitions, "hour > 9")).hasSize(1);
        catalog.update(events(Column.of("day", Type.Primitive.DATE), Column.of("hour", Type.Primitive.STRING)), 1);
        assertThat(filtered(partitions, "hour > '9'")).isEmpty();
        assertThat(filtered(partitions, "hour < '9'")).hasSize(1);
        assertThatThrownBy(() -> catalog.update(events(), 2)).isInstanceOf(UsageException.class);
    }

    @Test
    void pagesThroughPartitionsWhileOthersCome() {
        var partitions = withEvents().partitionsOf(EVENTS);
        for (int hour = 0; hour < 24; hour++) {
            partitions.put(List.of(hour("2026-01-02", Integer.toString(hour))));
        }
        for (var expression : List.of("", "day = '2026-01-02'", "hour >= 0", "hour < 30 and day > '2026-01-01'")) {
            var filter = filter(expression);
            var seen = new ArrayList<List<String>>();
            var page = partitions.page(filter, Segment.ALL, PageRequest.first(5));
            while (page.next().isPresent()) {
                page.items().forEach(partition -> seen.add(partition.values()));
                open().partitionsOf(EVENTS).put(List.of(hour("2026-01-03", "1"), hour("2026-01-02", "1")));
                page = open().partitionsOf(EVENTS).page(filter, Segment.ALL, new PageRequest(5, page.next()));
            }
            page.items().forEach(partition -> seen.add(partition.values()));
            assertThat(seen).doesNotHaveDuplicates();
            assertThat(seen)
                    .filteredOn(values -> values.get(0).equals("2026-01-02"))
                    .hasSize(24);
            partitions.drop(List.of(List.of("2026-01-03", "1")));
        }
    }

    @Test
    void segmentsShareNothingAndAreAllTogether() {
        var partitions = withEvents().partitionsOf(EVENTS);
        for (int hour = 0; hour < 60; hour++) {
            partitions.put(List.of(hour("2026-01-02", Integer.toString(hour))));
        }
        for (int total : List.of(1, 2, 5, 10)) {
            var all = new ArrayList<List<String>>();
            for (int number = 0; number < total; number++) {
                all.addAll(values(partitions, "hour < 50", new Segment(number, total)));
            }
            assertThat(all).doesNotHaveDuplicates().hasSize(50);
            assertThat(new HashSet<>(values(partitions, "hour < 50", new Segment(0, total))))
                    .hasSizeGreaterThan(0);
        }
    }

    @Test
    void keepsLongValuesApart() {
        var catalog = withEvents();
        catalog.update(events(Column.of("a", Type.Primitive.STRING), Column.of("b", Type.Primitive.STRING)), 1);
        var partitions = catalog.partitionsOf(EVENTS);
        var same = "日本".repeat(500);
        partitions.put(List.of(hour(same + "1", "x"), hour(same + "2", "x"), hour(same + "2", "y" + same)));
        assertThat(partitions.count()).isEqualTo(3);
        assertThat(partitions.find(List.of(same + "2", "x"))).isPresent();
        var keys = catalog.get(EVENTS).table().partitionKeys();
        var filter = PartitionFilter.parse("a > '" + same + "1' and b like 'y%'", keys);
        assertThat(Page.all(1, page -> partitions.page(filter, Segment.ALL, page)))
                .extracting(Partition::values)
                .containsExactly(List.of(same + "2", "y" + same));
    }

    PartitionFilter filter(String expression) {
        return PartitionFilter.parse(expression, open().get(EVENTS).table().partitionKeys());
    }

    private List<List<String>> filtered(Partitions partitions, String expression) {
        return values(partitions, expression, Segment.ALL);
    }

    private List<List<String>> values(Partitions partitions, String expression, Segment segment) {
        var filter = filter(expression);
        return Page.all(3, page -> partitions.page(filter, segment, page)).stream()
                .map(Partition::values)
                .toList();
    }
}
