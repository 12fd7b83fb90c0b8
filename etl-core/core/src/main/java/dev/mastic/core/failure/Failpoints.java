// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.failure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * Named places in the code where a test can kill this process, to see whether the next one recovers. Nothing happens unless the system
 * property {@value #PROPERTY}, or else the environment variable {@value #VARIABLE}, names a point when the first one is reached:
 * {@code name}, or {@code name:n} for the n-th time it is reached; several are divided by commas. The process is halted as by
 * {@code kill -9}: no shutdown hook runs, and it exits with {@value #EXIT_CODE}. If the environment variable {@value #REACHED} names a
 * file, the process makes that file instead and waits there to be killed from outside; it goes on when the file is removed.
 */
public final class Failpoints {
    public static final String PROPERTY = "mastic.failpoint";
    public static final String VARIABLE = "MASTIC_FAILPOINT";
    public static final String REACHED = "MASTIC_FAILPOINT_REACHED";
    public static final int EXIT_CODE = 137;
    private static final long POLL_MILLIS = 20;

    private static final List<Failpoint> POINTS = List.of(
            at("engine.after-lease", "the run holds the lease, and has looked at nothing"),
            at("engine.after-look", "it knows which runs did not end, and has not begun to end them"),
            at("engine.after-slice", "it knows what is new; the journal does not"),
            at("engine.after-plan", "the journal has the slices; nothing is written"),
            at("engine.after-find", "the sinks have said how far a run has come that did not end"),
            at("engine.during-stage", "before each sink writes its output where nobody sees it"),
            at("engine.before-gates", "all outputs are written; their quality gates have not been asked"),
            at("engine.after-gates", "the gates have answered; whether the run stops is not decided"),
            at("engine.after-staging", "all outputs are written; the files that were read are not looked at again"),
            at("engine.after-verify", "they have been; the journal does not say that all is written"),
            at("engine.after-stage", "all outputs are written, and the journal says so; nothing is visible"),
            at("engine.before-sink-commit", "before each sink makes its output visible"),
            at("engine.after-sink-commit", "after each sink has made its output visible"),
            at("engine.after-commit", "all outputs are visible, and the journal says so; no bookmark has moved"),
            at("engine.after-advance", "the bookmarks have moved; the run is not in the history yet"),
            at("engine.after-discard", "the output of a run is removed; the journal does not say so"),
            at("engine.after-confirm", "the sinks have said once more that nothing of it is visible"),
            at("engine.after-discarded", "the journal says so too"),
            at("engine.after-release", "the lease is given back; the process has not ended"),
            at("file-sink.before-staged", "the files lie hidden; the list of them is not written"),
            at("file-sink.before-intent", "the list is written; no note says that they become visible"),
            at("file-sink.after-intent", "the note says so; no file is visible"),
            at("file-sink.after-rename", "after each file that has become visible"),
            at("file-sink.before-done", "all files are visible; no note says that they are all"),
            at("s3-sink.before-decided", "on S3: the same, and it is known what is to be decided"),
            at("s3-sink.after-decided", "on S3: it is decided whether the output counts; the note does not say so"),
            at("file-sink.after-done", "the note says so; the hidden folder is still there"),
            at("file-sink.after-removal", "after each file that was replaced and is removed"),
            at(
                    "iceberg-sink.after-events",
                    "the changes of a merge are written; the table's rows are not merged with them"),
            at("iceberg-sink.before-staged", "the data files are written; the list of them is not"),
            at("iceberg-sink.before-slices", "the list is written; what the run has read is not"),
            at("iceberg-sink.before-commit", "both are written; the commit has not begun"),
            at("iceberg-sink.before-swap", "the new version of the table is made; it is not the table's yet"),
            at("iceberg-sink.after-commit", "the table has the snapshot; the sink has not answered"),
            at(
                    "jdbc-sink.before-staged",
                    "the rows lie in the staging table; the database does not know that they are all"),
            at("jdbc-sink.before-commit", "it does; the transaction has not begun"),
            at("jdbc-sink.after-commit", "the transaction is committed; the sink has not answered"));

    /**
     * One point.
     *
     * @param place what is done there and what is not
     */
    public record Failpoint(String name, String place) {}

    private final Map<String, Long> armed;
    private final Runnable halt;
    private final Map<String, AtomicLong> hits = new ConcurrentHashMap<>();

    /** Read once, when the first point is reached. */
    private static final class Process {
        static final Failpoints OF_THIS_JVM = new Failpoints(
                Optional.ofNullable(System.getProperty(PROPERTY))
                        .or(() -> Optional.ofNullable(System.getenv(VARIABLE)))
                        .orElse(""),
                Optional.ofNullable(System.getenv(REACHED))
                        .<Runnable>map(file -> () -> waitAt(Path.of(file)))
                        .orElse(() -> Runtime.getRuntime().halt(EXIT_CODE)));
    }

    Failpoints(String armed, Runnable halt) {
        this.armed = Arrays.stream(armed.split(","))
                .map(String::trim)
                .filter(point -> !point.isEmpty())
                .map(point -> point.split(":", 2))
                .collect(Collectors.toMap(p -> known(p[0]), p -> p.length == 1 ? 1 : count(p[1])));
        this.halt = halt;
    }

    /**
     * Kills this process if a test has asked for it here.
     *
     * @throws UsageException if the name is not among {@link #names()}, or the property asks for one that is not
     */
    public static void hit(String name) {
        Process.OF_THIS_JVM.reach(name);
    }

    /** All points, each named {@code <part>.<place>}. */
    public static List<String> names() {
        return POINTS.stream().map(Failpoint::name).toList();
    }

    /** All points with what is done there and what is not. */
    public static List<Failpoint> all() {
        return POINTS;
    }

    private static Failpoint at(String name, String place) {
        return new Failpoint(name, place);
    }

    void reach(String name) {
        var wanted = armed.get(known(name));
        if (wanted != null && hits.computeIfAbsent(name, n -> new AtomicLong()).incrementAndGet() == wanted) {
            halt.run();
        }
    }

    private static void waitAt(Path reached) {
        try {
            Files.createFile(reached);
            while (Files.exists(reached)) {
                Thread.sleep(POLL_MILLIS);
            }
        } catch (IOException e) {
            throw new EtlException("Cannot tell that the failpoint was reached: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String known(String name) {
        if (!names().contains(name)) {
            throw new UsageException("No such failpoint: '" + name + "' " + Suggestion.among(name, names()));
        }
        return name;
    }

    private static long count(String text) {
        if (!text.matches("[1-9][0-9]{0,17}")) {
            throw new UsageException(
                    "Cannot read " + PROPERTY + ": '" + text + "' is no count (expected name:n, n from 1)");
        }
        return Long.parseLong(text);
    }
}
