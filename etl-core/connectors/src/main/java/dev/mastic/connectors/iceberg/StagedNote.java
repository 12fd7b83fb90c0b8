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
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.util.JsonUtil;

/**
 * The note of a staged output below the table's {@value Intent#FOLDER}, from which any process can commit it: {@code
 * <output>.files} lists the data files, one JSON document a line after a first line that says whose they are; {@code
 * <output>.staged} is empty and stands there only when the list is complete, so that no file system need write or
 * rename anything at once.
 */
record StagedNote(Table table, Output output) {
    private static final int VERSION = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the note says. */
    record Content(String tableId, List<DataFile> files) {
        Content {
            files = List.copyOf(files);
        }
    }

    /** Writes the note; the output is staged from the moment that this returns. */
    void write(List<DataFile> files) {
        var list = io().newOutputFile(list());
        try (var out = new BufferedWriter(new OutputStreamWriter(list.createOrOverwrite(), StandardCharsets.UTF_8))) {
            out.write(header(files.size()));
            for (var file : files) {
                out.newLine();
                out.write(ContentFileParser.toJson(file, table.specs().get(file.specId())));
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
        return io().newInputFile(mark()).exists() ? Optional.of(readList()) : Optional.empty();
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

    private Content readList() {
        var list = io().newInputFile(list());
        try (var in = new BufferedReader(new InputStreamReader(list.newStream(), StandardCharsets.UTF_8))) {
            var header = checked(JSON.readTree(in.readLine()));
            var files = new ArrayList<DataFile>();
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                files.add(dataFile(line));
            }
            return new Content(header.path("table").asText(), files);
        } catch (IOException e) {
            throw new EtlException("Cannot read " + list() + ": " + e.getMessage(), e);
        }
    }

    private DataFile dataFile(String line) {
        return (DataFile) JsonUtil.parse(line, node -> ContentFileParser.fromJson(node, table.specs()));
    }

    private String header(int files) {
        return RunCodec.node(output.run())
                .put("version", VERSION)
                .put("sink", output.sink())
                .put("digest", output.digest().hex())
                .put("table", table.uuid().toString())
                .put("files", files)
                .toString();
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
