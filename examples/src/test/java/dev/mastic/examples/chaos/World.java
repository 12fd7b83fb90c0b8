// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.examples.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.SessionParts;
import dev.mastic.core.bookmark.BookmarkStore;
import dev.mastic.core.catalog.Catalog;
import dev.mastic.core.plugin.Registry;
import dev.mastic.testkit.ChildProcess;
import dev.mastic.testkit.Distribution;
import dev.mastic.testkit.TestJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;

/**
 * One job with some sinks, its input and its state in a folder of their own; each run is a child process. It knows every id that it has ever
 * given to the job, and after a run that nobody disturbed it can say what is lost and what is doubled.
 */
final class World {
    private static final String JOB = "chaos";
    private static final int ROWS = 42;

    private final Distribution distribution = Distribution.ofThisBuild();
    private final Path folder;
    private final String postgres;
    private final String state;
    private final List<SinkKind> sinks;
    private final List<Long> good = new ArrayList<>();
    private final List<Long> bad = new ArrayList<>();
    private int batches;

    /** A world with its state in a file of its folder. */
    World(Path folder, String postgres, Collection<SinkKind> sinks) throws IOException {
        this(folder, postgres, folder.resolve("mastic.db").toString(), sinks);
    }

    /**
     * A world.
     *
     * @param postgres where the tables of its sinks are, as a JDBC URL
     * @param state a file, or a JDBC URL
     */
    World(Path folder, String postgres, String state, Collection<SinkKind> sinks) throws IOException {
        this.folder = folder;
        this.postgres = postgres;
        this.state = state;
        this.sinks = List.copyOf(sinks);
        Files.createDirectories(folder.resolve("in"));
        Files.writeString(folder.resolve("chaos.conf"), job());
    }

    private String job() {
        return """
                job {
                  name = chaos
                  sources { events { path = "in", schema = "id long, batch string, seq long, op string, name string" } }
                  sinks {
                    %s
                  }
                  faults { path = "out/faults" }
                }
                """.formatted(sinks.stream()
                .map(sink -> sink.line(postgres, folder.getFileName().toString()))
                .collect(Collectors.joining("\n    ")));
    }

    /** A new file of rows, some of which have no number where one is expected; it comes into its place at once. */
    void addInput() throws IOException {
        addInput(ROWS);
    }

    void addInput(int count) throws IOException {
        var batch = "b" + batches++;
        var rows = new StringBuilder();
        for (int i = 0; i < count; i++) {
            long id = good.size() + bad.size();
            boolean isBad = i % 20 == 19;
            (isBad ? bad : good).add(id);
            rows.append("{\"id\": %d, \"batch\": \"%s\", \"seq\": %s, \"op\": \"I\", \"name\": \"n%d\"}%n"
                    .formatted(id, batch, isBad ? "\"no number\"" : Long.toString(id), id));
        }
        var unfinished = Files.writeString(folder.resolve("in/." + batch), rows);
        Files.move(unfinished, folder.resolve("in/" + batch + ".json"), StandardCopyOption.ATOMIC_MOVE);
    }

    ChildProcess start(String... more) throws IOException {
        return distribution.start(words(more));
    }

    /** A run that waits when it comes to a failpoint. */
    ChildProcess startUntil(String failpoint, String... more) throws IOException {
        return distribution.startUntil(failpoint, words(more));
    }

    private String[] words(String... more) {
        var words = new ArrayList<>(List.of("run", folder.resolve("chaos.conf").toString(), "--output", "json"));
        words.addAll(List.of(
                "--db", state, "--warehouse", folder.resolve("warehouse").toString()));
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }

    /** A run none of whose files can grow beyond so many kilobytes. */
    ChildProcess startOnFullDisk(int kilobytes, Map<String, String> environment) throws IOException {
        return distribution.startOnFullDisk(kilobytes, environment, words());
    }

    /** A run without one of its guards. */
    ChildProcess startWithout(Guard guard) throws IOException {
        return TestJvm.start(Map.of(), UnguardedRun.class, unguarded(guard));
    }

    /** A run without one of its guards that waits when it comes to a failpoint. */
    ChildProcess startWithoutUntil(Guard guard, String failpoint) throws IOException {
        return TestJvm.startUntil(failpoint, UnguardedRun.class, unguarded(guard));
    }

    private String[] unguarded(Guard guard) {
        return new String[] {
            guard.name(),
            folder.resolve("chaos.conf").toString(),
            state,
            folder.resolve("warehouse").toString()
        };
    }

    /** Lets the lease of the job be over, whoever has it. */
    void takeLeaseAway() throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + state);
                var statement = connection.createStatement()) {
            statement.execute("update leases set expires = 0");
        }
    }

    /** A run that nobody disturbs. */
    Distribution.Outcome run(String... more) throws Exception {
        return start(more).outcome();
    }

    /** Whether a run that has not ended has written files: staged ones, or some that its commit has begun to make visible. */
    boolean hasFilesOfUnfinishedRuns() throws IOException {
        try (var parts = parts();
                var all = Files.walk(folder)) {
            var runs = parts.the(BookmarkStore.class).unfinished(JOB).stream()
                    .map(entry -> entry.run().runId())
                    .toList();
            return all.filter(Files::isRegularFile).map(Path::toString).anyMatch(file -> runs.stream()
                    .anyMatch(file::contains));
        }
    }

    /** Holds the targets against all that went in; call it after a run that has ended well. */
    void assertExactlyOnce(String story) throws Exception {
        try (var parts = parts()) {
            var target = target(parts);
            assertEachIdOnce(target, story);
            assertThat(target.leftovers()).as("%s: leftovers", story).isEmpty();
            var store = parts.the(BookmarkStore.class);
            assertThat(store.unfinished(JOB)).as("%s: unfinished runs", story).isEmpty();
            store.release(store.acquire(JOB, "is-the-lease-free", "test", Duration.ofSeconds(1)));
        }
    }

    /** Holds only the rows against what went in, while a run may still be at work. */
    void assertEachIdOnce(String story) throws Exception {
        try (var parts = parts()) {
            assertEachIdOnce(target(parts), story);
        }
    }

    private void assertEachIdOnce(Target target, String story) throws Exception {
        for (var sink : sinks) {
            assertThat(Damage.of(good, target.ids(sink)))
                    .as("%s: %s", story, sink)
                    .isEqualTo(Damage.NONE);
        }
        assertThat(Damage.of(bad, target.refused())).as("%s: faults", story).isEqualTo(Damage.NONE);
    }

    private Target target(SessionParts parts) {
        return new Target(folder, postgres, parts.the(Catalog.class));
    }

    private SessionParts parts() {
        var settings =
                Map.of("db", state, "warehouse", folder.resolve("warehouse").toString());
        return new SessionParts(Registry.fromClasspath(), settings, new Configuration());
    }

    /** The ids that are not there, and those that are there more than once or should not be there. */
    record Damage(List<Long> lost, Map<Long, Long> doubled) {
        static final Damage NONE = new Damage(List.of(), Map.of());

        static Damage of(Collection<Long> expected, Collection<Long> found) {
            var counts = found.stream().collect(Collectors.groupingBy(id -> id, TreeMap::new, Collectors.counting()));
            var lost = expected.stream().filter(id -> !counts.containsKey(id)).toList();
            expected.forEach(id -> counts.computeIfPresent(id, (same, count) -> count == 1 ? null : count));
            return new Damage(lost, counts);
        }
    }
}
