// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.benchmarks;

import dev.mastic.core.SessionParts;
import dev.mastic.core.bookmark.Advance;
import dev.mastic.core.bookmark.BookmarkStore;
import dev.mastic.core.bookmark.Bounds;
import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.bookmark.Items;
import dev.mastic.core.bookmark.JournalEntry;
import dev.mastic.core.bookmark.Phase;
import dev.mastic.core.bookmark.Run;
import dev.mastic.core.bookmark.Slice;
import dev.mastic.core.io.FileListing;
import dev.mastic.core.io.Source;
import dev.mastic.core.plugin.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * Which files of a listing are new: by the bookmark in a state file, against a HashSet of strings that are in memory already. Both list the
 * same files, all but a thousand of which have been read. The size of the input is the number of files; from 5 million on, the side by
 * hand is left out. Starts no Spark.
 */
final class BookmarkPlanning implements Scenario {
    private static final String NAME = "bookmark-planning";
    private static final String SOURCE = "in";
    private static final int NEW = 1_000;
    private static final int A_RUN = 100_000;
    private static final long MOST_BY_HAND = 5_000_000;

    @Override
    public String name() {
        return NAME;
    }

    /** Fills a state file by runs as the engine makes them. */
    @Override
    public void generate(Input input) throws IOException {
        var state = state(input);
        if (Files.exists(state)) {
            return;
        }
        var unfinished = Files.createDirectories(input.folder().resolve(NAME)).resolve("unfinished.db");
        Files.deleteIfExists(unfinished);
        var listing = listing(input);
        var seen = listing.subList(0, listing.size() - NEW);
        try (var parts = parts(unfinished)) {
            var store = parts.the(BookmarkStore.class);
            for (int from = 0; from < seen.size(); from += A_RUN) {
                read(store, "run-" + from, seen.subList(from, Math.min(from + A_RUN, seen.size())));
            }
        }
        Files.move(unfinished, state, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void read(BookmarkStore store, String runId, List<FileItem> files) {
        var lease = store.acquire(NAME, runId, NAME, Duration.ofMinutes(10));
        var run = new Run(NAME, runId, lease.token());
        var slice = Slice.of(SOURCE, new Items.Files(files), new Advance.Files());
        store.plan(lease, JournalEntry.planned(run, List.of(slice), List.of()));
        store.mark(lease, run, Phase.STAGED, Map.of());
        store.mark(lease, run, Phase.COMMITTED, Map.of());
        store.advance(lease, run);
        store.release(lease);
    }

    @Override
    public List<Side> sides(SparkSession session, Input input) {
        var ours = new Ours(input);
        if (input.bytes() > MOST_BY_HAND) {
            return List.of(ours);
        }
        return List.of(new ByHand(input), ours);
    }

    private static List<FileItem> byBookmark(Input input) {
        try (var parts = parts(state(input))) {
            var factory = parts.registry().get(Source.class, "path");
            var source = factory.create(factory.settings().of(NAME, Map.of("path", place(input))), parts);
            var position = parts.the(BookmarkStore.class).position(NAME, SOURCE);
            var slice = source.slice(SOURCE, Bounds.since(position));
            return ((Items.Files) slice.items()).files();
        }
    }

    private static String text(FileItem file) {
        return file.path() + "|" + file.size() + "|" + file.modified();
    }

    private static List<FileItem> listing(Input input) {
        return FileListing.list(place(input), ListedFiles.configuration());
    }

    private static String place(Input input) {
        return ListedFiles.place(input.bytes());
    }

    private static Path state(Input input) {
        return input.folder().resolve(NAME).resolve(input.bytes() + ".db");
    }

    private static SessionParts parts(Path state) {
        return new SessionParts(Registry.fromClasspath(), Map.of("db", state.toString()), ListedFiles.configuration());
    }

    /** A side that finds new files. */
    private abstract static class PlanningSide implements Side {
        final Input input;
        private final String name;

        PlanningSide(String name, Input input) {
            this.name = name;
            this.input = input;
        }

        abstract List<FileItem> plan();

        @Override
        public String name() {
            return name;
        }

        @Override
        public void run() {
            if (plan().size() != NEW) {
                throw new IllegalStateException("Not " + NEW + " files were new");
            }
        }

        /** How many files, and the sum of their paths' hashes: a million names are no message. */
        @Override
        public String fingerprint() {
            var files = plan();
            return files.size() + " files, hash "
                    + files.stream().mapToLong(file -> file.path().hashCode()).sum();
        }
    }

    private static final class ByHand extends PlanningSide {
        private List<String> seenBefore = List.of();

        ByHand(Input input) {
            super(Outcome.SPARK, input);
        }

        /** The texts are in memory before the clock starts, and while the other side runs alone they are not. */
        @Override
        public void prepare() {
            if (seenBefore.isEmpty()) {
                var listing = listing(input);
                seenBefore = listing.subList(0, listing.size() - NEW).stream()
                        .map(BookmarkPlanning::text)
                        .toList();
            }
        }

        @Override
        List<FileItem> plan() {
            var seen = new HashSet<>(seenBefore);
            return listing(input).stream()
                    .filter(file -> !seen.contains(text(file)))
                    .toList();
        }
    }

    private static final class Ours extends PlanningSide {
        Ours(Input input) {
            super(Outcome.MASTIC, input);
        }

        @Override
        List<FileItem> plan() {
            return byBookmark(input);
        }
    }
}
