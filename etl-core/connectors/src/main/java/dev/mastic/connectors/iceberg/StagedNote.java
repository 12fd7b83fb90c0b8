// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.iceberg;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mastic.core.bookmark.Output;
import dev.mastic.core.bookmark.RunCodec;
import dev.mastic.core.config.Location;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.io.Intent;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.ContentFileParser;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.SchemaParser;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.expressions.ExpressionParser;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.util.JsonUtil;

/**
 * The note of a staged output below the table's {@value Intent#FOLDER}, from which any process can commit it: {@code
 * <output>.files} says whose output it is and what it does to the table, then has a line for each data file, {@code +} for those that are
 * added and {@code -} for those that go; {@code <output>.staged} is empty and stands there only when the list is complete, so that no file
 * system need write or rename anything at once.
 */
record StagedNote(Table table, Output output) {
    private static final int VERSION = 2;
    private static final char ADDED = '+';
    private static final char REMOVED = '-';
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the note says. */
    record Content(String tableId, Change change) {}

    /** Writes the note; the output is staged from the moment that this returns. */
    void write(Change change) {
        var list = io().newOutputFile(list());
        try (var out = new BufferedWriter(new OutputStreamWriter(list.createOrOverwrite(), StandardCharsets.UTF_8))) {
            out.write(header(change));
            for (var file : change.added()) {
                writeFile(out, ADDED, file);
            }
            for (var file : change.removed()) {
                writeFile(out, REMOVED, file);
            }
        } catch (IOException e) {
            throw new EtlException("Cannot write " + list() + ": " + e.getMessage(), e);
        }
        try (var out = io().newOutputFile(mark()).createOrOverwrite()) {
            out.flush();
        } catch (IOException e) {
            throw new EtlException("Cannot write " + mark() + ": " + e.getMessage(), e);
        }
    }

    /** What the note says; empty unless the output was staged to the end. */
    Optional<Content> read() {
        return isThere() ? Optional.of(readList()) : Optional.empty();
    }

    /** Whether the note is there, and whole. */
    boolean isThere() {
        return io().newInputFile(mark()).exists();
    }

    /** Removes the note, its mark first. */
    void delete() {
        deleteIfThere(io(), mark());
        deleteIfThere(io(), list());
    }

    static void deleteIfThere(FileIO io, String location) {
        try {
            io.deleteFile(location);
        } catch (NotFoundException e) {
            // gone is what was asked for
            return;
        }
    }

    private void writeFile(BufferedWriter out, char sign, DataFile file) throws IOException {
        out.newLine();
        out.write(sign);
        out.write(ContentFileParser.toJson(file, table.specs().get(file.specId())));
    }

    private Content readList() {
        var list = io().newInputFile(list());
        try (var in = new BufferedReader(new InputStreamReader(list.newStream(), StandardCharsets.UTF_8))) {
            var header = checked(JSON.readTree(in.readLine()));
            var added = new ArrayList<DataFile>();
            var removed = new ArrayList<DataFile>();
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                (line.charAt(0) == ADDED ? added : removed).add(dataFile(line.substring(1)));
            }
            return new Content(header.path("table").asText(), change(header, added, removed));
        } catch (IOException e) {
            throw new EtlException("Cannot read " + list() + ": " + e.getMessage(), e);
        }
    }

    private Change change(JsonNode header, List<DataFile> added, List<DataFile> removed) {
        return new Change(
                Change.Action.valueOf(header.path("action").asText()),
                added,
                removed,
                premise(header.path("premise")),
                text(header, "events").map(json -> SideFiles.parse(json, table)),
                text(header, "deletes").map(json -> SideFiles.parse(json, table)));
    }

    private static Premise premise(JsonNode node) {
        var columns = SchemaParser.fromJson(node.path("columns").asText());
        return new Premise(
                columns,
                Optional.ofNullable(node.get("snapshot")).map(JsonNode::asLong),
                ExpressionParser.fromJson(node.path("keys").asText(), columns),
                text(node, "deletes"));
    }

    private static Optional<String> text(JsonNode node, String name) {
        return Optional.ofNullable(node.get(name)).map(JsonNode::asText);
    }

    private DataFile dataFile(String line) {
        return (DataFile) JsonUtil.parse(line, node -> ContentFileParser.fromJson(node, table.specs()));
    }

    private String header(Change change) {
        var node = RunCodec.node(output.run())
                .put("version", VERSION)
                .put("sink", output.sink())
                .put("digest", output.digest().hex())
                .put("table", table.uuid().toString())
                .put("action", change.action().name());
        change.events().ifPresent(side -> node.put("events", side.json()));
        change.deletes().ifPresent(side -> node.put("deletes", side.json()));
        var premise = node.putObject("premise")
                .put("columns", SchemaParser.toJson(change.premise().columns()))
                .put("keys", ExpressionParser.toJson(change.premise().keys()));
        change.premise().snapshot().ifPresent(id -> premise.put("snapshot", id));
        change.premise().deletes().ifPresent(json -> premise.put("deletes", json));
        return node.toString();
    }

    private JsonNode checked(JsonNode header) {
        int version = header.path("version").asInt();
        if (version != VERSION) {
            throw new EtlException(
                    "Cannot read " + list() + ": it was written by another version of Mastic (got format " + version
                            + "; expected " + VERSION + "): use that version, or a newer one");
        }
        return header;
    }

    private FileIO io() {
        return table.io();
    }

    private String list() {
        return place(".files");
    }

    private String mark() {
        return place(".staged");
    }

    private String place(String suffix) {
        return Location.child(Location.child(table.location(), Intent.FOLDER), OutputName.of(output) + suffix);
    }
}
