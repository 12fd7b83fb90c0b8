// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.crawl.CrawlReport;
import dev.mastic.core.crawl.CrawlReport.Change;
import dev.mastic.testkit.InMemoryCatalog;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CrawlPropertiesTest {
    /** Files at random depths, of a few shapes, some of no format. */
    @Provide
    Arbitrary<Map<String, String>> trees() {
        var level = Arbitraries.of("north", "south", "t", "2024", "05", "year=1", "year=2", "month=7", "Region=x");
        var name = Arbitraries.of("a.json", "b.json", "c.json.gz", "d.psv", "e.txt");
        var path = Combinators.combine(level.list().ofMaxSize(3), name)
                .as((levels, file) -> String.join("/", levels) + (levels.isEmpty() ? "" : "/") + file);
        var row = Arbitraries.of(
                "{'id':1,'b':2,'c':3,'d':4}",
                "{'id':'x','b':2,'c':3}",
                "{'name':'y','born':null}",
                "{'id':1.5,'b':{'z':1},'c':[1],'d':4,'e':true}");
        return Arbitraries.maps(path, row).ofMinSize(1).ofMaxSize(8).map(TreeMap::new);
    }

    @Property(tries = 60)
    void doesNotDependOnThreadsNorOnTheOrderOfFiles(@ForAll("trees") Map<String, String> tree, @ForAll Random random) {
        var place = Place.temporary();
        fill(place, tree, random);
        var other = new Place(place.folder(), new InMemoryCatalog());
        var tops = new ArrayList<>(tops(tree));
        var report = place.crawl(1, false, tops.toArray(String[]::new));
        Collections.shuffle(tops, random);
        assertThat(other.crawl(4, false, tops.toArray(String[]::new))).isEqualTo(report);
    }

    @Property(tries = 60)
    void writesNothingTheSecondTime(@ForAll("trees") Map<String, String> tree, @ForAll Random random) {
        var place = Place.temporary();
        fill(place, tree, random);
        var first = place.crawl();
        long writes = ((InMemoryCatalog) place.catalog()).writes();
        var second = place.crawl();
        assertThat(((InMemoryCatalog) place.catalog()).writes()).isEqualTo(writes);
        assertThat(second.tables()).allSatisfy(table -> {
            assertThat(table.change()).isEqualTo(Change.UNCHANGED);
            assertThat(table.newPartitions()).isZero();
        });
        assertThat(Place.names(second)).isEqualTo(Place.names(first));
        assertThat(second.skipped()).isEqualTo(first.skipped());
    }

    @Property(tries = 60)
    void losesNoFileSilently(@ForAll("trees") Map<String, String> tree, @ForAll Random random) {
        var place = Place.temporary();
        fill(place, tree, random);
        var report = place.crawl();
        long inTables = report.tables().stream()
                .mapToLong(CrawlReport.CrawledTable::files)
                .sum();
        assertThat(inTables + report.skipped().size()).isEqualTo(tree.size());
    }

    @Property(tries = 30)
    void changesExactlyTheTableThatGetsAPartition(@ForAll("years") List<Integer> years, @ForAll("year") int added) {
        var place = Place.temporary().file("people/a.json", "{'name':'x'}").file("sales/all.json", "{'id':1,'n':1}");
        years.forEach(year -> place.file("by_year/year=" + year + "/a.json", "{'id':1,'n':" + year + "}"));
        place.crawl();
        place.file("by_year/year=" + added + "/a.json", "{'id':2,'n':3}");
        var report = place.crawl();
        assertThat(report.tables())
                .filteredOn(t -> t.change() != Change.UNCHANGED)
                .singleElement()
                .satisfies(table -> {
                    assertThat(table.name().table()).isEqualTo("by_year");
                    assertThat(table.newPartitions()).isEqualTo(1);
                    assertThat(table.partitions()).isEqualTo(years.size() + 1L);
                });
        assertThat(place.version("people")).isEqualTo(1);
        assertThat(place.version("by_year")).isEqualTo(2);
    }

    @Provide
    Arbitrary<List<Integer>> years() {
        return Arbitraries.integers()
                .between(1990, 2010)
                .list()
                .uniqueElements()
                .ofMinSize(1)
                .ofMaxSize(6);
    }

    @Provide
    Arbitrary<Integer> year() {
        return Arbitraries.integers().between(2011, 2030);
    }

    private static void fill(Place place, Map<String, String> tree, Random random) {
        var paths = new ArrayList<>(tree.keySet());
        Collections.shuffle(paths, random);
        paths.forEach(path -> place.file(
                path,
                path.endsWith(".psv")
                        ? new String[] {"u|v", "1|2"}
                        : new String[] {path.endsWith(".txt") ? "words" : tree.get(path)}));
    }

    private static List<String> tops(Map<String, String> tree) {
        return tree.keySet().stream()
                .map(path -> path.replaceFirst("/.*", ""))
                .distinct()
                .toList();
    }
}
