// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.catalog.Partition;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.crawl.CrawlOutput;
import dev.mastic.core.crawl.CrawlReport;
import dev.mastic.core.crawl.CrawlReport.CrawledTable;
import dev.mastic.core.crawl.CrawlReport.Difference;
import dev.mastic.core.crawl.CrawlTarget;
import dev.mastic.core.crawl.CrawlerSpec;
import dev.mastic.core.crawl.CrawlerSpec.Policy;
import dev.mastic.core.failure.UsageException;
import dev.mastic.crawler.sample.PackedFiles;
import dev.mastic.crawler.sample.Words;
import dev.mastic.crawler.table.Ownership;
import dev.mastic.testkit.InMemoryCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class IncrementalPropertiesTest {
    /** A file that is written, or with no row goes. */
    record Edit(String path, Optional<String> row) {}

    @Provide
    Arbitrary<Edit> edits() {
        var level = Arbitraries.of("north", "t", "2024", "2025", "year=1", "year=2");
        var name = Arbitraries.of("a.json", "b.json", "c.json.gz", "d.psv", "e.txt", "f.json.tmp");
        var path = Combinators.combine(level.list().ofMaxSize(2), name)
                .as((levels, file) -> String.join("/", levels) + (levels.isEmpty() ? "" : "/") + file);
        var row = Arbitraries.of("{'id':1,'b':2}", "{'id':'x','b':2}", "{'id':1.5,'b':{'z':1},'c':[1]}", "{'n':null}");
        return Combinators.combine(path, row.optional(0.7)).as(Edit::new);
    }

    /** However a tree is edited, a crawl finds what one finds that remembers nothing, and reads the edited files only. */
    @Property(tries = 40)
    void findsWhatACrawlWithoutAMemoryFinds(
            @ForAll @Size(min = 2, max = 5) List<@Size(min = 1, max = 6) List<@From("edits") Edit>> steps,
            @ForAll @IntRange(max = 2) int sample)
            throws IOException {
        var remembering = Place.temporary();
        var other = new InMemoryCatalog();
        var open = new HashSet<String>();
        long clock = 1_700_000_000_000L;
        for (var step : steps) {
            for (var edit : step) {
                clock += 1_000;
                apply(remembering, edit, clock, open);
            }
            var forgetful = new Place(remembering.folder(), other);
            var expected = crawl(forgetful, sample);
            var found = crawl(remembering, sample);
            assertThat(found.map(IncrementalPropertiesTest::told))
                    .isEqualTo(expected.map(IncrementalPropertiesTest::told));
            assertThat(tables(remembering)).isEqualTo(tables(forgetful));
            if (found.isPresent()) {
                long read = found.get().reading().filesRead();
                assertThat(read).isLessThanOrEqualTo(expected.get().reading().filesRead());
                if (sample == 0) {
                    assertThat(read).isEqualTo(open.size());
                }
                open.clear();
            }
        }
    }

    /** @param open the files that no crawl has seen in this version, and which one must read */
    private static void apply(Place place, Edit edit, long time, Set<String> open) throws IOException {
        var file = place.folder().resolve(edit.path());
        open.remove(edit.path());
        if (edit.row().isEmpty()) {
            Files.deleteIfExists(file);
            return;
        }
        var row = edit.row().get();
        place.file(
                edit.path(),
                edit.path().endsWith(".psv")
                        ? new String[] {"u|v", "1|2"}
                        : new String[] {edit.path().endsWith(".txt") ? "words" : row});
        Files.setLastModifiedTime(file, FileTime.fromMillis(time));
        if (!edit.path().endsWith(".tmp")) {
            open.add(edit.path());
        }
    }

    /** Empty where the crawl is refused, such as of no files, or where partition keys would change. */
    private static Optional<CrawlReport> crawl(Place place, int sample) {
        var size = sample == 0 ? OptionalInt.empty() : OptionalInt.of(sample);
        var target = new CrawlTarget.Folder(place.folder().toString(), List.of(), size);
        var spec = new CrawlerSpec(
                CrawlerSpec.AD_HOC,
                "",
                List.of(target),
                List.of(),
                CrawlOutput.to(Place.DATABASE),
                Policy.USUAL,
                List.of(),
                Optional.empty());
        try {
            return Optional.of(place.crawl(spec));
        } catch (UsageException e) {
            return Optional.empty();
        }
    }

    /** All of a report but how much was read for it. */
    private static List<Object> told(CrawlReport report) {
        var tables = report.tables().stream()
                .map(t -> new CrawledTable(
                        t.name(),
                        t.location(),
                        t.format(),
                        t.classifier(),
                        t.certainty(),
                        t.dialect(),
                        t.columns(),
                        t.partitionKeys(),
                        t.partitions(),
                        t.newPartitions(),
                        t.files(),
                        t.filesSampled(),
                        0,
                        t.rowsSampled(),
                        t.change(),
                        t.differences().stream()
                                .map(IncrementalPropertiesTest::timeless)
                                .toList()))
                .toList();
        return List.of(
                tables, report.skipped(), report.decisions(), report.reading().files());
    }

    private static Map<Table, List<Partition>> tables(Place place) {
        var tables = new HashMap<Table, List<Partition>>();
        if (place.catalog().databases().isEmpty()) {
            return tables;
        }
        for (var name : place.catalog().tables(Place.DATABASE)) {
            var table = place.catalog().get(name).table();
            var partitions = table.partitionKeys().isEmpty()
                    ? List.<Partition>of()
                    : place.catalog().partitions(name).stream()
                            .map(p -> new Partition(p.values(), p.storage(), timeless(p.parameters())))
                            .toList();
            tables.put(
                    new Table(
                            table.name(),
                            table.columns(),
                            table.partitionKeys(),
                            table.storage(),
                            timeless(table.parameters())),
                    partitions);
        }
        return tables;
    }

    /** Without the moment at which a table was deprecated, which is another one in each crawl. */
    private static Difference timeless(Difference difference) {
        return difference.what().endsWith(Ownership.DEPRECATED)
                ? new Difference(difference.what(), "", "", difference.applied(), difference.why())
                : difference;
    }

    private static Map<String, String> timeless(Map<String, String> parameters) {
        var same = new TreeMap<>(parameters);
        same.replace(Ownership.DEPRECATED, "");
        return same;
    }

    @Property(tries = 200)
    void packsAndUnpacksFiles(@ForAll("files") List<FileItem> files) {
        var packed = PackedFiles.of("/lake/t/", files);
        assertThat(packed.unpack()).containsExactlyInAnyOrderElementsOf(files);
        try (var deflating = new Words.Deflating()) {
            for (int i = 0; i < 2; i++) {
                assertThat(PackedFiles.ofStore("/lake/t/", packed.forStore(deflating)))
                        .isEqualTo(packed);
            }
        }
        var reversed = new ArrayList<FileItem>();
        IntStream.range(0, files.size()).forEach(i -> reversed.add(0, files.get(i)));
        assertThat(PackedFiles.of("/lake/t/", reversed).hash()).isEqualTo(packed.hash());
    }

    @Provide
    Arbitrary<List<FileItem>> files() {
        var name = Arbitraries.strings().withChars("ab.1ü漢 %").ofMinLength(1).ofMaxLength(6);
        return Combinators.combine(
                        name,
                        Arbitraries.longs().greaterOrEqual(1),
                        Arbitraries.longs(),
                        Arbitraries.of("e1", "e2").optional(0.3))
                .as((file, size, time, etag) ->
                        new FileItem("/lake/t/" + file, size, etag.isPresent() ? 0 : time, etag, List.of()))
                .list()
                .uniqueElements(FileItem::path)
                .ofMaxSize(12);
    }
}
