// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.operations.trigger;

import java.util.List;
import java.util.Objects;

/**
 * A job that a trigger starts.
 *
 * @param job its name
 * @param script the file, jar or class as {@code mastic run} takes it, with a whole path
 * @param arguments of the job
 */
public record Action(String job, String script, List<String> arguments) {
    public Action {
        Objects.requireNonNull(job, "job");
        Objects.requireNonNull(script, "script");
        arguments = List.copyOf(arguments);
    }
}
