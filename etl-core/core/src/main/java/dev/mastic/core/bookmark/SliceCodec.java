// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.bookmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.mastic.core.failure.EtlException;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The JSON of slices and positions: what a source has given to a run, and what a bookmark remembers. */
final class SliceCodec {
    private static final String FILES = "files";
    private static final String ROWS = "rows";
    private static final String SNAPSHOTS = "snapshots";
    private static final String SNAPSHOT = "snapshot";

    private SliceCodec() {}

    static ObjectNode node(Slice slice) {
        var node = RunCodec.object()
                .put("source", slice.source())
                .put("digest", slice.digest().hex());
        node.set("items", node(slice.items()));
        if (slice.advance() instanceof Advance.To to) {
            node.set("advance", node(to.position()));
        } else {
            node.put("advance", slice.advance() instanceof Advance.Files ? FILES : "nothing");
        }
        return node;
    }

    static Slice slice(JsonNode node) {
        return new Slice(
                node.path("source").asText(),
                items(node.path("items")),
                new Digest(node.path("digest").asText()),
                advance(node.path("advance")));
    }

    private static Advance advance(JsonNode node) {
        if (node.isObject()) {
            return new Advance.To(position(node));
        }
        return node.asText().equals(FILES) ? new Advance.Files() : new Advance.Nothing();
    }

    static ObjectNode node(Position position) {
        if (position instanceof Position.Rows rows) {
            var body = RunCodec.object();
            body.set("last", node(rows.last()));
            body.set("edge", node(rows.edge()));
            return wrapped(ROWS, body);
        } else if (position instanceof Position.Snapshot snapshot) {
            return wrapped(SNAPSHOT, RunCodec.object().put("id", snapshot.id()));
        }
        throw new IllegalArgumentException("A position of files is kept in a ledger");
    }

    static Position position(JsonNode node) {
        if (node.has(ROWS)) {
            var rows = node.get(ROWS);
            return new Position.Rows(cursor(rows.path("last")), versions(rows.path("edge")));
        } else if (node.has(SNAPSHOT)) {
            return new Position.Snapshot(node.get(SNAPSHOT).path("id").asLong());
        }
        throw unknown("position", node);
    }

    static ObjectNode node(Items items) {
        if (items instanceof Items.Files files) {
            var node = RunCodec.object();
            node.set(FILES, RunCodec.array(files.files(), SliceCodec::node));
            return node;
        } else if (items instanceof Items.Rows rows) {
            return wrapped(ROWS, body(rows));
        }
        return wrapped(SNAPSHOTS, body((Items.Snapshots) items));
    }

    private static ObjectNode body(Items.Rows rows) {
        var body = RunCodec.object();
        rows.after().ifPresent(cursor -> body.set("after", node(cursor)));
        rows.upTo().ifPresent(cursor -> body.set("upTo", node(cursor)));
        body.set("edge", node(rows.edge()));
        body.set("late", node(rows.late()));
        return body.put("count", rows.count());
    }

    private static ObjectNode body(Items.Snapshots snapshots) {
        var body = RunCodec.object();
        snapshots.after().ifPresent(id -> body.put("after", id));
        snapshots.upTo().ifPresent(id -> body.put("upTo", id));
        return body.put("metadata", snapshots.metadata()).put("count", snapshots.count());
    }

    private static Items items(JsonNode node) {
        if (node.has(FILES)) {
            return new Items.Files(RunCodec.list(node, FILES, SliceCodec::file));
        } else if (node.has(ROWS)) {
            var rows = node.get(ROWS);
            return new Items.Rows(
                    optional(rows, "after").map(SliceCodec::cursor),
                    optional(rows, "upTo").map(SliceCodec::cursor),
                    versions(rows.path("edge")),
                    versions(rows.path("late")),
                    rows.path("count").asLong());
        } else if (node.has(SNAPSHOTS)) {
            var snapshots = node.get(SNAPSHOTS);
            return new Items.Snapshots(
                    optional(snapshots, "after").map(JsonNode::asLong),
                    optional(snapshots, "upTo").map(JsonNode::asLong),
                    snapshots.path("metadata").asText(),
                    snapshots.path("count").asLong());
        }
        throw unknown("items", node);
    }

    private static ObjectNode node(FileItem file) {
        var node = RunCodec.object()
                .put("path", file.path())
                .put("size", file.size())
                .put("modified", file.modified());
        file.etag().ifPresent(etag -> node.put("etag", etag));
        if (!file.partition().isEmpty()) {
            var values = node.putArray("partition");
            file.partition().forEach(values::add);
        }
        return node;
    }

    private static FileItem file(JsonNode node) {
        return new FileItem(
                node.path("path").asText(),
                node.path("size").asLong(),
                node.path("modified").asLong(),
                RunCodec.text(node, "etag"),
                RunCodec.list(node, "partition", JsonNode::asText));
    }

    private static JsonNode node(Cursor cursor) {
        return texts(cursor.values());
    }

    private static Cursor cursor(JsonNode node) {
        return new Cursor(texts(node));
    }

    private static ObjectNode node(RowVersions versions) {
        var node = RunCodec.object();
        versions.from().ifPresent(from -> node.put("from", from));
        node.set(ROWS, RunCodec.array(versions.rows(), SliceCodec::texts));
        return node;
    }

    private static RowVersions versions(JsonNode node) {
        return new RowVersions(RunCodec.text(node, "from"), RunCodec.list(node, ROWS, SliceCodec::texts));
    }

    private static JsonNode texts(List<String> values) {
        return RunCodec.array(values, TextNode::valueOf);
    }

    private static List<String> texts(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static ObjectNode wrapped(String kind, ObjectNode body) {
        var node = RunCodec.object();
        node.set(kind, body);
        return node;
    }

    private static Optional<JsonNode> optional(JsonNode node, String name) {
        return Optional.ofNullable(node.get(name));
    }

    private static EtlException unknown(String what, JsonNode node) {
        return new EtlException("Cannot read the run journal: no such kind of " + what + " (got "
                + node.toString().substring(0, Math.min(80, node.toString().length())) + ")");
    }
}
