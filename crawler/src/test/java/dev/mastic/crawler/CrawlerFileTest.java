// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.config.Problem;
import dev.mastic.core.config.Problems;
import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.crawl.ClassifierSpec;
import dev.mastic.core.crawl.CrawlConfiguration;
import dev.mastic.core.crawl.CrawlOutput;
import dev.mastic.core.crawl.CrawlTarget;
import dev.mastic.core.crawl.CrawlTarget.JdbcPlace;
import dev.mastic.core.crawl.CrawlerSpec;
import dev.mastic.core.crawl.CrawlerSpec.Policy;
import dev.mastic.core.crawl.RecrawlBehavior;
import dev.mastic.core.crawl.SchemaChangePolicy;
import dev.mastic.core.crawl.TableOverride;
import dev.mastic.core.io.Classifier;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.plugin.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrawlerFileTest {
    private static final Registry REGISTRY = Registry.of(List.of(new Word()));

    @TempDir
    Path folder;

    private final Problems problems = new Problems();

    @Test
    void readsAllThatACrawlerMaySay() throws IOException {
        var file = read("""
                crawler {
                  name = nightly, description = all of it, database = sales, prefix = raw_, as = iceberg
                  targets = [
                    lake
                    { path = "/abs", exclude = ["**.tmp"], sample = 7 }
                    { jdbc = "jdbc:postgresql://h/d", path = "d/public/%", user = etl, password = "secret:file:pw", comments = true }
                    { iceberg = ice, depth = 3 }
                    { database = old, tables = [t] }
                  ]
                  classifiers = [words]
                  update = log, delete = log, recrawl = crawl-new-folders-only
                  merge-new-columns = true, inherit-from-table = false, combine-compatible-schemas = true
                  table-level = 2, table-threshold = 9, partition-index = false
                  schedule = "cron(15 2 * * ? *)"
                  tables { "lake/devices" { name = readings, partition-keys = [device, day] }, "lake/tmp" { kind = skip } }
                }
                classifiers { words { kind = word, word = hello } }
                """);
        assertThat(problems.list()).isEmpty();
        assertThat(file.classifiers()).containsExactly(new ClassifierSpec("words", "word", Map.of("word", "hello")));
        assertThat(file.crawler())
                .isEqualTo(new CrawlerSpec(
                        "nightly",
                        "all of it",
                        List.of(
                                CrawlTarget.Folder.of(place("lake")),
                                new CrawlTarget.Folder("/abs", List.of("**.tmp"), OptionalInt.of(7)),
                                new CrawlTarget.Jdbc(
                                        new JdbcPlace(
                                                "jdbc:postgresql://h/d",
                                                Optional.of("etl"),
                                                Optional.of("secret:file:" + place("pw"))),
                                        "d/public/%",
                                        List.of(),
                                        true,
                                        false),
                                new CrawlTarget.Iceberg(place("ice"), List.of(), 3),
                                new CrawlTarget.Tables("old", List.of("t"))),
                        List.of("words"),
                        new CrawlOutput("sales", "raw_", CrawlOutput.Layout.ICEBERG),
                        new Policy(
                                SchemaChangePolicy.LOG,
                                RecrawlBehavior.CRAWL_NEW_FOLDERS_ONLY,
                                new CrawlConfiguration(true, false, true, OptionalInt.of(2), OptionalInt.of(9), false)),
                        List.of(
                                new TableOverride(
                                        place("lake/devices"),
                                        TableOverride.Kind.TABLE,
                                        Optional.of("readings"),
                                        List.of("device", "day")),
                                new TableOverride(
                                        place("lake/tmp"), TableOverride.Kind.SKIP, Optional.empty(), List.of())),
                        Optional.of("cron(15 2 * * ? *)")));
    }

    @Test
    void hasAUsualValueForWhatIsNotSaid() throws IOException {
        var crawler = read("crawler { targets = lake }").crawler();
        assertThat(problems.list()).isEmpty();
        assertThat(crawler).isEqualTo(CrawlerSpec.adHoc(List.of(place("lake")), "default"));
    }

    @Test
    void namesEveryProblemWithItsLine() throws IOException {
        read("""
                crawler {
                  targets = [7, { pat = lake }]
                  targets += { jdbc = "jdbc:x", path = "d/%", password = visible }
                  tables { lake = yes }
                }
                classifiers {
                  a { kind = word, wort = x }
                  b { word = x }
                }
                """);
        assertThat(problems.list())
                .extracting(Problem::where)
                .contains("crawler.conf:2", "crawler.conf:3", "crawler.conf:4", "crawler.conf:7", "crawler.conf:8");
        assertThat(problems.list().toString())
                .contains(
                        "a target must be a folder or file, or a block (got 7)",
                        "unknown setting 'pat'",
                        "setting 'password' must be a reference to a secret",
                        "tables must be a block in braces",
                        "unknown setting 'wort'",
                        "missing setting 'kind'")
                .doesNotContain("visible");
    }

    private CrawlerFile read(String text) throws IOException {
        Files.writeString(folder.resolve("pw"), "x");
        var file = Files.writeString(folder.resolve("crawler.conf"), text);
        return CrawlerFile.read(file, REGISTRY, problems).orElseThrow();
    }

    private String place(String name) {
        return folder.resolve(name).toString();
    }

    /** A kind of classifier with one setting. */
    private static final class Word implements Factory<Classifier> {
        @Override
        public Class<Classifier> kind() {
            return Classifier.class;
        }

        @Override
        public String name() {
            return "word";
        }

        @Override
        public SettingsSpec settings() {
            return SettingsSpec.of(Setting.string("word").required().doc("What it looks for."));
        }

        @Override
        public Classifier create(Settings settings, Parts parts) {
            return sample -> Optional.empty();
        }
    }
}
