// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.Database;
import dev.mastic.core.catalog.PageRequest;
import dev.mastic.core.catalog.Partition;
import dev.mastic.core.catalog.PartitionFilter;
import dev.mastic.core.catalog.Partitions;
import dev.mastic.core.catalog.Segment;
import dev.mastic.core.catalog.Storage;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.type.Type;
import dev.mastic.testkit.PostgresExtension;
import dev.mastic.testkit.PostgresExtension.PostgresUrl;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.statement.SqlStatements;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A table of so many partitions is made in batches, filtered and paged through. Figures are printed; what is asserted are plans and answers. */
@ExtendWith(PostgresExtension.class)
class MillionPartitionsTest {
    private static final TableName NAME = TableName.parse("d.events");
    private static final LocalDate FIRST = LocalDate.of(2000, 1, 1);
    private static final int REGIONS = 20;
    private static final int HOURS = 24;
    private static final int BATCH = 100;
    private static final int PAGE = 1_000;
    private static final String SORT_KEY = "partitions_by_sort_key";
    private static final String[] WITHOUT_INDEX = {"SCAN", "Seq Scan", "TEMP B-TREE", "Sort  "};
    private static final List<Column> KEYS = List.of(
            Column.of("day", Type.Primitive.DATE),
            Column.of("hour", Type.Primitive.INT),
            Column.of("region", Type.Primitive.STRING));

    @TempDir
    Path dir;

    @Test
    void findsFewAmongSomeByTheirIndexInSqlite() {
        check(Stores.inFile(dir), 12_000);
    }

    @Test
    void findsFewAmongSomeByTheirIndexInPostgres(PostgresUrl url) {
        check(new Stores(url.url()).truncated(), 12_000);
    }

    @Test
    @Tag("chaos")
    void findsFewAmongAMillionInSqlite() {
        check(Stores.inFile(dir), 1_000_000);
    }

    @Test
    @Tag("chaos")
    void findsFewAmongAMillionInPostgres(PostgresUrl url) {
        check(new Stores(url.url()).truncated(), 1_000_000);
    }

    private static void check(Stores stores, int partitions) {
        try (stores) {
            var store = stores.open();
            var catalog = new RelationalCatalog(store);
            catalog.createDatabase(Database.named("d"));
            catalog.create(new Table(NAME, List.of(), KEYS, Storage.at("s3://bucket/events/"), Map.of()));
            var name = store.dialect() + ", " + partitions + " partitions";
            create(name, catalog.partitionsOf(NAME), partitions);
            var filters = new Filters(name, stores, catalog, LocalDate.ofEpochDay(day(partitions / 2)));
            filters.check("day = 'DAY' and hour = 7 and region = 'region-03'", 1, SORT_KEY);
            filters.check("day = 'DAY' and hour in (7, 8)", 2 * REGIONS, SORT_KEY);
            filters.check("day = 'DAY'", HOURS * REGIONS, SORT_KEY);
            filters.check("day >= 'DAY' and day < 'NEXT' and hour > 21", 2 * REGIONS, SORT_KEY);
            filters.check("region = 'region-03' and day = 'DAY'", HOURS, SORT_KEY);
            filters.check("region like 'region-03%' and hour = 9 and day between 'DAY' and 'NEXT'", 2, "partitions_by");
            filters.check("hour = 24", 0, "partitions_by_value_2");
            filters.check("region in ('region-20', 'x') and not hour = 3", 0, "partitions_by_value_3");
            pageThrough(name, catalog.partitionsOf(NAME), partitions);
        }
    }

    private static long day(int number) {
        return FIRST.toEpochDay() + number / (HOURS * REGIONS);
    }

    private static Partition partition(int number) {
        var day = LocalDate.ofEpochDay(day(number)).toString();
        var hour = Integer.toString(number / REGIONS % HOURS);
        var region = String.format("region-%02d", number % REGIONS);
        var location = "s3://bucket/events/day=" + day + "/hour=" + hour + "/region=" + region + "/";
        return new Partition(List.of(day, hour, region), Storage.at(location), Map.of("numRows", "1000"));
    }

    private static void create(String name, Partitions partitions, int count) {
        long start = System.nanoTime();
        for (int from = 0; from < count; from += BATCH) {
            var batch = new ArrayList<Partition>();
            for (int number = from; number < Math.min(from + BATCH, count); number++) {
                batch.add(partition(number));
            }
            assertThat(partitions.create(batch)).isEmpty();
        }
        System.out.printf("%s: created in batches of %d in %d s%n", name, BATCH, seconds(start));
    }

    /** Filters with their answers, plans and times. */
    private record Filters(String name, Stores stores, RelationalCatalog catalog, LocalDate day) {
        void check(String expression, int expected, String index) {
            var text = expression
                    .replace("DAY", day.toString())
                    .replace("NEXT", day.plusDays(1).toString());
            var filter = PartitionFilter.parse(text, KEYS);
            var partitions = catalog.partitionsOf(NAME);
            var millis = new ArrayList<Double>();
            for (int i = 0; i < 15; i++) {
                long start = System.nanoTime();
                var page = partitions.page(filter, Segment.ALL, PageRequest.first(PAGE));
                millis.add((System.nanoTime() - start) / 1e6);
                assertThat(page.next()).isEmpty();
                assertThat(page.items()).as(text).hasSize(expected);
            }
            System.out.printf("%s: %s: first %.1f ms, then %.1f ms%n", name, expression, millis.get(0), median(millis));
            assertThat(plans(filter))
                    .isNotEmpty()
                    .allSatisfy(plan -> assertThat(plan).contains(index).doesNotContain(WITHOUT_INDEX));
        }

        private List<String> plans(PartitionFilter filter) {
            var store = stores.open();
            return store.read(handle -> {
                var plans = new Plans(store.dialect());
                handle.getConfig(SqlStatements.class).setSqlLogger(plans);
                var row = new TableRows(store.dialect()).find(handle, NAME).orElseThrow();
                new PartitionPages(handle, store.dialect(), row, filter, Segment.ALL).page(PageRequest.first(PAGE));
                return plans.plans();
            });
        }
    }

    private static void pageThrough(String name, Partitions partitions, int count) {
        var seen = new HashSet<List<String>>();
        var nanos = new ArrayList<Long>();
        Optional<String> next = Optional.empty();
        do {
            long start = System.nanoTime();
            var page = partitions.page(PartitionFilter.ALL, Segment.ALL, new PageRequest(PAGE, next));
            nanos.add(System.nanoTime() - start);
            page.items().forEach(partition -> assertThat(seen.add(partition.values()))
                    .isTrue());
            next = page.next();
        } while (next.isPresent());
        assertThat(seen).hasSize(count);
        int tenth = Math.max(nanos.size() / 10, 1);
        System.out.printf(
                "%s: paged through by %d in %.1f s; a page of the first tenth %.1f ms, of the last %.1f ms%n",
                name,
                PAGE,
                sum(nanos) / 1e9,
                sum(nanos.subList(0, tenth)) / 1e6 / tenth,
                sum(nanos.subList(nanos.size() - tenth, nanos.size())) / 1e6 / tenth);
    }

    private static double sum(List<Long> nanos) {
        return nanos.stream().mapToLong(Long::longValue).sum();
    }

    private static double median(List<Double> some) {
        return some.stream().sorted().toList().get(some.size() / 2);
    }

    private static long seconds(long start) {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
    }
}
