// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.run;

import dev.mastic.core.catalog.ObjectKey;
import dev.mastic.core.catalog.ObjectKind;
import java.security.SecureRandom;
import java.time.Instant;

/** What runs of jobs are kept under: their job, then the newest first. */
public final class JobRunKeys {
    /** No name holds it, so no job's runs are among those of another. */
    private static final String END_OF_NAME = "\u0001";

    private static final SecureRandom RANDOM = new SecureRandom();

    private JobRunKeys() {}

    /** Begins the keys of all runs of a job. */
    public static String prefix(String job) {
        return job + END_OF_NAME;
    }

    /** The key of a run. */
    public static ObjectKey of(String job, String run) {
        return ObjectKey.of(ObjectKind.JOB_RUN, prefix(job) + run);
    }

    /** The id of a new run: later ones sort before earlier ones. */
    public static String id(Instant now) {
        return "jr_%016x%016x".formatted(Long.MAX_VALUE - now.toEpochMilli(), RANDOM.nextLong());
    }
}
