// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler;

import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.crawl.Crawler;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.io.HadoopPart;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.NoSuchPartException;
import dev.mastic.core.plugin.Parts;
import java.time.Duration;
import java.util.List;

/**
 * The crawler {@code folders}: crawls files and folders of any Hadoop file system with every format on the class path.
 * Asks for the {@link Catalog}, and for a Hadoop {@link Configuration} where the process has one of its own. Where the process has {@link
 * LazySpark} among its parts, files are looked at on Spark, else in threads.
 */
public final class FolderCrawlerFactory implements Factory<Crawler> {
    static final Setting<Long> SAMPLE_BYTES = Setting.number("sample-bytes", 1)
            .defaultsTo(10L * 1024 * 1024)
            .doc("How many unpacked bytes of a text file are read for the types of its columns.");
    static final Setting<Long> THREADS = Setting.number("threads", 1)
            .defaultsTo(4L)
            .doc("How many files are looked at at the same time without Spark; the result does not depend on it.");
    static final Setting<Duration> FILE_TIME = Setting.duration("file-time")
            .defaultsTo(Duration.ofMinutes(1))
            .doc("How long it may take to look at one file; what takes longer is skipped.");

    @Override
    public Class<Crawler> kind() {
        return Crawler.class;
    }

    @Override
    public String name() {
        return "folders";
    }

    @Override
    public SettingsSpec settings() {
        return SettingsSpec.of(SAMPLE_BYTES, THREADS, FILE_TIME);
    }

    @Override
    public Crawler create(Settings settings, Parts parts) {
        var plan = new LookPlan(parts.registry(), List.of(), settings.get(SAMPLE_BYTES), settings.get(FILE_TIME));
        var sampler = new Sampler(plan.open(HadoopPart.configuration(parts)), looks(settings, parts));
        return new FolderCrawler(parts.the(Catalog.class), sampler, parts);
    }

    private static Looks looks(Settings settings, Parts parts) {
        try {
            return new SparkLooks(parts.the(LazySpark.class));
        } catch (NoSuchPartException e) {
            // most processes crawl without Spark
            return new ThreadLooks(Math.toIntExact(settings.get(THREADS)));
        }
    }
}
