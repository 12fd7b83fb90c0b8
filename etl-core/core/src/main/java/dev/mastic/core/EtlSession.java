// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core;

import dev.mastic.core.bookmark.Bounds;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.config.Location;
import dev.mastic.core.crawl.CrawlReport;
import dev.mastic.core.crawl.CrawlRequest;
import dev.mastic.core.crawl.Crawler;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.io.Source;
import dev.mastic.core.plugin.Registry;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The front door for notebooks and tests: crawl folders, read tables and files as DynamicFrames, and write them. No bookmarks; nothing static. Thread-safe.
 *
 * <pre>{@code
 * var etl = EtlSession.local();
 * etl.crawl("data/orders").into("sales");
 * etl.table("sales.orders").show(20);
 * }</pre>
 */
public final class EtlSession implements AutoCloseable {
    private final LazySpark spark;
    private final SessionParts parts;

    private EtlSession(LazySpark spark, SessionParts parts) {
        this.spark = spark;
        this.parts = parts;
    }

    /** A session on this machine: Spark starts with the first frame; the catalog lies in {@code mastic.db} in the current folder. */
    public static EtlSession local() {
        return open(
                new LazySpark(() -> SparkSession.builder().master("local[*]").getOrCreate()), "mastic.db");
    }

    /** A session over a running Spark, with a state file or JDBC URL of its own. */
    public static EtlSession on(SparkSession running, String db) {
        return open(LazySpark.of(running), db);
    }

    private static EtlSession open(LazySpark spark, String db) {
        var home = Path.of("").toAbsolutePath().toString();
        var settings = Map.of("db", db, "warehouse", Location.resolve(home, "warehouse"));
        return new EtlSession(spark, new SessionParts(Registry.fromClasspath(), settings, new Configuration()));
    }

    /** A crawl of files or folders, which starts with {@link Crawl#into}. */
    public Crawl crawl(String... targets) {
        var home = Path.of("").toAbsolutePath().toString();
        var places = Arrays.stream(targets).map(t -> Location.resolve(home, t)).toList();
        return database -> parts.the(Crawler.class).crawl(CrawlRequest.of(places, database, false));
    }

    /** A crawl that knows its targets. */
    @FunctionalInterface
    public interface Crawl {
        /** Crawls into this database of the catalog. Runs no Spark job. */
        CrawlReport into(String database);
    }

    /** All rows of a table of the catalog. Lazy. */
    public DynamicFrame table(String name) {
        return read(Sources.table(name));
    }

    /** All rows of the files below a place, with their types found by reading them. Lazy but for that. */
    public DynamicFrame path(String location) {
        return read(Sources.path(location));
    }

    /** All rows of a source, such as {@code Sources.path("in").schema("id long")}. Lazy. */
    public DynamicFrame read(Sources.Written written) {
        var factory = parts.registry().get(Source.class, written.kind());
        var source = factory.create(factory.settings().of(written.kind(), written.words()), parts);
        var slice = source.slice(written.kind(), Bounds.all());
        return source.read(spark, slice, FrameContext.outsideJobs(parts.registry()));
    }

    /** A frame over any Dataset, with its name; Glue's {@code fromDF}. */
    public DynamicFrame fromDF(Dataset<Row> rows, String name) {
        return DynamicFrame.fromDF(rows, name, FrameContext.outsideJobs(parts.registry()));
    }

    /** Writes a frame, as {@link #write(Frames, Sinks.Written)} does several. */
    public WriteOutcome write(DynamicFrame frame, Sinks.Written sink) {
        return new SessionWriter(parts).write(Frames.of("", frame), sink);
    }

    /**
     * Writes frames, each under its name, through a sink of jobs, such as {@code Sinks.files("out")}. All become visible together. Rows that
     * were refused on the way are left out and counted, within the thresholds of the frames. What was written before stays, also when it is
     * the same: only a job with bookmarks knows what it has written. Runs Spark jobs.
     *
     * @throws dev.mastic.core.frame.ErrorThresholdException if a step refused too many rows; nothing is written then
     * @throws UsageException naming what the sink cannot hold, or that there is no frame
     */
    public WriteOutcome write(Frames frames, Sinks.Written sink) {
        if (frames.frames().isEmpty()) {
            throw new UsageException("Cannot write to sink '" + sink.kind() + "': there is no frame");
        }
        return new SessionWriter(parts).write(frames, sink);
    }

    /** The catalog of this session. */
    public Catalog catalog() {
        return parts.the(Catalog.class);
    }

    /** The SparkSession; starts it if it does not run. */
    public SparkSession spark() {
        return spark.session();
    }

    /** Closes the catalog; Spark is left running for whoever else uses it. */
    @Override
    public void close() {
        parts.close();
    }
}
