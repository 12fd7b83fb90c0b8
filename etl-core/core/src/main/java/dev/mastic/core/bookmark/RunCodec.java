// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.bookmark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mastic.core.failure.EtlException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The JSON of what the journal and the targets hold. Every document carries its version; one of a newer Mastic is refused, never guessed
 * at.
 */
public final class RunCodec {
    private static final int VERSION = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    private RunCodec() {}

    /** The items alone, in canonical form: equal items give equal text. */
    public static String write(Items items) {
        return node(items).toString();
    }

    /** All slices of a run. */
    public static String writeSlices(List<Slice> slices) {
        return document("slices", slices, RunCodec::node);
    }

    public static List<Slice> readSlices(String text) {
        return list(read(text), "slices", RunCodec::slice);
    }

    /** What is needed to rebuild the sinks of a run. */
    public static String writeSinks(List<PlannedSink> sinks) {
        return document("sinks", sinks, sink -> object().put("name", sink.name())
                .put("factory", sink.factory())
                .put("settings", sink.settings()));
    }

    public static List<PlannedSink> readSinks(String text) {
        return list(
                read(text),
                "sinks",
                node -> new PlannedSink(
                        node.path("name").asText(),
                        node.path("factory").asText(),
                        node.path("settings").asText()));
    }

    /** The receipts of a run by sink. */
    public static String writeReceipts(Map<String, Receipt> receipts) {
        return document("receipts", receipts.entrySet(), entry -> {
            var node = object().put("sink", entry.getKey());
            node.setAll(node(entry.getValue()));
            return node;
        });
    }

    public static Map<String, Receipt> readReceipts(String text) {
        var receipts = new LinkedHashMap<String, Receipt>();
        for (var node : read(text).path("receipts")) {
            receipts.put(node.path("sink").asText(), receipt(node));
        }
        return receipts;
    }

    /** One receipt. */
    public static ObjectNode node(Receipt receipt) {
        var node = object();
        node.set("written", array(receipt.written(), count -> object().put("frame", count.frame())
                .put("rows", count.rows())
                .put("files", count.files())));
        receipt.snapshotId().ifPresent(id -> node.put("snapshotId", id));
        return node;
    }

    public static Receipt receipt(JsonNode node) {
        var written = list(
                node,
                "written",
                count -> new FrameCount(
                        count.path("frame").asText(),
                        count.path("rows").asLong(),
                        count.path("files").asLong()));
        return new Receipt(written, text(node, "snapshotId"));
    }

    /** A run, for documents of sinks. */
    public static ObjectNode node(Run run) {
        return object().put("job", run.job())
                .put("runId", run.runId())
                .put("token", run.token().number());
    }

    public static Run run(JsonNode node) {
        return new Run(
                node.path("job").asText(),
                node.path("runId").asText(),
                new Token(node.path("token").asLong()));
    }

    private static ObjectNode node(Slice slice) {
        var node = object().put("source", slice.source())
                .put("digest", slice.digest().hex());
        node.set("items", node(slice.items()));
        node.put("advance", slice.advance() instanceof Advance.Files ? "files" : "nothing");
        return node;
    }

    private static Slice slice(JsonNode node) {
        return new Slice(
                node.path("source").asText(),
                items(node.path("items")),
                new Digest(node.path("digest").asText()),
                node.path("advance").asText().equals("files") ? new Advance.Files() : new Advance.Nothing());
    }

    private static ObjectNode node(Items items) {
        var files = ((Items.Files) items).files();
        var node = object();
        node.set("files", array(files, RunCodec::node));
        return node;
    }

    private static Items items(JsonNode node) {
        return new Items.Files(list(
                node,
                "files",
                file -> new FileItem(
                        file.path("path").asText(),
                        file.path("size").asLong(),
                        file.path("modified").asLong(),
                        text(file, "etag"),
                        list(file, "partition", JsonNode::asText))));
    }

    private static ObjectNode node(FileItem file) {
        var node = object().put("path", file.path()).put("size", file.size()).put("modified", file.modified());
        file.etag().ifPresent(etag -> node.put("etag", etag));
        if (!file.partition().isEmpty()) {
            var values = node.putArray("partition");
            file.partition().forEach(values::add);
        }
        return node;
    }

    private static ObjectNode object() {
        return JSON.createObjectNode();
    }

    private static <T> String document(String name, Iterable<T> values, Function<T, ObjectNode> each) {
        var document = object().put("version", VERSION);
        document.set(name, array(values, each));
        return document.toString();
    }

    private static JsonNode read(String text) {
        try {
            var document = JSON.readTree(text);
            int version = document.path("version").asInt();
            if (version != VERSION) {
                throw new EtlException(
                        "Cannot read the run journal: it was written by another version of Mastic (got format "
                                + version + "; expected " + VERSION + "): use that version, or a newer one");
            }
            return document;
        } catch (JsonProcessingException e) {
            throw new EtlException("Cannot read the run journal: " + e.getOriginalMessage(), e);
        }
    }

    private static <T> ArrayNode array(Iterable<T> values, Function<T, ObjectNode> each) {
        var array = JSON.createArrayNode();
        values.forEach(value -> array.add(each.apply(value)));
        return array;
    }

    private static <T> List<T> list(JsonNode node, String name, Function<JsonNode, T> each) {
        var values = new ArrayList<T>();
        node.path(name).forEach(child -> values.add(each.apply(child)));
        return values;
    }

    private static Optional<String> text(JsonNode node, String name) {
        return Optional.ofNullable(node.get(name)).map(JsonNode::asText);
    }
}
