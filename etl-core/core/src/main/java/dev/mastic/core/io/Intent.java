// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.io;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The note that a file sink leaves before the first file of a commit becomes visible: which files it adds and which it
 * takes away. The notes lie in {@value #FOLDER} in the root of the target; what a note is called says how far the
 * commit is, and a commit goes on by the renaming of its note:
 *
 * <ul>
 *   <li>{@code <output>.intent}: begun. Readers of Mastic pass over the files to add.
 *   <li>{@code <output>.discarded}: being taken back. The same.
 *   <li>{@code <output>.removing}: committed. Readers pass over the files to remove, which are being deleted.
 *   <li>{@code <output>.done}: committed, and nothing is left to do.
 * </ul>
 *
 * @param add paths as listings show them
 * @param remove the same; empty for commits that only add
 */
public record Intent(List<String> add, List<String> remove) {
    /** The folder in a target that holds what is not data. */
    public static final String FOLDER = "_mastic";

    public static final String INTENT = ".intent";
    public static final String DISCARDED = ".discarded";
    public static final String REMOVING = ".removing";
    public static final String DONE = ".done";
    private static final ObjectMapper JSON = new ObjectMapper();

    public Intent {
        add = List.copyOf(add);
        remove = List.copyOf(remove);
    }

    /** The document of a note that says nothing else. */
    public byte[] write() throws IOException {
        var document = JSON.createObjectNode().put("version", 1);
        writeTo(document);
        return JSON.writeValueAsBytes(document);
    }

    /** Adds both lists to a document that says more. */
    public void writeTo(ObjectNode document) {
        add.forEach(document.putArray("add")::add);
        remove.forEach(document.putArray("remove")::add);
    }

    /** What a note says, whatever else it says. */
    public static Intent read(byte[] document) throws IOException {
        return read(JSON.readTree(document));
    }

    /** The same of a document that has been read. */
    public static Intent read(JsonNode document) {
        return new Intent(texts(document, "add"), texts(document, "remove"));
    }

    /** The same of a note's file; nothing if it is gone, for then its commit has gone on. */
    static Optional<Intent> read(FileSystem fs, Path note) throws IOException {
        try (var in = fs.open(note)) {
            return Optional.of(read(in.readAllBytes()));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }

    private static List<String> texts(JsonNode document, String name) {
        return StreamSupport.stream(document.path(name).spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
