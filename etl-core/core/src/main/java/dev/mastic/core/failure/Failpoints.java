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
 * file, the process makes that file instead and waits there to be killed from outside, or goes on when the file is removed.
 */
public final class Failpoints {
    public static final String PROPERTY = "mastic.failpoint";
    public static final String VARIABLE = "MASTIC_FAILPOINT";
    public static final String REACHED = "MASTIC_FAILPOINT_REACHED";
    public static final int EXIT_CODE = 137;

    private static final List<String> NAMES = List.of(
            "engine.after-lease",
            "engine.after-plan",
            "engine.during-stage",
            "engine.after-stage",
            "engine.before-sink-commit",
            "engine.after-commit",
            "engine.after-advance",
            "file-sink.before-staged",
            "file-sink.before-intent",
            "file-sink.after-intent",
            "file-sink.after-rename",
            "file-sink.before-done",
            "file-sink.after-done",
            "iceberg-sink.before-staged",
            "iceberg-sink.before-commit",
            "iceberg-sink.after-commit");

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
                        .<Runnable>map(file -> () -> waitToBeKilled(Path.of(file)))
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
        return NAMES;
    }

    void reach(String name) {
        var wanted = armed.get(known(name));
        if (wanted != null && hits.computeIfAbsent(name, n -> new AtomicLong()).incrementAndGet() == wanted) {
            halt.run();
        }
    }

    private static void waitToBeKilled(Path reached) {
        try {
            Files.createFile(reached);
            while (Files.exists(reached)) {
                Thread.sleep(20);
            }
        } catch (IOException e) {
            throw new EtlException("Cannot tell that the failpoint was reached: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String known(String name) {
        if (!NAMES.contains(name)) {
            throw new UsageException("No such failpoint: '" + name + "' " + Suggestion.among(name, NAMES));
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
