// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler;

import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.config.Settings;
import dev.mastic.core.crawl.CrawlReport;
import dev.mastic.core.crawl.CrawlReport.CrawledTable;
import dev.mastic.core.crawl.CrawlRequest;
import dev.mastic.core.crawl.Crawler;
import dev.mastic.core.crawl.CrawlerSpec;
import dev.mastic.core.crawl.CrawlerSpec.Policy;
import dev.mastic.core.crawl.ManifestStore;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.NoSuchPartException;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.plugin.Registry;
import dev.mastic.testkit.FaultyFileSystem;
import dev.mastic.testkit.InMemoryCatalog;
import dev.mastic.testkit.InMemoryManifests;
import dev.mastic.testkit.SparkExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;

/** A folder to crawl, a catalog to crawl into, and what crawls remember. */
record Place(Path folder, Catalog catalog, ManifestStore manifests) {
    static final String DATABASE = "db";

    /** Of which crawls remember nothing yet. */
    Place(Path folder, Catalog catalog) {
        this(folder, catalog, new InMemoryManifests());
    }

    static Place in(Path folder) {
        return new Place(folder, new InMemoryCatalog());
    }

    static Place temporary() {
        try {
            return in(Files.createTempDirectory(Path.of("target").toAbsolutePath(), "crawl"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes lines into a file; {@code .gz} packs them. Single quotes stand for double ones. */
    Place file(String path, String... lines) {
        var text =
                Arrays.stream(lines).map(line -> line.replace('\'', '"') + "\n").collect(Collectors.joining());
        var file = folder.resolve(path);
        try {
            Files.createDirectories(file.getParent());
            try (var raw = Files.newOutputStream(file);
                    var out = path.endsWith(".gz") ? new GZIPOutputStream(raw) : raw) {
                out.write(text.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    String location(String path) {
        return folder.resolve(path) + (path.endsWith("/") || path.isEmpty() ? "/" : "");
    }

    CrawlReport crawl(String... targets) {
        return crawl(1, false, targets);
    }

    CrawlReport crawl(int threads, boolean dryRun, String... targets) {
        var paths = Arrays.stream(targets)
                .map(target -> folder.resolve(target).toString())
                .toList();
        return crawler(threads)
                .crawl(CrawlRequest.of(paths.isEmpty() ? List.of(folder.toString()) : paths, DATABASE, dryRun));
    }

    CrawlReport crawl(CrawlRequest request) {
        return crawler(1).crawl(request);
    }

    /** A crawl of the whole folder by a crawler that is kept. */
    CrawlReport crawl(String name, Policy policy) {
        var usual = CrawlerSpec.adHoc(List.of(folder.toString()), DATABASE);
        return crawl(new CrawlerSpec(
                name, "", usual.targets(), List.of(), usual.output(), policy, List.of(), Optional.empty()));
    }

    CrawlReport crawl(CrawlerSpec crawler) {
        return crawler(1).crawl(new CrawlRequest(crawler, List.of(), List.of(), false));
    }

    Table table(String name) {
        return catalog.get(new TableName(DATABASE, name)).table();
    }

    long version(String name) {
        return catalog.get(new TableName(DATABASE, name)).version();
    }

    List<String> partitions(String name) {
        return catalog.partitions(new TableName(DATABASE, name)).stream()
                .map(partition -> String.join("/", partition.values()))
                .toList();
    }

    static List<String> names(CrawlReport report) {
        return report.tables().stream().map(table -> table.name().table()).toList();
    }

    static CrawledTable table(CrawlReport report, String name) {
        return report.tables().stream()
                .filter(t -> t.name().table().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static List<String> names(List<Column> columns) {
        return columns.stream().map(Column::name).toList();
    }

    private Crawler crawler(int threads) {
        return crawler(Map.of("threads", threads), Map.of());
    }

    /** A crawler with settings of its own, and with more extensions. */
    Crawler crawler(Map<String, Object> settings, Map<String, String> hadoop, Factory<?>... more) {
        return crawler(settings, hadoop, Optional.empty(), more);
    }

    /** A crawler that looks at files on Spark. */
    Crawler crawlerOnSpark(Map<String, Object> settings, Map<String, String> hadoop) {
        return crawler(settings, hadoop, Optional.of(LazySpark.of(SparkExtension.session())));
    }

    private Crawler crawler(
            Map<String, Object> settings, Map<String, String> hadoop, Optional<LazySpark> spark, Factory<?>... more) {
        var known = List.<Factory<?>>of(
                new JsonLines.Named(), new PipeText.Named(), new OddText.Named(), new FolderCrawlerFactory());
        var registry =
                Registry.of(Stream.concat(known.stream(), Arrays.stream(more)).toList());
        var factory = registry.get(Crawler.class, "folders");
        var configuration = FaultyFileSystem.configuration(hadoop);
        return factory.create(
                factory.settings().of("test", settings), new Known(registry, catalog, manifests, configuration, spark));
    }

    private record Known(
            Registry registry,
            Catalog catalog,
            ManifestStore manifests,
            Configuration configuration,
            Optional<LazySpark> spark)
            implements Parts {
        @Override
        public <P> P the(Class<P> kind) {
            if (kind == Catalog.class) {
                return kind.cast(catalog);
            }
            if (kind == ManifestStore.class) {
                return kind.cast(manifests);
            }
            if (kind == Configuration.class) {
                return kind.cast(configuration);
            }
            if (kind == LazySpark.class && spark.isPresent()) {
                return kind.cast(spark.get());
            }
            throw new NoSuchPartException("No such part: " + kind);
        }

        @Override
        public <P> P create(Class<P> kind, String name, Settings settings) {
            return registry.get(kind, name).create(settings, this);
        }
    }
}
