// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core;

import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.failure.UsageException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The arguments of a job, {@code --key value} or {@code --key=value}, as in Glue. */
public record Arguments(Map<String, String> values) {
    public Arguments {
        values = Map.copyOf(values);
    }

    public static Arguments none() {
        return new Arguments(Map.of());
    }

    /**
     * Reads a command line.
     *
     * @throws UsageException if a word stands alone where a {@code --key} is expected, or a key has no value
     */
    public static Arguments parse(List<String> words) {
        var values = new LinkedHashMap<String, String>();
        for (int i = 0; i < words.size(); i++) {
            var word = words.get(i);
            if (!word.startsWith("--") || word.length() == 2 || word.startsWith("--=")) {
                throw new UsageException("Invalid job argument: '" + word + "' (expected --key value or --key=value)");
            }
            int equals = word.indexOf('=');
            if (equals < 0 && i + 1 == words.size()) {
                throw new UsageException(
                        "Job argument '" + word + "' has no value (expected --key value or --key=value)");
            }
            var key = equals < 0 ? word.substring(2) : word.substring(2, equals);
            values.put(key, equals < 0 ? words.get(++i) : word.substring(equals + 1));
        }
        return new Arguments(values);
    }

    /**
     * The value of an argument that the job needs.
     *
     * @throws UsageException naming the arguments that were given
     */
    public String get(String key) {
        return find(key)
                .orElseThrow(() -> new UsageException(
                        "Missing job argument: --" + key + " " + Suggestion.among(key, values.keySet())
                                + "; give it after --, such as: -- --" + key + " VALUE"));
    }

    /** The value of an argument, when it was given. */
    public Optional<String> find(String key) {
        return Optional.ofNullable(values.get(key));
    }
}
