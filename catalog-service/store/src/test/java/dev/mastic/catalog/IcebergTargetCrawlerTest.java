// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.catalog.Database;
import dev.mastic.core.catalog.Storage;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.config.Settings;
import dev.mastic.core.crawl.CrawlProgress;
import dev.mastic.core.crawl.CrawlReport.Skipped;
import dev.mastic.core.crawl.CrawlTarget;
import dev.mastic.core.crawl.DescribedTable;
import dev.mastic.core.crawl.TargetCrawler;
import dev.mastic.core.crawl.TargetCrawler.Contents;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.plugin.NoSuchPartException;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.plugin.Registry;
import dev.mastic.core.type.TypeString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.hadoop.HadoopTables;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IcebergTargetCrawlerTest {
    private static final Schema SCHEMA = new Schema(
            NestedField.required(1, "id", Types.LongType.get()), NestedField.optional(2, "day", Types.DateType.get()));
    private static final TableName NAME = new TableName("db", "t");

    @TempDir
    Path dir;

    private final TargetCrawler crawler = new IcebergTargetCrawler.Plugin().create(none(), new NoParts());

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void takesColumnsAndSpecFromTheNewestMetadata(int version) {
        var table = new HadoopTables()
                .create(
                        SCHEMA,
                        PartitionSpec.builderFor(SCHEMA).month("day").build(),
                        Map.of("format-version", String.valueOf(version), "comment", "what we sold"),
                        dir.resolve("lake/sales/orders").toString());
        table.updateSchema().addColumn("tax", Types.DecimalType.of(9, 2)).commit();
        var found = only(look("lake", 10));
        assertThat(found.place()).isEqualTo(dir.resolve("lake/sales/orders").toString());
        assertThat(TypeString.print(found.named(NAME).fileType()))
                .isEqualTo("struct<id:bigint,day:date,tax:decimal(9,2)>");
        assertThat(found.parameters())
                .containsEntry("table_type", "ICEBERG")
                .containsEntry("comment", "what we sold")
                .containsEntry("metadata_location", found.place() + "/metadata/v2.metadata.json");
        assertThat(found.parameters().get("default-partition-spec")).contains("month");
        assertThat(found.why()).isEqualTo("metadata v2.metadata.json of format version " + version);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "10 | none     | a b/c b/d/e",
                "0  | none     | none",
                "1  | none     | a",
                "2  | none     | a b/c",
                "10 | b/**     | a",
                "10 | b        | a",
                "10 | */{c,x}  | a b/d/e",
                "10 | **/e     | a b/c"
            })
    void walksAsDeepAsItIsToldAndPassesOverWhatIsExcluded(int depth, String excluded, String expected)
            throws IOException {
        for (var table : List.of("lake/a", "lake/b/c", "lake/b/d/e", "lake/_hidden/f", "lake/a/data/inner")) {
            create(table);
        }
        Files.createDirectories(dir.resolve("lake/a/metadata/not-looked-at/metadata"));
        var exclusions = excluded == null ? List.<String>of() : List.of(excluded);
        var target = new CrawlTarget.Iceberg(dir.resolve("lake").toString(), exclusions, depth);
        if (expected == null) {
            assertThatThrownBy(() -> crawler.look(target, CrawlProgress.NONE))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("no Iceberg table lies there, or up to 0 folders below");
        } else {
            assertThat(crawler.look(target, CrawlProgress.NONE).tables().stream()
                            .map(found -> dir.resolve("lake")
                                    .relativize(Path.of(found.place()))
                                    .toString()))
                    .containsExactly(expected.split(" "));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "v1.metadata.json v2.metadata.json v10.metadata.json              | v10.metadata.json",
                "v1.gz.metadata.json v2.metadata.json.gz                          | v2.metadata.json.gz",
                "00000-a.metadata.json 00001-b.metadata.json 00010-c.metadata.json| 00010-c.metadata.json",
                "00000-a.metadata.json 00001-b.metadata.json 00001-c.metadata.json| 00000-a.metadata.json",
                "00000-a.metadata.json 00000-b.metadata.json                      | none",
                "00009-a.metadata.json v3.metadata.json version-hint.text         | v3.metadata.json",
                "00009-a.metadata.json v3.metadata.json                           | 00009-a.metadata.json",
                "snap-1.avro 00003-x.gz.metadata.json tmp.metadata.json.crc       | 00003-x.gz.metadata.json"
            })
    void theNewestVersionIsOneThatWasCommitted(String names, String newest) {
        assertThat(IcebergMetadata.newest(List.of(names.split(" "))).orElse(null))
                .isEqualTo(newest);
    }

    @Test
    void passesOverWithTheReasonWhatIsNoTableAnyMore() throws IOException {
        create("lake/good");
        create("lake/torn");
        Files.writeString(dir.resolve("lake/torn/metadata/v1.metadata.json"), "{\"format-version\":2,\"table-uu");
        create("lake/moved-from");
        Files.move(dir.resolve("lake/moved-from"), dir.resolve("lake/moved"));
        Files.createDirectories(dir.resolve("lake/two/metadata"));
        Files.writeString(dir.resolve("lake/two/metadata/00000-a.metadata.json"), "{}");
        Files.writeString(dir.resolve("lake/two/metadata/00000-b.metadata.json"), "{}");
        var contents = look("lake", 10);
        assertThat(contents.tables()).hasSize(1);
        assertThat(contents.skipped().stream().map(Skipped::reason))
                .anyMatch(why -> why.startsWith("Cannot register " + dir.resolve("lake/torn") + ": its metadata "))
                .anyMatch(why -> why.contains("it lies at " + dir.resolve("lake/moved-from")))
                .anyMatch(why -> why.contains("more than one file of each version"))
                .hasSize(3);
    }

    @Test
    void thePointerMovesForwardOnly() throws IOException {
        var table = create("lake/t");
        var first = only(look("lake", 1));
        table.updateProperties().set("a", "1").commit();
        var second = only(look("lake", 1));
        assertThat(crawler.keeps(crawled(first), second)).isEmpty();
        assertThat(crawler.keeps(crawled(second), second)).isEmpty();
        assertThat(crawler.keeps(crawled(second), first))
                .hasValueSatisfying(why -> assertThat(why).contains("newer"));
        Files.delete(Path.of(first.parameters().get("metadata_location")));
        assertThat(crawler.keeps(crawled(first), second)).isEmpty();
    }

    @Test
    void whatIsCommittedThroughTheCatalogIsLeftToIt() {
        create("lake/t");
        var found = only(look("lake", 1));
        assertThat(crawler.keeps(found.named(NAME), found)).contains("its commits go through this catalog");
    }

    @Test
    void aCommitThroughTheCatalogTakesTheTableFromTheCrawler() {
        create("lake/t");
        try (var stores = Stores.inFile(dir)) {
            var rows = new RelationalCatalog(stores.open());
            rows.createDatabase(Database.named("db"));
            rows.create(crawled(only(look("lake", 1))));
            var iceberg =
                    new MasticIcebergCatalog(rows, dir.resolve("warehouse").toString(), new Configuration());
            iceberg.loadTable(TableIdentifier.of("db", "t"))
                    .updateProperties()
                    .set("a", "1")
                    .commit();
            assertThat(rows.get(NAME).table().parameters())
                    .doesNotContainKey("UPDATED_BY_CRAWLER")
                    .containsKey("previous_metadata_location");
        }
    }

    @Test
    void onlyWhatIsNotThereIsGone() throws IOException {
        create("lake/t");
        var target = new CrawlTarget.Iceberg(dir.resolve("lake").toString(), List.of("t"), 10);
        var table = crawled(only(look("lake", 10)));
        assertThat(crawler.isGone(target, table)).isFalse();
        Files.move(dir.resolve("lake/t"), dir.resolve("elsewhere"));
        assertThat(crawler.isGone(target, table)).isTrue();
        var other = new CrawlTarget.Iceberg(dir.resolve("la").toString(), List.of(), 10);
        assertThat(crawler.isGone(other, table)).isFalse();
    }

    @Test
    void namesAPlaceThatIsNotThere() {
        create("lake/t");
        assertThatThrownBy(() -> look("leke", 1))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("did you mean 'lake'?");
    }

    private static Table crawled(DescribedTable found) {
        var table = found.named(NAME);
        var parameters = new TreeMap<>(table.parameters());
        parameters.put("UPDATED_BY_CRAWLER", "c");
        return new Table(
                NAME, table.columns(), List.of(), Storage.at(table.storage().location()), parameters);
    }

    private BaseTable create(String path) {
        return (BaseTable) new HadoopTables().create(SCHEMA, dir.resolve(path).toString());
    }

    private Contents look(String path, int depth) {
        return crawler.look(
                new CrawlTarget.Iceberg(dir.resolve(path).toString(), List.of(), depth), CrawlProgress.NONE);
    }

    private static DescribedTable only(Contents contents) {
        assertThat(contents.tables()).hasSize(1);
        return contents.tables().get(0);
    }

    private static Settings none() {
        return new IcebergTargetCrawler.Plugin().settings().of("test", Map.of());
    }

    /** A process without a Hadoop configuration of its own. */
    private record NoParts() implements Parts {
        @Override
        public <P> P the(Class<P> kind) {
            throw new NoSuchPartException("no " + kind);
        }

        @Override
        public <P> P create(Class<P> kind, String name, Settings settings) {
            throw new NoSuchPartException("no " + kind);
        }

        @Override
        public Registry registry() {
            return Registry.of(List.of());
        }
    }
}
