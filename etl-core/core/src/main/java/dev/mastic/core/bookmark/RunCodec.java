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
        return SliceCodec.node(items).toString();
    }

    /** A position that is none of files, which are kept in a ledger. */
    public static String writePosition(Position position) {
        var document = object().put("version", VERSION);
        document.set("position", SliceCodec.node(position));
        return document.toString();
    }

    public static Position readPosition(String text) {
        return SliceCodec.position(read(text).path("position"));
    }

    /** All slices of a run. */
    public static String writeSlices(List<Slice> slices) {
        return document("slices", slices, SliceCodec::node);
    }

    public static List<Slice> readSlices(String text) {
        return list(read(text), "slices", SliceCodec::slice);
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
        if (!receipt.notes().isEmpty()) {
            receipt.notes().forEach(node.putArray("notes")::add);
        }
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
        return new Receipt(written, text(node, "snapshotId"), list(node, "notes", JsonNode::asText));
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

    static ObjectNode object() {
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

    static <T> ArrayNode array(Iterable<T> values, Function<T, ? extends JsonNode> each) {
        var array = JSON.createArrayNode();
        values.forEach(value -> array.add(each.apply(value)));
        return array;
    }

    static <T> List<T> list(JsonNode node, String name, Function<JsonNode, T> each) {
        var values = new ArrayList<T>();
        node.path(name).forEach(child -> values.add(each.apply(child)));
        return values;
    }

    static Optional<String> text(JsonNode node, String name) {
        return Optional.ofNullable(node.get(name)).map(JsonNode::asText);
    }
}
