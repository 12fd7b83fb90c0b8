// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit;

import dev.mastic.core.failure.UsageException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * {@code mastic serve} for those who ask this JVM for it. The script {@code bin/mastic} starts the server with a class path of its own,
 * which shares nothing with Spark's, and never comes here; {@code spark-submit mastic.jar serve} does.
 */
@Command(name = "serve", description = "Serve the catalog over HTTP to Glue's clients.")
final class ServeCommand implements Callable<Integer> {
    @Parameters(hidden = true)
    private List<String> arguments = List.of();

    @Override
    public Integer call() {
        throw new UsageException("Cannot serve from a JVM with Spark (got serve " + String.join(" ", arguments)
                + "; expected the distribution's script): start bin/mastic serve");
    }
}
