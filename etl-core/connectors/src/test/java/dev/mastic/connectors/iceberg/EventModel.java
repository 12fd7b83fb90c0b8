// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.iceberg;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What events come to, told one after the other in the order of their sequence. */
record EventModel(List<Event> events) {
    /** Events of the same id and sequence are the same event. */
    record Event(int id, long seq, String op, String name) {
        boolean isDelete() {
            return op.equals("D");
        }
    }

    /** Each row as id, sequence and name, sorted as text. */
    List<String> latest() {
        var rows = new ArrayList<String>();
        perId().values().forEach(inOrder -> {
            var last = inOrder.get(inOrder.size() - 1);
            if (!last.isDelete()) {
                rows.add(last.id() + " " + last.seq() + " " + last.name());
            }
        });
        return rows.stream().sorted().toList();
    }

    /** Each version with its beginning, end and whether it holds, sorted as text. */
    List<String> history() {
        var rows = new ArrayList<String>();
        perId().values().forEach(inOrder -> {
            for (int i = 0; i < inOrder.size(); i++) {
                var event = inOrder.get(i);
                var end = i + 1 < inOrder.size()
                        ? Long.toString(inOrder.get(i + 1).seq())
                        : "-";
                if (!event.isDelete()) {
                    rows.add(event.id() + " " + event.seq() + " " + event.name() + " " + event.seq() + " " + end + " "
                            + end.equals("-"));
                }
            }
        });
        return rows.stream().sorted().toList();
    }

    private Map<Integer, List<Event>> perId() {
        var found = new TreeMap<Integer, List<Event>>();
        events.stream().distinct().sorted(Comparator.comparingLong(Event::seq)).forEach(event -> found.computeIfAbsent(
                        event.id(), id -> new ArrayList<>())
                .add(event));
        return found;
    }
}
