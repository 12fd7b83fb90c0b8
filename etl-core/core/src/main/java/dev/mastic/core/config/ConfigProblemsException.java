// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.config;

import dev.mastic.core.failure.UsageException;
import java.util.List;
import java.util.stream.Collectors;

/** What was written cannot be run; holds every problem, not only the first. */
public final class ConfigProblemsException extends UsageException {
    private static final long serialVersionUID = 1L;
    private final transient List<Problem> problems;

    public ConfigProblemsException(String what, List<Problem> problems) {
        super(describe(what, problems));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }

    private static String describe(String what, List<Problem> problems) {
        if (problems.size() == 1) {
            return "Cannot run " + what + ": " + problems.get(0);
        }
        return problems.stream()
                .map(p -> "  " + p)
                .collect(Collectors.joining("\n", "Cannot run " + what + ": " + problems.size() + " problems\n", ""));
    }
}
