// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit;

import dev.mastic.core.failure.UsageException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * {@code mastic import} for those who ask this JVM for it: it needs the class path of the server, as {@link ServeCommand} does.
 */
@Command(name = "import", description = "Take another catalog into this one: what aws glue has printed.")
final class ImportCommand implements Callable<Integer> {
    @Parameters(hidden = true)
    private List<String> arguments = List.of();

    @Override
    public Integer call() {
        throw new UsageException("Cannot import from a JVM with Spark (got import " + String.join(" ", arguments)
                + "; expected the distribution's script): start bin/mastic import");
    }
}
