// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler;

import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.crawl.Crawler;
import dev.mastic.core.crawl.ManifestStore;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.io.HadoopPart;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.NoSuchPartException;
import dev.mastic.core.plugin.Parts;
import dev.mastic.crawler.look.LookPlan;
import dev.mastic.crawler.look.Looks;
import dev.mastic.crawler.look.SparkLooks;
import dev.mastic.crawler.look.ThreadLooks;
import dev.mastic.crawler.sample.Sampler;
import java.util.List;

/**
 * The crawler {@code folders}: crawls files and folders of any Hadoop file system with every format on the class path.
 * Asks for the {@link Catalog}, for a {@link ManifestStore} where the process has one, and for a Hadoop {@link Configuration} where the process
 * has one of its own. Where the process has {@link LazySpark} among its parts, files are looked at on Spark, else in threads.
 */
public final class FolderCrawlerFactory implements Factory<Crawler> {
    static final Setting<Long> SAMPLE_BYTES = Setting.number("sample-bytes", 1)
            .defaultsTo(10L * 1024 * 1024)
            .doc("How many unpacked bytes of a text file are read for the types of its columns.");
    static final Setting<Long> THREADS = Setting.number("threads", 1)
            .defaultsTo(4L)
            .doc("How many files are looked at at the same time without Spark; the result does not depend on it.");
    static final Setting<Long> ALL_FILES_BELOW = Setting.number("all-files-below", 1)
            .defaultsTo(10_000L)
            .doc(
                    "How many files a target may hold so that all of them are read; of more, some of each folder and kind.");

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
        return SettingsSpec.of(SAMPLE_BYTES, THREADS, LookPlan.FILE_TIME, ALL_FILES_BELOW);
    }

    @Override
    public Crawler create(Settings settings, Parts parts) {
        var plan = new LookPlan(
                parts.registry(), List.of(), List.of(), settings.get(SAMPLE_BYTES), settings.get(LookPlan.FILE_TIME));
        int threads = Math.toIntExact(settings.get(THREADS));
        var sampler = new Sampler(plan.open(HadoopPart.configuration(parts)), looks(threads, parts), threads);
        return new FolderCrawler(
                parts.the(Catalog.class), manifests(parts), sampler, settings.get(ALL_FILES_BELOW), parts);
    }

    /** A process without such a store remembers nothing. */
    private static ManifestStore manifests(Parts parts) {
        try {
            return parts.the(ManifestStore.class);
        } catch (NoSuchPartException e) {
            return ManifestStore.NONE;
        }
    }

    private static Looks looks(int threads, Parts parts) {
        try {
            return new SparkLooks(parts.the(LazySpark.class));
        } catch (NoSuchPartException e) {
            // most processes crawl without Spark
            return new ThreadLooks(threads);
        }
    }
}
