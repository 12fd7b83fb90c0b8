// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.config;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects all problems of a file, so that they come out at once. Not thread-safe. */
public final class Problems {
    private static final Comparator<Map.Entry<Problem, Origin>> BY_PLACE = Comparator.comparing(
                    (Map.Entry<Problem, Origin> found) -> found.getValue().file())
            .thenComparing(found -> found.getValue().line());
    private final Map<Problem, Origin> found = new LinkedHashMap<>();

    /** Notes a problem whose message says all; the line of the same file with which a message may end is its place. */
    public void add(Origin where, String message) {
        int behind = message.lastIndexOf(" at " + where.file());
        var said = behind < 0 ? where : Origin.parse(message.substring(behind + " at ".length()));
        if (behind >= 0 && said.file().equals(where.file())) {
            add(said, message.substring(0, behind), "");
        } else {
            add(where, message, "");
        }
    }

    /** Notes a problem with what to do about it. */
    public void add(Origin where, String message, String hint) {
        found.putIfAbsent(new Problem(where.toString(), message, hint), where);
    }

    /** Notes what was found wrong in a part that was read apart. */
    public void addAll(ConfigProblemsException part) {
        part.problems().forEach(problem -> found.putIfAbsent(problem, Origin.parse(problem.where())));
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** All problems, each once, in the order of their files and lines; those of one place as they were found. */
    public List<Problem> list() {
        return found.entrySet().stream().sorted(BY_PLACE).map(Map.Entry::getKey).toList();
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
