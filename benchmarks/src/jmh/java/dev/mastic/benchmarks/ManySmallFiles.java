// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.benchmarks;

import dev.mastic.core.SessionParts;
import dev.mastic.core.crawl.CrawlReport;
import dev.mastic.core.crawl.CrawlRequest;
import dev.mastic.core.crawl.Crawler;
import dev.mastic.core.plugin.Registry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/**
 * A crawl of small JSON files in folders named {@code key=value}, 100 in each, against a bare listing of the same tree. The size of the input
 * is the number of files. A crawl includes opening the state and writing the catalog.
 */
final class ManySmallFiles implements Scenario {
    private static final int FILES_PER_FOLDER = 100;
    private static final long WRITTEN = 1_700_000_000_000L;
    private final String name;
    private final Listing listing;
    private final boolean again;

    /** How a tree is listed by hand. */
    private enum Listing {
        /** {@link Files#walkFileTree}, which asks for the attributes of each file. */
        JDK {
            @Override
            long files(Path tree) throws IOException {
                var count = new long[2];
                Files.walkFileTree(tree, new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        count[0]++;
                        count[1] += attributes.size()
                                + attributes.lastModifiedTime().toMillis();
                        return FileVisitResult.CONTINUE;
                    }
                });
                return count[0];
            }
        },
        /** {@link HadoopListing}. */
        HADOOP {
            @Override
            long files(Path tree) throws IOException {
                return HadoopListing.files(tree.toString());
            }
        };

        abstract long files(Path tree) throws IOException;
    }

    private ManySmallFiles(String name, Listing listing, boolean again) {
        this.name = name;
        this.listing = listing;
        this.again = again;
    }

    /** The first crawl, into an empty state. */
    static ManySmallFiles first() {
        return new ManySmallFiles("crawl-first", Listing.JDK, false);
    }

    /** A crawl that finds nothing new. */
    static ManySmallFiles again() {
        return new ManySmallFiles("crawl-again", Listing.JDK, true);
    }

    /** The same against Hadoop's listing. */
    static ManySmallFiles againWithHadoop() {
        return new ManySmallFiles("crawl-again-hadoop", Listing.HADOOP, true);
    }

    @Override
    public String name() {
        return name;
    }

    /** Files of two rows, written long ago; by two threads. */
    @Override
    public void generate(Input input) throws IOException {
        var done = tree(input).resolveSibling(tree(input).getFileName() + ".done");
        if (!Files.exists(done)) {
            int folders = Math.max(1, files(input) / FILES_PER_FOLDER);
            IntStream.range(0, folders).parallel().forEach(folder -> fill(tree(input), folder));
            Files.writeString(done, "");
        }
    }

    private static void fill(Path tree, int number) {
        try {
            var folder = Files.createDirectories(tree.resolve("events/bucket=" + number));
            for (int i = 0; i < FILES_PER_FOLDER; i++) {
                long id = (long) number * FILES_PER_FOLDER + i;
                var file = folder.resolve("part-" + i + ".json");
                Files.writeString(
                        file,
                        "{\"id\":" + id + ",\"user\":\"u" + id % 997 + "\",\"amount\":" + id % 89 + ".5,\"ok\":true}\n"
                                + "{\"id\":" + -id + ",\"user\":null,\"amount\":1.25,\"ok\":false}\n");
                Files.setLastModifiedTime(file, FileTime.fromMillis(WRITTEN + id));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<Side> sides(SparkSession session, Input input) {
        var tree = tree(input);
        return List.of(
                new Count(Outcome.SPARK, () -> {}, () -> {
                    try {
                        return listing.files(tree);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }),
                new Count(Outcome.MASTIC, () -> prepare(tree), () -> crawl(tree)
                        .reading()
                        .files()));
    }

    private void prepare(Path tree) {
        try {
            if (!again) {
                for (var ending : List.of("", "-wal", "-shm")) {
                    Files.deleteIfExists(Path.of(state(tree) + ending));
                }
            } else if (!Files.exists(Path.of(state(tree)))) {
                crawl(tree);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CrawlReport crawl(Path tree) {
        var settings = Map.of("db", state(tree));
        try (var parts = new SessionParts(Registry.fromClasspath(), settings, new Configuration())) {
            var report = parts.the(Crawler.class).crawl(CrawlRequest.of(List.of(tree.toString()), "bench", false));
            System.err.println(name + ": " + report.reading() + ", "
                    + report.tables().get(0).change());
            return report;
        }
    }

    private String state(Path tree) {
        return tree.resolveSibling(tree.getFileName() + "-" + name + ".db").toString();
    }

    private static int files(Input input) {
        return Math.toIntExact(input.bytes());
    }

    private static Path tree(Input input) {
        return input.folder().resolve("many-" + files(input));
    }

    /** A side that counts files. */
    private static final class Count implements Side {
        private final String name;
        private final Runnable before;
        private final LongSupplier files;
        private long counted;

        Count(String name, Runnable before, LongSupplier files) {
            this.name = name;
            this.before = before;
            this.files = files;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void prepare() {
            before.run();
        }

        @Override
        public void run() {
            counted = files.getAsLong();
        }

        @Override
        public String fingerprint() {
            return counted + " files";
        }
    }
}
