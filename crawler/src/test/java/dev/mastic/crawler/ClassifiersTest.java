// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.crawl.ClassifierSpec;
import dev.mastic.core.crawl.CrawlReport;
import dev.mastic.core.crawl.CrawlReport.CrawledTable;
import dev.mastic.core.crawl.CrawlReport.Skipped;
import dev.mastic.core.crawl.CrawlRequest;
import dev.mastic.core.io.Format;
import dev.mastic.core.io.Sample;
import dev.mastic.crawler.look.Classifiers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifiersTest {
    @TempDir
    Path folder;

    private Place place;

    @BeforeEach
    void open() {
        place = Place.in(folder.resolve("lake"));
    }

    @Test
    void asksFormatsInGluesOrderAndStrangersBeforeCsv() {
        assertThat(Stream.of("csv", "zebra", "grok", "ant", "json", "avro", "xml", "orc", "ion", "parquet")
                        .sorted(Classifiers.order()))
                .containsExactly("parquet", "orc", "avro", "json", "xml", "ion", "grok", "ant", "zebra", "csv");
    }

    @Test
    void asksCustomClassifiersFirstAndNamesTheOneThatIsCertain() {
        place.file("t/a.psv", "id|name", "1|marked");
        var tables = crawl(custom("second", "marked", 1), custom("third", "marked", 1))
                .tables();
        assertThat(tables).extracting(CrawledTable::classifier).containsExactly("second");
        assertThat(tables).extracting(CrawledTable::format).containsExactly("psv");
        assertThat(place.table("t").classification()).contains("odd");
    }

    @Test
    void takesTheMostCertainWhereNoneIsCertain() {
        place.file("t/a.psv", "id|name", "1|marked");
        assertThat(crawl(custom("low", "marked", 0.3)).tables())
                .extracting(CrawledTable::classifier)
                .containsExactly("psv");
        assertThat(crawl(custom("low", "marked", 0.3), custom("high", "marked", 0.95))
                        .tables())
                .extracting(CrawledTable::classifier)
                .containsExactly("high");
        assertThat(crawl(custom("first", "marked", 0.9)).tables())
                .extracting(CrawledTable::classifier)
                .containsExactly("first");
        assertThat(crawl(custom("none", "marked", 0)).tables())
                .extracting(CrawledTable::classifier)
                .containsExactly("psv");
    }

    @Test
    void leavesATextToAnotherFormatThatIsAlmostCertain() {
        assertThat(classified(0.9, 1)).contains("grok");
        assertThat(classified(0.6, 1)).contains("csv");
        assertThat(classified(0, 1)).contains("csv");
    }

    private static Optional<String> classified(double grok, double csv) {
        var formats = new TreeMap<String, Format>(Classifiers.order());
        formats.put("grok", new SureText("grok", grok));
        formats.put("csv", new SureText("csv", csv));
        return new Classifiers(Map.of(), formats)
                .classify(new Sample("/a", 1, new byte[] {'a'}, new byte[0], "none"))
                .map(found -> found.match().format());
    }

    @Test
    void takesFilesThatNoFormatKnowsWithACustomClassifier() {
        place.file("t/a.dat", "id|name", "1|marked").file("t/b.dat", "words");
        var report = crawl(custom("mine", "marked", 0.5));
        assertThat(Place.table(report, "t").certainty()).isEqualTo(0.5);
        assertThat(report.skipped())
                .containsExactly(new Skipped(
                        place.location("t/b.dat"),
                        "no format knows it (asked: mine, json, psv; it begins with 'words.')"));
    }

    @Test
    void namesAClassifierOfAFormatThatIsNotThere() {
        place.file("t/a.psv", "id|name", "1|marked");
        var spec = new ClassifierSpec("mine", "odd", Map.of("word", "marked", "certainty", 1, "format", "fixed"));
        assertThat(crawl(spec).skipped())
                .extracting(Skipped::reason)
                .containsExactly("Cannot read files as fixed: no format has this name (got it from a classifier; known:"
                        + " json, psv)");
    }

    @Test
    void refusesAKindOfClassifierThatIsNotThere() {
        place.file("t/a.psv", "id|name", "1|marked");
        assertThatThrownBy(() -> crawl(new ClassifierSpec("mine", "od", Map.of())))
                .hasMessageContainingAll("'od'", "odd");
    }

    private static ClassifierSpec custom(String name, String word, double certainty) {
        return new ClassifierSpec(name, "odd", Map.of("word", word, "certainty", certainty));
    }

    private CrawlReport crawl(ClassifierSpec... classifiers) {
        var target = place.folder().resolve("t").toString();
        var request = CrawlRequest.of(List.of(target), Place.DATABASE, true);
        place.crawl(new CrawlRequest(request.crawler(), List.of(classifiers), List.of(), false));
        return place.crawl(new CrawlRequest(request.crawler(), List.of(classifiers), List.of(), true));
    }
}
