// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.iceberg;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mastic.core.bookmark.FrameCount;
import dev.mastic.core.bookmark.Output;
import dev.mastic.core.bookmark.Receipt;
import dev.mastic.core.bookmark.Run;
import dev.mastic.core.bookmark.RunCodec;
import dev.mastic.core.bookmark.Token;
import dev.mastic.core.failure.EtlException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Snapshot;

/**
 * What the table remembers of an output that is visible: in the summary of its snapshot, and in a table property that
 * outlives the snapshot until the next output of the same sink.
 */
record CommittedOutput(Run run, String sink, String digest, long rows, long files, Optional<String> snapshotId) {
    private static final int VERSION = 1;
    private static final String JOB = "mastic.job";
    private static final String RUN_ID = "mastic.run-id";
    private static final String TOKEN = "mastic.token";
    private static final String SINK = "mastic.sink";
    private static final String DIGEST = "mastic.digest";
    private static final String ROWS = "mastic.rows";
    private static final String FILES = "mastic.files";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** An output that is to be committed. */
    static CommittedOutput of(Output output, Receipt staged) {
        return new CommittedOutput(
                output.run(), output.sink(), output.digest().hex(), staged.rows(), staged.files(), Optional.empty());
    }

    /** What a snapshot says of the output that it added; empty for snapshots of others. */
    static Optional<CommittedOutput> of(Snapshot snapshot) {
        var summary = snapshot.summary();
        if (!summary.keySet().containsAll(List.of(JOB, RUN_ID, TOKEN, SINK, DIGEST))) {
            return Optional.empty();
        }
        var token = new Token(Long.parseLong(summary.get(TOKEN)));
        return Optional.of(new CommittedOutput(
                new Run(summary.get(JOB), summary.get(RUN_ID), token),
                summary.get(SINK),
                summary.get(DIGEST),
                Long.parseLong(summary.getOrDefault(ROWS, "0")),
                Long.parseLong(summary.getOrDefault(FILES, "0")),
                Optional.of(Long.toString(snapshot.snapshotId()))));
    }

    /** Reads the value of the table property. */
    static CommittedOutput parse(String property, String value) {
        var node = read(property, value);
        return new CommittedOutput(
                RunCodec.run(node),
                node.path("sink").asText(),
                node.path("digest").asText(),
                node.path("rows").asLong(),
                node.path("files").asLong(),
                Optional.ofNullable(node.get("snapshotId")).map(JsonNode::asText));
    }

    /** The value of the table property. */
    String json() {
        var node = RunCodec.node(run)
                .put("version", VERSION)
                .put("sink", sink)
                .put("digest", digest)
                .put("rows", rows)
                .put("files", files);
        snapshotId.ifPresent(id -> node.put("snapshotId", id));
        return node.toString();
    }

    /** What stands in the summary of its snapshot beside Iceberg's own counts, which count rows that were only moved, too. */
    Map<String, String> summary() {
        return Map.of(
                JOB, run.job(),
                RUN_ID, run.runId(),
                TOKEN, run.token().toString(),
                SINK, sink,
                DIGEST, digest,
                ROWS, Long.toString(rows),
                FILES, Long.toString(files));
    }

    /** The same with the snapshot that holds it. */
    CommittedOutput in(long snapshot) {
        return new CommittedOutput(run, sink, digest, rows, files, Optional.of(Long.toString(snapshot)));
    }

    /** Who made it, for whom the input does not matter. */
    Output output() {
        return new Output(run, sink, List.of(), Optional.empty());
    }

    Receipt receipt() {
        return new Receipt(List.of(new FrameCount("", rows, files)), snapshotId);
    }

    boolean isOfJob(String job) {
        return run.job().equals(job);
    }

    /** Whether it is an output of the same sink of the same job, of this run or another. */
    boolean isOfSink(Output output) {
        return isOfJob(output.run().job()) && sink.equals(output.sink());
    }

    boolean isOfRun(Output output) {
        return isOfSink(output) && run.runId().equals(output.run().runId());
    }

    /** Whether it is this output: of this attempt, or of another attempt of the run on exactly the same input. */
    boolean is(Output output) {
        return isOfRun(output)
                && (run.token().equals(output.run().token())
                        || digest.equals(output.digest().hex()));
    }

    private static JsonNode read(String property, String value) {
        try {
            var node = JSON.readTree(value);
            if (node.path("version").asInt() == VERSION) {
                return node;
            }
            throw new EtlException(
                    "Cannot read table property " + property + ": it was written by another version of Mastic (got "
                            + value + "; expected format " + VERSION + "): use that version, or a newer one");
        } catch (JsonProcessingException e) {
            throw new EtlException("Cannot read table property " + property + ": " + e.getOriginalMessage(), e);
        }
    }
}
