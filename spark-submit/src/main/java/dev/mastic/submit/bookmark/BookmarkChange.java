// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.bookmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mastic.core.bookmark.BookmarkAdministration;
import dev.mastic.core.bookmark.BookmarkStore;
import dev.mastic.core.bookmark.Lease;
import dev.mastic.core.bookmark.LeaseHolder;
import dev.mastic.core.bookmark.Moved;
import dev.mastic.core.bookmark.Phase;
import dev.mastic.core.failure.ExitCode;
import dev.mastic.engine.RunIds;
import dev.mastic.submit.console.Console;
import dev.mastic.submit.console.TableJson;
import dev.mastic.submit.verb.Verb;
import dev.mastic.submit.verb.Workspace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import picocli.CommandLine.Option;

/** A verb that changes bookmarks, under the lease of their job; {@code --dry-run} does it all and takes it back. */
abstract class BookmarkChange extends Verb {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LEASE = Duration.ofMinutes(2);

    @Option(names = "--dry-run", description = "Say what would change, and change nothing.")
    private boolean dryRun;

    /** The change itself, which answers what it has moved. */
    interface Change extends BiFunction<BookmarkAdministration, Lease, List<Moved>> {}

    /**
     * A change that is ready.
     *
     * @param notes what people should know of it
     * @param doubled the committed outputs whose rows the next run would write again
     * @param first what is done before the change, outside of the store
     */
    record Prepared(String job, Change change, List<String> notes, List<Doubled> doubled, Runnable first) {
        Prepared(String job, Change change, List<String> notes, List<Doubled> doubled) {
            this(job, change, notes, doubled, () -> {});
        }

        static Prepared of(String job, Change change) {
            return new Prepared(job, change, List.of(), List.of());
        }

        private Prepared withFirst() {
            return new Prepared(
                    job,
                    (administration, lease) -> {
                        first.run();
                        return change.apply(administration, lease);
                    },
                    notes,
                    doubled);
        }
    }

    /** How the change is taken back, where the last run of the job stands in the journal. */
    static List<String> undo(BookmarkStore store, String job) {
        return store.history(job).stream()
                .filter(line -> line.phase() == Phase.ADVANCED)
                .reduce((earlier, later) -> later)
                .map(last -> "what it was after the last run comes back with mastic bookmark rewind " + job
                        + " --to-run " + last.run().runId())
                .stream()
                .toList();
    }

    /** Reads what is needed for the change. */
    abstract Prepared prepare(Workspace workspace);

    Workspace workspace() {
        return openHere();
    }

    @Override
    protected final ExitCode execute(Console console) {
        try (var workspace = workspace()) {
            var prepared = prepare(workspace);
            var store = workspace.parts().the(BookmarkStore.class);
            var moved = dryRun
                    ? store.administration().rehearse(rehearsed -> under(rehearsed, prepared))
                    : under(store, prepared.withFirst());
            print(console, prepared, moved);
            return ExitCode.OK;
        }
    }

    private static List<Moved> under(BookmarkStore store, Prepared prepared) {
        var runId = "by-hand-" + RunIds.next();
        var lease = store.acquire(prepared.job(), runId, LeaseHolder.here().toString(), LEASE);
        try {
            return prepared.change().apply(store.administration(), lease);
        } finally {
            store.release(lease);
        }
    }

    private void print(Console console, Prepared prepared, List<Moved> moved) {
        var doubled = moved.isEmpty() ? List.<Doubled>of() : prepared.doubled();
        switch (options().output()) {
            case json -> console.print(document(prepared, moved, doubled));
            case csv -> console.csv(rows(moved));
            case table -> {
                if (moved.isEmpty()) {
                    console.show(prepared.job() + ": nothing to change");
                } else {
                    console.show(prepared.job() + (dryRun ? ": would change (a dry run)" : ": changed"));
                    console.table(rows(moved));
                }
            }
        }
        if (!moved.isEmpty()) {
            prepared.notes().forEach(note -> console.say("note: " + note));
        }
        Doubled.say(console, doubled);
    }

    private ObjectNode document(Prepared prepared, List<Moved> moved, List<Doubled> doubled) {
        var document = JSON.createObjectNode().put("job", prepared.job()).put("dryRun", dryRun);
        document.set("changes", TableJson.array(moved, change -> JSON.createObjectNode()
                .put("source", change.source())
                .put("before", change.before())
                .put("after", change.after())
                .put("added", change.added())
                .put("reversed", change.reversed())
                .put("forgotten", change.forgotten())));
        document.set("doubles", TableJson.array(doubled, Doubled::node));
        prepared.notes().forEach(document.putArray("notes")::add);
        return document;
    }

    private static List<List<String>> rows(List<Moved> moved) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("source", "before", "after", "read now", "in another version", "new again"));
        moved.forEach(change -> rows.add(List.of(
                change.source(),
                place(change.before()),
                place(change.after()),
                String.valueOf(change.added()),
                String.valueOf(change.reversed()),
                String.valueOf(change.forgotten()))));
        return rows;
    }

    private static String place(String position) {
        return position.isEmpty() ? "the beginning" : position;
    }
}
