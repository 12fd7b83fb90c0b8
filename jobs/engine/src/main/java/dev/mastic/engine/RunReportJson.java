// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mastic.core.failure.ExitCode;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The run report as the command line prints it; scripts rely on the names. */
public final class RunReportJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RunReportJson() {}

    /** The report as one JSON document. */
    public static String write(RunReport report) {
        return node(report).toString();
    }

    /** The report as a tree, to be part of a larger document. */
    public static ObjectNode node(RunReport report) {
        var node = JSON.createObjectNode()
                .put("runId", report.runId())
                .put("job", report.job())
                .put("status", report.status().toString())
                .put("exitCode", report.status().exitCode().number())
                .put("state", report.state());
        node.set("sources", array(report.sources(), RunReportJson::source));
        node.set("steps", array(report.steps(), RunReportJson::step));
        node.set("sinks", array(report.sinks(), RunReportJson::sink));
        node.put("faults", report.faults())
                .put("unmatched", report.unmatched())
                .set("quality", quality(report.quality()));
        node.put("seconds", report.seconds()).put("sparkStarted", report.sparkStarted());
        node.set("recovered", array(report.recovered(), RunReportJson::recovered));
        return node;
    }

    /** The report of a run that ended with this failure. */
    static ObjectNode failure(String job, String runId, ExitCode code, Throwable failure) {
        var node = failureNode(job, runId, code, String.valueOf(failure.getMessage()));
        if (failure instanceof QualityException failed) {
            node.set("quality", quality(failed.gates()));
        }
        return node;
    }

    /** The report of a run that ended with a failure; job and run are null while they are not known. */
    public static ObjectNode failureNode(String job, String runId, ExitCode code, String message) {
        return JSON.createObjectNode()
                .put("runId", runId)
                .put("job", job)
                .put("status", RunReport.Status.FAILED.toString().toLowerCase(Locale.ROOT))
                .put("exitCode", code.number())
                .put("message", message);
    }

    /** What rules said of staged rows, by frame; null for a run that asked no rule. */
    public static JsonNode quality(List<GateReport> gates) {
        return gates.isEmpty() ? JSON.nullNode() : array(gates, RunReportJson::gate);
    }

    private static ObjectNode gate(GateReport gate) {
        var node = JSON.createObjectNode()
                .put("on", gate.on())
                .put("outcome", gate.verdict().passed() ? "Passed" : "Failed")
                .put("whenFailed", gate.whenFailed().toString());
        VerdictJson.fill(node.putArray("rules"), gate.verdict());
        return node;
    }

    private static ObjectNode source(RunReport.SourceReport source) {
        var node = JSON.createObjectNode()
                .put("name", source.name())
                .put("read", source.read())
                .put("files", source.files())
                .put("newFiles", source.newFiles())
                .put("skippedFiles", source.skippedFiles());
        rows(node, source.rows()).put("lateRows", source.lateRows());
        source.postponed().forEach(node.putArray("postponed")::add);
        source.table().ifPresent(table -> node.put("table", table));
        return node;
    }

    private static ObjectNode step(RunReport.StepReport step) {
        return rows(JSON.createObjectNode().put("name", step.name()), step.rows())
                .put("faults", step.faults());
    }

    private static ObjectNode sink(RunReport.SinkReport sink) {
        var node = JSON.createObjectNode()
                .put("name", sink.name())
                .put("rows", sink.rows())
                .put("files", sink.files())
                .put("snapshotId", sink.snapshotId().orElse(null));
        node.set("renamed", array(sink.renamed(), renamed -> JSON.createObjectNode()
                .put("column", renamed.column().toString())
                .put("name", renamed.name())));
        sink.notes().forEach(node.putArray("notes")::add);
        sink.table().ifPresent(table -> node.put("table", table));
        return node;
    }

    private static ObjectNode recovered(RunReport.Recovered recovered) {
        return JSON.createObjectNode()
                .put("runId", recovered.runId())
                .put("phase", recovered.phase())
                .put("outcome", recovered.outcome());
    }

    private static ObjectNode rows(ObjectNode node, Optional<Long> rows) {
        return rows.map(count -> node.put("rows", count)).orElseGet(() -> node.putNull("rows"));
    }

    private static <T> ArrayNode array(Collection<T> values, Function<T, ObjectNode> each) {
        var array = JSON.createArrayNode();
        values.forEach(value -> array.add(each.apply(value)));
        return array;
    }
}
