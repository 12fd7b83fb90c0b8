// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.bookmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mastic.core.bookmark.BookmarkStore;
import dev.mastic.core.bookmark.JournalEntry;
import dev.mastic.core.bookmark.JournalLine;
import dev.mastic.core.bookmark.Phase;
import dev.mastic.core.bookmark.Receipt;
import dev.mastic.core.bookmark.Slice;
import dev.mastic.core.failure.Quantity;
import dev.mastic.submit.console.Console;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A committed output whose rows would be written again if what its run has read were new again. */
record Doubled(String runId, String sink, Receipt receipt) {
    /**
     * The outputs of the runs that advanced after a token.
     *
     * @param source only the runs that have read something from this source; empty for all
     */
    static List<Doubled> after(long token, BookmarkStore store, String job, Optional<String> source) {
        return store.history(job).stream()
                .filter(line ->
                        line.phase() == Phase.ADVANCED && line.run().token().number() > token)
                .filter(line -> source.isEmpty() || hasRead(store, line, source.get()))
                .flatMap(Doubled::outputs)
                .filter(output -> output.receipt().rows() > 0)
                .toList();
    }

    private static boolean hasRead(BookmarkStore store, JournalLine line, String source) {
        Optional<Slice> slice = store.entry(line.run()).flatMap((JournalEntry entry) -> entry.slice(source));
        return slice.isPresent() && !slice.get().isEmpty();
    }

    private static Stream<Doubled> outputs(JournalLine line) {
        return line.receipts().entrySet().stream()
                .map(receipt -> new Doubled(line.run().runId(), receipt.getKey(), receipt.getValue()));
    }

    ObjectNode node() {
        return new ObjectMapper()
                .createObjectNode()
                .put("runId", runId)
                .put("sink", sink)
                .put("rows", receipt.rows())
                .put("snapshotId", receipt.snapshotId().orElse(null));
    }

    /** Warns of what the next run would write twice, and says how to do without. */
    static void say(Console console, List<Doubled> doubled) {
        if (doubled.isEmpty()) {
            return;
        }
        console.say("The next run reads again what these outputs hold already; where they stay, it doubles them:");
        doubled.forEach(output -> console.say("  run " + output.runId + ": " + output.sink + ", "
                + Quantity.of(output.receipt.rows(), "row")
                + output.receipt.snapshotId().map(id -> ", snapshot " + id).orElse("")));
        console.say("To replace the output of one run instead, repeat it: mastic run JOB_FILE --redo "
                + doubled.get(doubled.size() - 1).runId);
    }
}
