// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.mastic.core.bookmark.RunRecord;
import dev.mastic.core.catalog.TableName;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What stands in the reports of runs. */
final class RunReports {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TABLE = "table";

    private RunReports() {}

    /** The report as a tree; one that is no JSON is a text. */
    static JsonNode tree(RunRecord run) {
        try {
            return JSON.readTree(run.report());
        } catch (JsonProcessingException e) {
            // Shown as it is: a page about what went wrong must not fail for it.
            return JsonNodeFactory.instance.textNode(run.report());
        }
    }

    /** Those that have read or written a table. */
    static List<RunRecord> of(TableName table, List<RunRecord> runs) {
        var name = table.toString();
        return runs.stream()
                .filter(run -> run.report().contains(name))
                .filter(run -> tables(tree(run)).anyMatch(name::equalsIgnoreCase))
                .toList();
    }

    private static Stream<String> tables(JsonNode report) {
        return Stream.of("sources", "sinks")
                .flatMap(part -> StreamSupport.stream(report.path(part).spliterator(), false))
                .map(each -> each.path(TABLE).asText());
    }
}
