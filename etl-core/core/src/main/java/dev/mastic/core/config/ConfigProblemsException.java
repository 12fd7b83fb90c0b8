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

    /** A message that says what cannot be done stands alone. */
    private static String one(String what, Problem problem) {
        if (problem.message().startsWith("Cannot ") || problem.message().startsWith("No such ")) {
            var hint = problem.hint().isEmpty() ? "" : " (" + problem.hint() + ")";
            return problem.message() + hint + " at " + problem.where();
        }
        return "Cannot run " + (problem.where().equals(what) ? "" : what + ": ") + problem;
    }

    private static String describe(String what, List<Problem> problems) {
        if (problems.size() == 1) {
            return one(what, problems.get(0));
        }
        return problems.stream()
                .map(p -> "  " + p)
                .collect(Collectors.joining("\n", "Cannot run " + what + ": " + problems.size() + " problems\n", ""));
    }
}
