// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.bookmark;

import dev.mastic.core.bookmark.BookmarkStore;
import dev.mastic.core.bookmark.JournalLine;
import dev.mastic.core.bookmark.Phase;
import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.failure.UsageException;
import dev.mastic.submit.verb.Workspace;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes bookmarks what they were. */
@Command(
        name = "rewind",
        description = "Make the bookmarks of a job exactly what they were when a run had moved them, back or forth.")
final class BookmarkRewind extends BookmarkChange {
    @Parameters(paramLabel = "JOB", description = "The name of a job.")
    private String job;

    @ArgGroup(multiplicity = "1")
    private Target target;

    @Option(names = "--source", paramLabel = "SOURCE", description = "Only this source of the job.")
    private String source;

    private static final class Target {
        @Option(names = "--to-run", paramLabel = "RUN", required = true, description = "The run that was the last.")
        private String run;

        @Option(
                names = "--to-time",
                paramLabel = "TIME",
                required = true,
                description = "The last run that had moved the bookmarks by then, as 2026-01-31T12:00:00Z;"
                        + " without a zone it is UTC.")
        private String time;
    }

    @Override
    Prepared prepare(Workspace workspace) {
        var store = workspace.parts().the(BookmarkStore.class);
        BookmarkNames.requireJob(store, job);
        var advanced = store.history(job).stream()
                .filter(line -> line.phase() == Phase.ADVANCED)
                .toList();
        var to = target.run != null ? byId(advanced) : byTime(advanced);
        var chosen = Optional.ofNullable(source);
        return new Prepared(
                job,
                (administration, lease) -> administration.rewind(lease, chosen, to.run()),
                Stream.concat(
                                Stream.of("as after run " + to.run().runId() + ", which was done at " + to.changed()),
                                undo(store, job).stream())
                        .toList(),
                Doubled.after(to.run().token().number(), store, job, chosen));
    }

    private JournalLine byId(List<JournalLine> advanced) {
        var newestFirst = new ArrayList<>(advanced);
        Collections.reverse(newestFirst);
        return newestFirst.stream()
                .filter(line -> line.run().runId().equals(target.run))
                .findFirst()
                .orElseThrow(() -> new UsageException("No run '" + target.run + "' has moved a bookmark of job '" + job
                        + "' "
                        + Suggestion.among(
                                target.run,
                                newestFirst.stream()
                                        .map(line -> line.run().runId())
                                        .toList())));
    }

    private JournalLine byTime(List<JournalLine> advanced) {
        var time = instant(target.time);
        return advanced.stream()
                .filter(line -> !line.changed().isAfter(time))
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new UsageException("Cannot rewind job '" + job + "' to " + time
                        + ": no run had moved its bookmarks by then"
                        + advanced.stream()
                                .findFirst()
                                .map(line -> " (the first, " + line.run().runId() + ", did at " + line.changed() + ")")
                                .orElse("")
                        + "; mastic bookmark reset " + job + " forgets all"));
    }

    /** An instant, a time with an offset, or a time of UTC. */
    private static Instant instant(String text) {
        try {
            var written = text.trim().replace(' ', 'T');
            return written.matches(".*T.*(Z|[+-]\\d\\d:?\\d\\d)")
                    ? OffsetDateTime.parse(written).toInstant()
                    : LocalDateTime.parse(written).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new UsageException(
                    "Cannot read --to-time '" + text + "': no such time (expected 2026-01-31T12:00:00Z, or without Z)",
                    e);
        }
    }
}
