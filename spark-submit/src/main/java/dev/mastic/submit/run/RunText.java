// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mastic.core.failure.Quantity;
import dev.mastic.submit.console.Console;
import java.util.ArrayList;
import java.util.List;

/** A run report as people read it. */
public final class RunText {
    private RunText() {}

    public static void print(Console console, JsonNode report) {
        var seconds = report.has("seconds") ? " in " + report.path("seconds").asText() + " s" : "";
        console.show(report.path("job").asText() + ": " + status(report) + seconds + " (run "
                + report.path("runId").asText() + ")");
        if (report.has("message")) {
            console.show(report.path("message").asText());
        }
        report.path("recovered")
                .forEach(run -> console.show("  recovered run "
                        + run.path("runId").asText() + " (" + run.path("phase").asText() + "): "
                        + run.path("outcome").asText()));
        report.path("sources").forEach(source -> source.path("postponed")
                .forEach(file ->
                        console.show("  left to a later run, for it changed while it was read: " + file.asText())));
        if (report.path("status").asText().equals("dry-run")) {
            console.table(plan(report));
            report.path("schemas")
                    .fields()
                    .forEachRemaining(frame -> console.show(
                            "  " + frame.getKey() + ": " + frame.getValue().asText()));
        }
        if (!report.path("status").asText().equals("succeeded")) {
            return;
        }
        console.table(rows(report));
        report.path("sources").forEach(source -> {
            long late = source.path("lateRows").asLong();
            if (late > 0) {
                console.show("  came late to " + source.path("name").asText() + ": " + Quantity.of(late, "row"));
            }
        });
        report.path("sinks").forEach(sink -> sink.path("renamed")
                .forEach(renamed ->
                        console.show("  renamed in " + sink.path("name").asText() + ": "
                                + renamed.path("column").asText() + " is '"
                                + renamed.path("name").asText() + "'")));
        report.path("sinks").forEach(sink -> sink.path("notes")
                .forEach(note -> console.show("  note on " + sink.path("name").asText() + ": " + note.asText())));
        report.path("quality").forEach(gate -> quality(console, gate));
        console.show("  faults " + Console.count(report.path("faults").asLong()) + ", unmatched "
                + Console.count(report.path("unmatched").asLong()));
    }

    /** One line where all rules hold; else one for each that does not. */
    private static void quality(Console console, JsonNode gate) {
        var failed = new ArrayList<JsonNode>();
        gate.path("rules").forEach(rule -> {
            if (!rule.path("outcome").asText().equals("Passed")) {
                failed.add(rule);
            }
        });
        int all = gate.path("rules").size();
        console.show("  quality of " + gate.path("on").asText() + ": " + (all - failed.size()) + " of "
                + Quantity.of(all, "rule") + " passed");
        failed.forEach(rule -> console.show("    FAILED " + rule.path("rule").asText() + ": "
                + rule.path("reason").asText()));
    }

    private static String status(JsonNode report) {
        return switch (report.path("status").asText()) {
            case "nothing-new" -> "nothing new, nothing written";
            case "dry-run" -> "a dry run, nothing written";
            case "skipped" -> "another run is alive, nothing written";
            case "already-done" -> "this run is done already, nothing written";
            default -> report.path("status").asText();
        };
    }

    private static List<List<String>> rows(JsonNode report) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("", "", "rows", "files", ""));
        report.path("sources")
                .forEach(source -> rows.add(List.of(
                        "  read",
                        source.path("name").asText(),
                        number(source.path("rows")),
                        number(source.path("files")),
                        source.path("read").asText())));
        report.path("steps")
                .forEach(step -> rows.add(List.of(
                        "  step",
                        step.path("name").asText(),
                        number(step.path("rows")),
                        "",
                        faults(step.path("faults").asLong()))));
        report.path("sinks")
                .forEach(sink -> rows.add(List.of(
                        "  wrote",
                        sink.path("name").asText(),
                        number(sink.path("rows")),
                        number(sink.path("files")),
                        sink.path("snapshotId").isNull()
                                ? ""
                                : "snapshot " + sink.path("snapshotId").asText())));
        return rows;
    }

    private static List<List<String>> plan(JsonNode report) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("", "", "files", "new", ""));
        report.path("sources")
                .forEach(source -> rows.add(List.of(
                        "  would read",
                        source.path("name").asText(),
                        number(source.path("files")),
                        number(source.path("newFiles")),
                        source.path("read").asText())));
        report.path("steps")
                .forEach(step -> rows.add(List.of("  step", step.path("name").asText(), "", "", "")));
        report.path("sinks")
                .forEach(sink ->
                        rows.add(List.of("  would write", sink.path("name").asText(), "", "", "")));
        return rows;
    }

    /** What was written, a row for each frame of each sink. */
    static List<List<String>> sinks(JsonNode report) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("job", "run", "status", "sink", "rows", "files"));
        report.path("sinks")
                .forEach(sink -> rows.add(List.of(
                        report.path("job").asText(),
                        report.path("runId").asText(),
                        report.path("status").asText(),
                        sink.path("name").asText(),
                        sink.path("rows").asText(),
                        sink.path("files").asText())));
        return rows;
    }

    private static String faults(long count) {
        return count == 0 ? "" : Quantity.of(count, "fault");
    }

    private static String number(JsonNode count) {
        return count.isNull() ? "?" : Console.count(count.asLong());
    }
}
