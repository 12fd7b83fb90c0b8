// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What one round of a side has taken.
 *
 * @param seconds on the clock
 * @param cpu seconds of all threads of the JVM, its compiler and garbage collector among them, and of the programs that it has started: less
 *     disturbed by other programs
 */
record Round(double seconds, double cpu) {
    private static final double NANOS = 1e9;
    private static final double TICKS = 100;
    private static final Path STAT = Path.of("/proc/self/stat");

    /** Does the task once. */
    static Round of(Side side) {
        side.prepare();
        System.gc(); // one side's garbage is not the other's time
        double cpu = cpuSeconds();
        long start = System.nanoTime();
        side.run();
        return new Round((System.nanoTime() - start) / NANOS, cpuSeconds() - cpu);
    }

    private static double cpuSeconds() {
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return system.getProcessCpuTime() / NANOS + cpuSecondsOfChildren();
    }

    /** Of children that have ended: fields 16 and 17 of Linux's proc(5); elsewhere it is not known, and 0. */
    private static double cpuSecondsOfChildren() {
        if (!Files.isReadable(STAT)) {
            return 0;
        }
        try {
            var stat = Files.readString(STAT);
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / TICKS;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What {@link #print} has written. */
    static Round parse(String text) {
        var both = text.split(" ");
        return new Round(Double.parseDouble(both[0]), Double.parseDouble(both[1]));
    }

    String print() {
        return seconds + " " + cpu;
    }
}
