// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.crawl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.crawl.CrawlOutput.Layout;
import dev.mastic.core.crawl.CrawlTarget.JdbcPlace;
import dev.mastic.core.crawl.CrawlerSpec.Policy;
import dev.mastic.core.crawl.SchemaChangePolicy.DeleteBehavior;
import dev.mastic.core.crawl.SchemaChangePolicy.UpdateBehavior;
import dev.mastic.core.failure.UsageException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CrawlerCodecTest {
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void readsCrawlersAsTheyWereWritten(@ForAll("crawlers") CrawlerSpec crawler) {
        var text = CrawlerCodec.write(crawler);
        assertThat(CrawlerCodec.read(text)).isEqualTo(crawler);
        assertThat(CrawlerCodec.write(CrawlerCodec.read(text))).isEqualTo(text);
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void readsClassifiersAsTheyWereWritten(@ForAll("classifiers") ClassifierSpec classifier) {
        assertThat(ClassifierCodec.read(ClassifierCodec.write(classifier))).isEqualTo(classifier);
    }

    @Example
    void readsWhatGlueShowsOfACrawler() {
        var crawler = CrawlerCodec.read("""
                {"Crawler": {"Name": "nightly", "Role": "arn:aws:iam::1:role/glue", "State": "READY", "Version": 3,
                 "Targets": {"S3Targets": [{"Path": "s3://lake/orders", "Exclusions": ["**.tmp"], "SampleSize": 5}],
                             "JdbcTargets": [], "MongoDBTargets": [], "DynamoDBTargets": []},
                 "DatabaseName": "sales", "Classifiers": [], "TablePrefix": "raw_", "CrawlElapsedTime": 12,
                 "RecrawlPolicy": {"RecrawlBehavior": "CRAWL_EVERYTHING"},
                 "SchemaChangePolicy": {"UpdateBehavior": "LOG", "DeleteBehavior": "LOG"},
                 "LineageConfiguration": {"CrawlerLineageSettings": "DISABLE"},
                 "LakeFormationConfiguration": {"UseLakeFormationCredentials": false, "AccountId": ""},
                 "Schedule": {"ScheduleExpression": "cron(15 2 * * ? *)", "State": "SCHEDULED"},
                 "Configuration": "{\\"Version\\":1.0,\\"Grouping\\":{\\"TableLevelConfiguration\\":2},\\"CrawlerOutput\\":{\\"Tables\\":{\\"AddOrUpdateBehavior\\":\\"MergeNewColumns\\",\\"TableThreshold\\":7}}}"}}
                """);
        assertThat(crawler.targets())
                .containsExactly(new CrawlTarget.Folder("s3://lake/orders", List.of("**.tmp"), OptionalInt.of(5)));
        assertThat(crawler.policy().schemaChange()).isEqualTo(SchemaChangePolicy.LOG);
        assertThat(crawler.policy().configuration())
                .isEqualTo(new CrawlConfiguration(true, true, false, OptionalInt.of(2), OptionalInt.of(7), true));
        assertThat(crawler.schedule()).contains("cron(15 2 * * ? *)");
    }

    @Example
    void refusesByNameWhatItCannotDo() {
        refuses(
                "{\"Name\":\"c\",\"Targets\":{\"DynamoDBTargets\":[{\"Path\":\"t\"}]}}",
                "Targets.DynamoDBTargets is not supported");
        refuses(
                "{\"Name\":\"c\",\"Targets\":{\"S3Targets\":[{\"Path\":\"t\",\"EventQueueArn\":\"a\"}]}}",
                "Targets.S3Targets[0].EventQueueArn is not supported");
        refuses("{\"Name\":\"c\",\"Targets\":{\"S3Target\":[{\"Path\":\"t\"}]}}", "did you mean 'S3Targets'?");
        refuses("{\"Name\":\"c\",\"Tags\":{\"a\":\"b\"}}", "Tags is not supported (crawlers have no tags)");
        refuses("{\"Name\":\"c\",\"LineageConfiguration\":{\"CrawlerLineageSettings\":\"ENABLE\"}}", "lineage");
        refuses("{\"Name\":\"c\",\"Descripton\":\"x\"}", "unknown key 'Descripton'");
        refuses(
                "{\"Name\":\"c\",\"Configuration\":\"{\\\"Grouping\\\":{\\\"TableGroupingPolicy\\\":\\\"All\\\"}}\"}",
                "TableGroupingPolicy must be CombineCompatibleSchemas (got All)");
        refuses(
                "{\"Name\":\"c\",\"SchemaChangePolicy\":{\"UpdateBehavior\":\"NEVER\"}}",
                "SchemaChangePolicy.UpdateBehavior must be one of [LOG, UPDATE_IN_DATABASE] (got \"NEVER\")");
        refuses("{\"Name\":7}", "Name must be a text (got 7)");
        refuses("{}", "no Name");
        refuses("[]", "not a JSON object");
        refuses("{", "not JSON");
    }

    @Example
    void readsWhatGlueShowsOfAClassifier() {
        var classifier = ClassifierCodec.read("""
                {"Classifier": {"CsvClassifier": {"Name": "semi", "Version": 1, "Delimiter": ";", "ContainsHeader": "PRESENT",
                 "Header": ["id", "name"], "AllowSingleColumn": false}}}
                """);
        assertThat(classifier.kind()).isEqualTo("csv");
        assertThat(classifier.settings())
                .containsOnly(
                        Map.entry("delimiter", ";"),
                        Map.entry("contains-header", "present"),
                        Map.entry("header", List.of("id", "name")),
                        Map.entry("allow-single-column", false));
        assertThatThrownBy(() -> ClassifierCodec.read("{\"YamlClassifier\":{\"Name\":\"y\"}}"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("unknown key 'YamlClassifier'");
        assertThatThrownBy(() -> ClassifierCodec.read("{}"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("must be of one kind");
    }

    private static void refuses(String json, String why) {
        assertThatThrownBy(() -> CrawlerCodec.read(json))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("Cannot read the crawler")
                .hasMessageContaining(why);
    }

    @Provide
    Arbitrary<CrawlerSpec> crawlers() {
        var outputs = Combinators.combine(names(), texts(), Arbitraries.of(Layout.class))
                .as(CrawlOutput::new);
        return Combinators.combine(
                        names(),
                        texts(),
                        targets(),
                        names().list().ofMaxSize(2),
                        outputs,
                        policies(),
                        overrides().list().ofMaxSize(2),
                        names().optional())
                .as(CrawlerSpec::new);
    }

    @Provide
    Arbitrary<ClassifierSpec> classifiers() {
        var keys = Arbitraries.of("grok-pattern", "header", "row-tag", "classification");
        var values = Arbitraries.oneOf(
                names().map(Object.class::cast),
                names().list().ofMinSize(1).ofMaxSize(3).map(Object.class::cast),
                Arbitraries.of(true, false).map(Object.class::cast));
        return Combinators.combine(
                        names(),
                        Arbitraries.of(ClassifierCodec.kinds()),
                        Arbitraries.maps(keys, values).ofMaxSize(3))
                .as(ClassifierSpec::new);
    }

    private static Arbitrary<List<CrawlTarget>> targets() {
        var exclusions = names().list().ofMaxSize(2);
        var sizes = Arbitraries.integers().between(1, 249).optional().map(CrawlerCodecTest::number);
        var flags = Arbitraries.of(true, false);
        var secrets = names().map("secret:env:"::concat);
        var places = Combinators.combine(names(), names().optional(), secrets.optional())
                .as(JdbcPlace::new);
        Arbitrary<CrawlTarget> folders =
                Combinators.combine(names(), exclusions, sizes).as(CrawlTarget.Folder::new);
        Arbitrary<CrawlTarget> databases =
                Combinators.combine(places, names(), exclusions, flags, flags).as(CrawlTarget.Jdbc::new);
        Arbitrary<CrawlTarget> iceberg = Combinators.combine(
                        names(), exclusions, Arbitraries.integers().between(1, 20))
                .as(CrawlTarget.Iceberg::new);
        Arbitrary<CrawlTarget> tables = Combinators.combine(
                        names(), names().list().ofMinSize(1).ofMaxSize(2))
                .as(CrawlTarget.Tables::new);
        return Combinators.combine(some(folders), some(databases), some(iceberg), some(tables))
                .as((a, b, c, d) -> Stream.of(a, b, c, d).flatMap(List::stream).toList());
    }

    private static Arbitrary<List<CrawlTarget>> some(Arbitrary<CrawlTarget> targets) {
        return targets.list().ofMaxSize(2);
    }

    private static Arbitrary<Policy> policies() {
        var flags = Arbitraries.of(true, false);
        var numbers = Arbitraries.integers().between(1, 99).optional().map(CrawlerCodecTest::number);
        var schemas = Combinators.combine(Arbitraries.of(UpdateBehavior.class), Arbitraries.of(DeleteBehavior.class))
                .as(SchemaChangePolicy::new);
        var configurations = Combinators.combine(flags, flags, flags, numbers, numbers, flags)
                .as((merge, inherit, combine, level, most, index) ->
                        new CrawlConfiguration(merge, inherit, combine, level, most, index));
        var conventions = Combinators.combine(
                        Arbitraries.of(CrawlConfiguration.Grouping.class),
                        Arbitraries.of(CrawlConfiguration.PartitionNames.class))
                .as(CrawlConfiguration.Conventions::new);
        var understood = Combinators.combine(configurations, conventions).as(CrawlConfiguration::with);
        return Combinators.combine(schemas, Arbitraries.of(RecrawlBehavior.class), understood)
                .as(Policy::new);
    }

    private static Arbitrary<TableOverride> overrides() {
        return Combinators.combine(
                        names(),
                        Arbitraries.of(TableOverride.Kind.class),
                        names().optional(),
                        names().list().ofMaxSize(2))
                .as(TableOverride::new);
    }

    private static OptionalInt number(Optional<Integer> number) {
        return number.map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }

    private static Arbitrary<String> names() {
        return Arbitraries.oneOf(Arbitraries.of("a", "**.tmp", "s3://b/ü \"x\"", "{a,b}\\*"), texts())
                .filter(text -> !text.isEmpty());
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.strings().withCharRange('\u0001', '\ud7ff').ofMaxLength(6);
    }
}
