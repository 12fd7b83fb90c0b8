// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.JobSpec;
import dev.mastic.core.bookmark.Advance;
import dev.mastic.core.bookmark.BookmarkStore;
import dev.mastic.core.bookmark.Bounds;
import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.bookmark.Items;
import dev.mastic.core.bookmark.JournalEntry;
import dev.mastic.core.bookmark.Phase;
import dev.mastic.core.bookmark.Position;
import dev.mastic.core.bookmark.Read;
import dev.mastic.core.bookmark.Slice;
import dev.mastic.core.failure.UsageException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What the runs that have advanced between two runs have read: of files, the union of their slices, each file in its last version; of other
 * sources, what lies between the positions that their bookmarks had after the two.
 *
 * @param before the runs up to the first of the two, oldest first
 * @param within those after it, up to the second
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/monitor-continuations.html">Job bookmarks of AWS Glue: pause, from, to</a>
 */
record RunRange(List<JournalEntry> before, List<JournalEntry> within) implements NewRows {
    /**
     * The range between two runs; both may have failed, and stand then for the last run before them that had not.
     *
     * @throws UsageException if there are no such runs, or the second was before the first
     */
    static RunRange of(RunInput.Between between, JobPlan plan, BookmarkStore store) {
        var use = plan.spec().bookmarks();
        if (use != JobSpec.Bookmarks.PAUSED) {
            throw new UsageException("Cannot read a range of runs with bookmarks " + use + ": add --bookmarks paused");
        }
        var history = new JobHistory(store.history(plan.job()));
        var from = history.last(between.from()).run().token();
        var to = history.last(between.to()).run().token();
        if (to.compareTo(from) < 0) {
            throw new UsageException("Cannot read what came between run " + between.from() + " and run " + between.to()
                    + ": the second was before the first");
        }
        var read = history.lines().stream()
                .filter(line ->
                        line.phase() == Phase.ADVANCED && line.replaces().isEmpty())
                .filter(line -> line.run().token().compareTo(to) <= 0)
                .flatMap(line -> store.entry(line.run()).stream())
                .toList();
        return new RunRange(
                read.stream().filter(e -> e.run().token().compareTo(from) <= 0).toList(),
                read.stream().filter(e -> e.run().token().compareTo(from) > 0).toList());
    }

    @Override
    public Slice of(PlannedSource source, Optional<Position> position) {
        var since = last(before, source);
        var until = last(within, source).or(() -> since);
        if (until.isPresent()) {
            var none = OptionalLong.empty();
            var bounds = new Bounds(Read.NEW, since, until, none, none);
            return NewRows.still(source.source().slice(source.bookmark(), bounds));
        }
        return Slice.of(source.bookmark(), files(source), new Advance.Nothing());
    }

    /** Each file in the version that was read last. */
    private Items.Files files(PlannedSource source) {
        var files = new LinkedHashMap<String, FileItem>();
        within.stream()
                .flatMap(entry -> filesOf(entry, source))
                .flatMap(items -> items.files().stream())
                .forEach(file -> files.put(file.path(), file));
        if (Stream.concat(before.stream(), within.stream())
                .flatMap(entry -> filesOf(entry, source))
                .findAny()
                .isEmpty()) {
            throw new UsageException("Cannot read source '" + source.name() + "' again: no run in that range has moved"
                    + " its bookmark");
        }
        return new Items.Files(List.copyOf(files.values()));
    }

    private static Stream<Items.Files> filesOf(JournalEntry entry, PlannedSource source) {
        return entry
                .slice(source.bookmark())
                .filter(slice -> slice.advance() instanceof Advance.Files)
                .map(slice -> (Items.Files) slice.items())
                .stream();
    }

    private static Optional<Position> last(List<JournalEntry> entries, PlannedSource source) {
        return entries.stream()
                .flatMap(entry -> entry.slice(source.bookmark()).stream())
                .map(Slice::advance)
                .filter(Advance.To.class::isInstance)
                .map(advance -> ((Advance.To) advance).position())
                .reduce((earlier, later) -> later);
    }
}
