// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mastic.core.SessionParts;
import dev.mastic.core.bookmark.Advance;
import dev.mastic.core.bookmark.BookmarkStore;
import dev.mastic.core.bookmark.Items;
import dev.mastic.core.bookmark.JournalEntry;
import dev.mastic.core.bookmark.LeaseHolder;
import dev.mastic.core.bookmark.Phase;
import dev.mastic.core.bookmark.Slice;
import dev.mastic.core.io.FileListing;
import dev.mastic.core.plugin.Registry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/**
 * A run that finds nothing new among files that were all read before, against {@code spark-submit} of a job that starts a session and
 * stops it: what a scheduler pays for each start. Both are programs of the distribution. By hand there is no launcher in front of Spark's
 * own main class, and no web page of Spark's: both would only take longer. The size of the input is the number of files, at most 100,000.
 */
final class NothingNew implements Scenario {
    private static final int MOST_FILES = 100_000;
    private static final int FILES_PER_FOLDER = 1000;
    private static final String NOTHING = "nothing was read, nothing was written";
    private static final String JOB = """
            job {
              name = seen
              sources { rows { path = "rows", format = csv, schema = "id long, name string" } }
              sinks { out { in = rows, path = "out", format = parquet } }
            }
            """;

    @Override
    public String name() {
        return "nothing-new";
    }

    @Override
    public void generate(Input input) throws IOException {
        makeArchive();
        var home = home(input);
        if (Files.exists(home.resolve("job.conf"))) {
            return;
        }
        for (int file = 0; file < files(input); file++) {
            var folder = home.resolve("rows").resolve("part-" + file / FILES_PER_FOLDER);
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(file + ".csv"), "id,name\n" + file + ",n" + file + "\n");
        }
        remember(home);
        Files.writeString(home.resolve("job.conf"), JOB);
    }

    @Override
    public List<Side> sides(SparkSession session, Input input) {
        return List.of(
                new ProcessSide(Outcome.SPARK, emptyJob(), said -> NOTHING),
                new ProcessSide(Outcome.MASTIC, mastic(home(input)), NothingNew::outcome));
    }

    /** The archive of classes that belongs to an installation: a build for benchmarks alone leaves it out. */
    private static void makeArchive() throws IOException {
        var archive = distribution().resolve("mastic.jsa");
        var jar = distribution().resolve("mastic.jar");
        if (!Files.exists(archive)
                || Files.getLastModifiedTime(archive).compareTo(Files.getLastModifiedTime(jar)) < 0) {
            new Child(List.of(distribution().resolve("bin/mastic-cds").toString())).run();
        }
    }

    /** A state in which a run of the job has read all files. */
    private static void remember(Path home) {
        var hadoop = new Configuration();
        var settings = Map.of("db", home.resolve("mastic.db").toString());
        try (var parts = new SessionParts(Registry.fromClasspath(), settings, hadoop)) {
            var store = parts.the(BookmarkStore.class);
            var lease = store.acquire("seen", "first", LeaseHolder.here().toString(), Duration.ofMinutes(2));
            var seen = new Items.Files(FileListing.list(home.resolve("rows").toString(), hadoop));
            store.plan(
                    lease,
                    JournalEntry.planned(lease.run(), List.of(Slice.of("rows", seen, new Advance.Files())), List.of()));
            store.mark(lease, lease.run(), Phase.STAGED, Map.of());
            store.mark(lease, lease.run(), Phase.COMMITTED, Map.of());
            store.advance(lease, lease.run());
            store.release(lease);
        }
    }

    private static List<String> emptyJob() {
        var distribution = distribution();
        var classes = EmptyJob.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
        return List.of(
                Child.JAVA,
                "@" + distribution.resolve("conf/jvm.options"),
                "-Dlog4j2.configurationFile=" + distribution.resolve("conf/log4j2.properties"),
                "-cp",
                distribution.resolve("lib") + "/*:" + classes,
                "org.apache.spark.deploy.SparkSubmit",
                "--master",
                "local[2]",
                "--conf",
                "spark.ui.enabled=false",
                "--class",
                EmptyJob.class.getName(),
                "spark-internal");
    }

    private static List<String> mastic(Path home) {
        var launcher = distribution().resolve("bin/mastic").toString();
        var job = home.resolve("job.conf").toString();
        return List.of(launcher, "run", job, "--output", "json", "--quiet");
    }

    private static String outcome(String said) {
        var report = report(said);
        var source = report.path("sources").path(0);
        boolean looked = report.path("status").asText().equals("nothing-new")
                && source.path("skippedFiles").asInt() > 0
                && !report.path("sparkStarted").asBoolean(true);
        return looked ? NOTHING : said;
    }

    private static JsonNode report(String said) {
        try {
            return JsonMapper.builder().build().readTree(said);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path distribution() {
        return Path.of(System.getProperty("bench.distribution"));
    }

    private static int files(Input input) {
        return (int) Math.min(input.bytes(), MOST_FILES);
    }

    private static Path home(Input input) {
        return input.folder().resolve("seen-" + files(input));
    }
}
