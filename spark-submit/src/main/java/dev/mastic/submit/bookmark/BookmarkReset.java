// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.bookmark;

import dev.mastic.core.bookmark.BookmarkStore;
import dev.mastic.submit.verb.Workspace;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lets a job read from the beginning. */
@Command(name = "reset", description = "Forget what a job has read: its next run reads everything.")
final class BookmarkReset extends BookmarkChange {
    @Parameters(paramLabel = "JOB", description = "The name of a job.")
    private String job;

    @Option(names = "--source", paramLabel = "SOURCE", description = "Only this source of the job.")
    private String source;

    @Override
    Prepared prepare(Workspace workspace) {
        var chosen = Optional.ofNullable(source);
        var store = workspace.parts().the(BookmarkStore.class);
        BookmarkNames.requireJob(store, job);
        return new Prepared(
                job,
                (administration, lease) -> administration.reset(lease, chosen),
                undo(store, job),
                Doubled.after(0, store, job, chosen));
    }
}
