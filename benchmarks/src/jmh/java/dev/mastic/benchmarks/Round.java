// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * What one round of a side has taken.
 *
 * @param seconds on the clock
 * @param cpu seconds of all threads of the JVM, its compiler and garbage collector among them: less disturbed by other programs
 */
record Round(double seconds, double cpu) {
    private static final double NANOS = 1e9;

    /** Does the task once. */
    static Round of(Side side) {
        System.gc(); // one side's garbage is not the other's time
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long cpu = system.getProcessCpuTime();
        long start = System.nanoTime();
        side.run();
        return new Round((System.nanoTime() - start) / NANOS, (system.getProcessCpuTime() - cpu) / NANOS);
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
