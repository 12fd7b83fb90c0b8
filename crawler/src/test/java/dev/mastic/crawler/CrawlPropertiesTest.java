// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.crawl.CrawlConfiguration;
import dev.mastic.core.crawl.CrawlOutput;
import dev.mastic.core.crawl.CrawlReport;
import dev.mastic.core.crawl.CrawlReport.Change;
import dev.mastic.core.crawl.CrawlRequest;
import dev.mastic.core.crawl.CrawlTarget;
import dev.mastic.core.crawl.CrawlerSpec;
import dev.mastic.testkit.InMemoryCatalog;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class CrawlPropertiesTest {
    /** Files at random depths, of a few shapes, some of no format. */
    @Provide
    Arbitrary<Map<String, String>> trees() {
        var level = Arbitraries.of(
                "north",
                "south",
                "t",
                "2024",
                "2025-01-31",
                "05",
                "W17",
                "year=1",
                "year=2",
                "month=7",
                "Region=x",
                "ü 1");
        var name = Arbitraries.of("a.json", "b.json", "c.json.gz", "d.psv", "e.txt", "f.json.tmp", "g.empty");
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
        Assume.that(tops.stream().allMatch(top -> holdsData(tree, top)));
        var report = place.crawl(1, false, tops.toArray(String[]::new));
        Collections.shuffle(tops, random);
        assertThat(other.crawl(4, false, tops.toArray(String[]::new))).isEqualTo(report);
    }

    /** Threads, executors and file systems all have their own order. */
    @Property(tries = 25)
    void findsTheSameOnSparkAndInThreadsInWhateverOrderFilesAreListed(
            @ForAll("trees") Map<String, String> tree, @ForAll Random random) {
        var place = Place.temporary();
        fill(place, tree, random);
        Assume.that(holdsData(tree, ""));
        var request = CrawlRequest.of(List.of(ShuffledDisk.SCHEME + place.folder()), Place.DATABASE, true);
        var report = place.crawler(Map.of("threads", 1), shuffled(random)).crawl(request);
        assertThat(place.crawler(Map.of("threads", 4), shuffled(random)).crawl(request))
                .isEqualTo(report);
        assertThat(place.crawlerOnSpark(Map.of(), shuffled(random)).crawl(request))
                .isEqualTo(report);
    }

    private static Map<String, String> shuffled(Random random) {
        return ShuffledDisk.settings(random.nextLong());
    }

    /** However few files are looked into at first, a table has all of its files, and the same ones each time. */
    @Property(tries = 60)
    void choosesTheSameSamplesWithAnyThreads(
            @ForAll("trees") Map<String, String> tree,
            @ForAll("rules") CrawlConfiguration rules,
            @ForAll @IntRange(min = 1, max = 3) int size,
            @ForAll Random random) {
        var place = Place.temporary();
        fill(place, tree, random);
        Assume.that(holdsData(tree, ""));
        var target = new CrawlTarget.Folder(place.folder().toString(), List.of(), OptionalInt.of(size));
        var report = crawl(place, target, rules, 1);
        var other = new Place(place.folder(), new InMemoryCatalog());
        assertThat(crawl(other, target, rules, 4)).isEqualTo(report);
        assertThat(lost(report, tree)).isEmpty();
    }

    private static CrawlReport crawl(Place place, CrawlTarget target, CrawlConfiguration rules, int threads) {
        var usual = CrawlerSpec.Policy.USUAL;
        var policy = new CrawlerSpec.Policy(usual.schemaChange(), usual.recrawl(), rules);
        var spec = new CrawlerSpec(
                CrawlerSpec.AD_HOC,
                "",
                List.of(target),
                List.of(),
                CrawlOutput.to(Place.DATABASE),
                policy,
                List.of(),
                Optional.empty());
        return place.crawler(Map.of("threads", threads), Map.of())
                .crawl(new CrawlRequest(spec, List.of(), List.of(), false));
    }

    @Provide
    Arbitrary<CrawlConfiguration> rules() {
        var conventions = Combinators.combine(
                        Arbitraries.of(CrawlConfiguration.Grouping.class),
                        Arbitraries.of(CrawlConfiguration.PartitionNames.class))
                .as(CrawlConfiguration.Conventions::new);
        return Combinators.combine(
                        Arbitraries.of(true, false), Arbitraries.integers().between(0, 9), conventions)
                .as((combine, level, names) -> new CrawlConfiguration(
                        false,
                        true,
                        combine,
                        level == 0 ? OptionalInt.empty() : OptionalInt.of(level),
                        OptionalInt.empty(),
                        true,
                        names));
    }

    @Property(tries = 60)
    void writesNothingTheSecondTime(@ForAll("trees") Map<String, String> tree, @ForAll Random random) {
        var place = Place.temporary();
        fill(place, tree, random);
        Assume.that(holdsData(tree, ""));
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
        Assume.that(holdsData(tree, ""));
        var report = place.crawl();
        assertThat(lost(report, tree)).isEmpty();
    }

    /** How many files are neither in a table nor left out with a reason, if any. */
    private static Optional<Long> lost(CrawlReport report, Map<String, String> tree) {
        long inTables = report.tables().stream()
                .mapToLong(CrawlReport.CrawledTable::files)
                .sum();
        return Optional.of(tree.size() - inTables - report.skipped().size()).filter(lost -> lost != 0);
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

    /** A target that holds nothing but empty and unfinished files is refused. */
    private static boolean holdsData(Map<String, String> tree, String top) {
        return tree.keySet().stream()
                .anyMatch(path -> path.startsWith(top) && !path.endsWith(".empty") && !path.endsWith(".tmp"));
    }

    private static void fill(Place place, Map<String, String> tree, Random random) {
        var paths = new ArrayList<>(tree.keySet());
        Collections.shuffle(paths, random);
        paths.forEach(path -> place.file(
                path,
                path.endsWith(".empty")
                        ? new String[0]
                        : path.endsWith(".psv")
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
