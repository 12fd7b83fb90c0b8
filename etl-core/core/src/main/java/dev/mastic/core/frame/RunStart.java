// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.frame;

import dev.mastic.core.bookmark.Run;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * What a run takes from the clock and from chance, once, so that all its outputs agree.
 *
 * @param time when the run started; outside jobs, when the frame was made
 * @param seed a number of this run alone, the same when the run is taken up again after a crash; empty outside jobs
 */
public record RunStart(Instant time, OptionalLong seed) {
    public RunStart {
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(seed, "seed");
    }

    /** This moment, outside any job. */
    public static RunStart now() {
        return new RunStart(Instant.now(), OptionalLong.empty());
    }

    /** This moment, in a run of a job. */
    public static RunStart of(Run run) {
        return new RunStart(Instant.now(), OptionalLong.of(number(run.job() + "\n" + run.runId())));
    }

    /** A number of this run and these names alone; empty outside jobs. */
    public OptionalLong seedOf(String... names) {
        return seed.isEmpty() ? seed : OptionalLong.of(number(seed.getAsLong() + "\n" + String.join("\n", names)));
    }

    private static long number(String text) {
        var hash = UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
        return hash.getMostSignificantBits() ^ hash.getLeastSignificantBits();
    }
}
