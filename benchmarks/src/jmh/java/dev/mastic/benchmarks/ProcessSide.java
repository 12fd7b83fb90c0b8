// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.benchmarks;

import java.util.List;
import java.util.function.Function;

/** A side that is a program: starting its JVM is a part of the task. */
final class ProcessSide implements Side {
    private final String name;
    private final Child child;
    private final Function<String, String> outcome;
    private String said = "";

    /**
     * @param outcome what the program did, from what it has written to stdout
     */
    ProcessSide(String name, List<String> command, Function<String, String> outcome) {
        this.name = name;
        this.child = new Child(command);
        this.outcome = outcome;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void run() {
        said = child.run();
    }

    @Override
    public String fingerprint() {
        return outcome.apply(said);
    }
}
