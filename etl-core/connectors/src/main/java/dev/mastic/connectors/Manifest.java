// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mastic.core.bookmark.Digest;
import dev.mastic.core.bookmark.FrameCount;
import dev.mastic.core.bookmark.Output;
import dev.mastic.core.bookmark.Receipt;
import dev.mastic.core.bookmark.Run;
import dev.mastic.core.bookmark.RunCodec;
import dev.mastic.core.failure.EtlException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The note {@code .staged}: everything that an output consists of. All paths are relative to the target, so that it may
 * be mounted elsewhere between two attempts.
 */
record Manifest(Run run, String sink, Digest slices, List<Frame> frames) {
    static final int VERSION = 1;
    private static final String UPLOAD = "upload";
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * One frame of the output.
     *
     * @param staging the folder that its files lie in before the commit
     * @param folder the folder that they belong in; empty for the target itself
     * @param schema Spark's JSON of the schema, with the partition columns
     */
    record Frame(String name, String staging, String folder, String schema, List<StagedFile> files) {
        Frame {
            files = List.copyOf(files);
        }

        long rows() {
            return files.stream().mapToLong(StagedFile::rows).sum();
        }

        String staged(StagedFile file) {
            return staging + "/" + file.path();
        }

        String visible(StagedFile file) {
            return folder.isEmpty() ? file.path() : folder + "/" + file.path();
        }
    }

    Manifest {
        frames = List.copyOf(frames);
    }

    boolean isOf(Output output) {
        return run.equals(output.run()) && sink.equals(output.sink()) && slices.equals(output.digest());
    }

    /** The paths of all files once they are visible, relative to the target. */
    Stream<String> places() {
        return frames.stream().flatMap(frame -> frame.files().stream().map(frame::visible));
    }

    Receipt receipt() {
        var written = frames.stream()
                .map(frame ->
                        new FrameCount(frame.name(), frame.rows(), frame.files().size()))
                .toList();
        return new Receipt(written, Optional.empty());
    }

    byte[] write() throws IOException {
        var document = JSON.createObjectNode()
                .put("version", VERSION)
                .put("sink", sink)
                .put("slices", slices.hex());
        document.set("run", RunCodec.node(run));
        var array = document.putArray("frames");
        frames.forEach(frame -> array.add(node(frame)));
        return JSON.writeValueAsBytes(document);
    }

    static Manifest read(byte[] bytes, String where) throws IOException {
        var document = document(bytes, where);
        return new Manifest(
                RunCodec.run(document.path("run")),
                document.path("sink").asText(),
                new Digest(document.path("slices").asText()),
                StreamSupport.stream(document.path("frames").spliterator(), false)
                        .map(Manifest::frame)
                        .toList());
    }

    static JsonNode document(byte[] bytes, String where) throws IOException {
        var document = JSON.readTree(bytes);
        int version = document.path("version").asInt();
        if (version != VERSION) {
            throw new EtlException("Cannot read " + where + ": it was written by another version of Mastic (got format "
                    + version + "; expected " + VERSION + "): use that version, or a newer one");
        }
        return document;
    }

    private static JsonNode node(Frame frame) {
        var node = JSON.createObjectNode()
                .put("name", frame.name())
                .put("staging", frame.staging())
                .put("folder", frame.folder())
                .put("schema", frame.schema());
        var array = node.putArray("files");
        frame.files().forEach(file -> write(file, array.addObject()));
        return node;
    }

    private static void write(StagedFile file, ObjectNode node) {
        node.put("path", file.path()).put("rows", file.rows()).put("size", file.size());
        if (!file.upload().isEmpty()) {
            node.put(UPLOAD, file.upload());
        }
    }

    private static Frame frame(JsonNode node) {
        var files = new ArrayList<StagedFile>();
        for (var file : node.path("files")) {
            files.add(new StagedFile(
                    file.path("path").asText(),
                    file.path("rows").asLong(),
                    file.path("size").asLong(),
                    file.path(UPLOAD).asText()));
        }
        return new Frame(
                node.path("name").asText(),
                node.path("staging").asText(),
                node.path("folder").asText(),
                node.path("schema").asText(),
                files);
    }
}
