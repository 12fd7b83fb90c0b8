// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mastic.core.bookmark.BookmarkStore;
import dev.mastic.core.bookmark.JournalEvent;
import dev.mastic.core.bookmark.JournalLine;
import dev.mastic.core.bookmark.Phase;
import dev.mastic.core.bookmark.Receipt;
import dev.mastic.submit.console.Console;
import dev.mastic.submit.console.TableJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What happened in a run, in the order in which it did; several attempts under one id are told one after the other. */
record RunStory(List<Event> events) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** An event of one attempt. */
    private record Event(long token, JournalEvent event) {}

    static RunStory of(BookmarkStore store, List<JournalLine> attempts) {
        return new RunStory(attempts.stream()
                .flatMap(line -> told(store.events(line.run()))
                        .map(event -> new Event(line.run().token().number(), event)))
                .toList());
    }

    /** Journals of earlier versions tell each phase once more, without words. */
    private static Stream<JournalEvent> told(List<JournalEvent> events) {
        return events.stream().filter(event -> !event.detail().isEmpty());
    }

    /** A report of what the journal alone knows: of a run that is alive, or has crashed. */
    static ObjectNode report(JournalLine line) {
        var phase = line.phase();
        var report = JSON.createObjectNode()
                .put("runId", line.run().runId())
                .put("job", line.run().job())
                .put("status", phase == Phase.ADVANCED ? "succeeded" : phase.isFinal() ? word(phase) : "unfinished")
                .put("phase", word(phase))
                .put("started", line.planned().toString());
        report.set("sinks", TableJson.array(line.receipts().entrySet(), RunStory::sink));
        return report;
    }

    private static ObjectNode sink(Map.Entry<String, Receipt> sink) {
        return JSON.createObjectNode()
                .put("name", sink.getKey())
                .put("rows", sink.getValue().rows())
                .put("files", sink.getValue().files())
                .put("snapshotId", sink.getValue().snapshotId().orElse(null));
    }

    private static String word(Phase phase) {
        return phase.name().toLowerCase(Locale.ROOT);
    }

    ArrayNode node() {
        return TableJson.array(events, event -> JSON.createObjectNode()
                .put("at", event.event.at().toString())
                .put("token", event.token)
                .put("what", event.event.what())
                .put("detail", event.event.detail()));
    }

    void print(Console console) {
        if (events.isEmpty()) {
            return;
        }
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("  at", "token", "what", "detail"));
        events.forEach(event -> rows.add(List.of(
                "  " + event.event.at(), String.valueOf(event.token), event.event.what(), event.event.detail())));
        console.table(rows);
    }
}
