// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.bookmark;

import dev.mastic.core.bookmark.BookmarkStore;
import dev.mastic.core.failure.ExitCode;
import dev.mastic.core.failure.IoReason;
import dev.mastic.core.failure.UsageException;
import dev.mastic.submit.console.Console;
import dev.mastic.submit.verb.Verb;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the state of a job for another store. */
@Command(
        name = "export",
        description = "Write the bookmarks of a job as one JSON document, to go on with another state.")
final class BookmarkExport extends Verb {
    @Parameters(paramLabel = "JOB", description = "The name of a job.")
    private String job;

    @Option(names = "--to", paramLabel = "FILE", description = "The file to write. Default: stdout.")
    private Path to;

    @Override
    protected ExitCode execute(Console console) {
        try (var workspace = openHere()) {
            var store = workspace.parts().the(BookmarkStore.class);
            BookmarkNames.requireJob(store, job);
            if (to == null) {
                store.administration().export(job, System.out);
                System.out.println();
            } else {
                write(store);
                console.say("The bookmarks of job '" + job + "' are in " + to
                        + ". Run the job on one of the two states only from now on");
            }
            return ExitCode.OK;
        }
    }

    /** A file that is there is whole. */
    private void write(BookmarkStore store) {
        var target = to.toAbsolutePath();
        var part = target.resolveSibling(target.getFileName() + ".part");
        try {
            try (var out = new BufferedOutputStream(Files.newOutputStream(part))) {
                store.administration().export(job, out);
            }
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UsageException("Cannot write " + to + ": " + IoReason.of(e), e);
        }
    }
}
