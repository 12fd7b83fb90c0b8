// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects all problems of a file, so that they come out at once. Not thread-safe. */
public final class Problems {
    private final Set<Problem> found = new LinkedHashSet<>();

    /** Notes a problem whose message says all. */
    public void add(Origin where, String message) {
        add(where, message, "");
    }

    /** Notes a problem with what to do about it. */
    public void add(Origin where, String message, String hint) {
        found.add(new Problem(where.toString(), message, hint));
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** All problems in the order in which they were found, each once. */
    public List<Problem> list() {
        return List.copyOf(new ArrayList<>(found));
    }

    /**
     * Ends reading when something is wrong.
     *
     * @throws ConfigProblemsException if there is any problem
     */
    public void throwIfAny(String what) {
        if (!found.isEmpty()) {
            throw new ConfigProblemsException(what, list());
        }
    }
}
