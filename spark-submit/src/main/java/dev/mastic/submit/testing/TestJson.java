// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mastic.core.config.Problem;
import dev.mastic.core.frame.JsonRow;
import dev.mastic.core.frame.RowComparison;
import dev.mastic.engine.JobTestResult;
import dev.mastic.submit.console.ProblemsJson;
import dev.mastic.submit.verb.Failures;
import java.nio.file.Path;
import java.util.List;

/** The result of a test of a job as the command line prints it; scripts rely on the names. */
final class TestJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private TestJson() {}

    static ObjectNode of(Path file, JobTestResult result) {
        var node = JSON.createObjectNode()
                .put("file", file.toString())
                .put("name", result.name())
                .put("where", result.origin().toString())
                .put("status", result.status().toString())
                .put("seconds", result.seconds())
                .put(
                        "message",
                        result.failure()
                                .map(failure -> Failures.message(failure, true))
                                .orElse(null));
        problems(node, result.problems());
        var frames = node.putArray("frames");
        result.frames().forEach(frame -> frames.add(frame(frame)));
        var faults = node.putObject("faults")
                .put("expected", result.faults().expected())
                .put("actual", result.faults().actual());
        rows(faults.putArray("missing"), result.faults().missing());
        rows(faults.putArray("unexpected"), result.faults().unexpected());
        return node;
    }

    static void problems(ObjectNode node, List<Problem> problems) {
        ProblemsJson.fill(node.putArray("problems"), problems);
    }

    private static ObjectNode frame(JobTestResult.Frame frame) {
        var node = comparison(frame.comparison(), frame.name())
                .put("expected", frame.expected())
                .put("actual", frame.actual());
        frame.unfit().forEach(node.putArray("unfit")::add);
        return node;
    }

    private static ObjectNode comparison(RowComparison comparison, String name) {
        var node = JSON.createObjectNode().put("name", name);
        rows(node.putArray("missing"), comparison.missing());
        rows(node.putArray("extra"), comparison.extra());
        var different = node.putArray("different");
        comparison.different().forEach(row -> {
            var cells = different.addObject().put("row", row.label()).putArray("cells");
            row.cells().forEach(cell -> cells.addObject()
                    .put("column", cell.column())
                    .put("expected", cell.expected())
                    .put("actual", cell.actual()));
        });
        return node;
    }

    private static void rows(ArrayNode array, List<JsonRow> rows) {
        rows.forEach(row -> array.add(row.cells()));
    }
}
