// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.run;

import dev.mastic.core.failure.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The folders whose job files and jars may be run by clients.
 *
 * @param folders empty: none may be used, unless there is no such list at all
 */
public record AllowedScripts(Optional<List<Path>> folders) {
    public AllowedScripts {
        folders = folders.map(all -> all.stream().map(AllowedScripts::real).toList());
    }

    /** Every file. */
    public static AllowedScripts everywhere() {
        return new AllowedScripts(Optional.empty());
    }

    /** What lies below these. */
    public static AllowedScripts below(List<Path> folders) {
        return new AllowedScripts(Optional.of(folders));
    }

    /**
     * Checks a script, {@code FILE} or {@code JAR#CLASS}; one that is a link is where it leads to.
     *
     * @throws UsageException if it lies in no folder that is allowed
     */
    public void require(String script) {
        var file = real(Path.of(script.replaceFirst("#.*$", "")));
        folders.filter(all -> all.stream().noneMatch(file::startsWith)).ifPresent(all -> {
            throw new UsageException("Cannot run " + script + ": it lies in no folder whose jobs this server may run"
                    + " (expected one below " + all + "): move it, or start the server with --allow-script");
        });
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            // Not swallowed: what is not there leads nowhere, and is not run.
            return path.toAbsolutePath().normalize();
        }
    }
}
