// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.trigger;

import dev.mastic.core.failure.UsageException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** How runs are started. */
final class StartOptions {
    @Option(
            names = "--log",
            paramLabel = "FOLDER",
            required = true,
            description = "Where the runs say what they do, each in a file; made when it is missing.")
    private Path log;

    @Option(
            names = "--keep",
            paramLabel = "N",
            description = "How many logs of a trigger are kept. Default: ${DEFAULT-VALUE}.",
            defaultValue = "30")
    private int keep;

    @Option(names = "--no-wait", description = "End when the runs have begun; how they end is in the history.")
    private boolean noWait;

    Path log() {
        return log.toAbsolutePath().normalize();
    }

    /**
     * How many logs of a trigger are kept.
     *
     * @throws UsageException if it is none
     */
    int keep() {
        if (keep < 1) {
            throw new UsageException("Cannot keep " + keep + " logs: expected --keep of at least 1");
        }
        return keep;
    }

    boolean waits() {
        return !noWait;
    }
}
