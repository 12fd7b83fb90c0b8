// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.io;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The note that a file sink leaves before the first file of a commit becomes visible: which files it adds. Until the note of the end
 * stands beside it, readers of Mastic pass over these files. The notes lie in {@value #FOLDER} in the root of the target, as
 * {@code <output>.intent} and {@code <output>.done}.
 */
public final class Intent {
    /** The folder in a target that holds what is not data. */
    public static final String FOLDER = "_mastic";

    public static final String INTENT = ".intent";
    public static final String DONE = ".done";
    private static final ObjectMapper JSON = new ObjectMapper();

    private Intent() {}

    /** The document of an intent. */
    public static byte[] write(List<String> filesToAdd) throws IOException {
        var document = JSON.createObjectNode().put("version", 1);
        var add = document.putArray("add");
        filesToAdd.forEach(add::add);
        return JSON.writeValueAsBytes(document);
    }

    /** The files that an intent adds. */
    public static List<String> read(byte[] document) throws IOException {
        return StreamSupport.stream(JSON.readTree(document).path("add").spliterator(), false)
                .map(file -> file.asText())
                .toList();
    }

    /** The files that commits below a place, or in a target that holds it, have begun and not finished to add. */
    static Set<String> pendingBelow(FileSystem fs, Path place) throws IOException {
        var pending = new HashSet<String>();
        for (var folder = place; folder != null; folder = folder.getParent()) {
            addPending(fs, new Path(folder, FOLDER), pending);
        }
        addBelow(fs, place, pending);
        return pending;
    }

    private static void addBelow(FileSystem fs, Path place, Set<String> pending) throws IOException {
        if (fs.getFileStatus(place).isFile()) {
            return;
        }
        for (var child : fs.listStatus(place)) {
            var name = child.getPath().getName();
            if (child.isDirectory() && !name.startsWith("_") && !name.startsWith(".")) {
                addPending(fs, new Path(child.getPath(), FOLDER), pending);
                addBelow(fs, child.getPath(), pending);
            }
        }
    }

    private static void addPending(FileSystem fs, Path notes, Set<String> pending) throws IOException {
        try {
            for (var note : fs.listStatus(notes)) {
                var path = note.getPath().toString();
                if (path.endsWith(INTENT) && !fs.exists(new Path(path.replaceFirst("\\.intent$", DONE)))) {
                    pending.addAll(read(fs, note.getPath()));
                }
            }
        } catch (FileNotFoundException e) {
            // most folders are the target of no sink
            return;
        }
    }

    private static List<String> read(FileSystem fs, Path intent) throws IOException {
        try (var in = fs.open(intent)) {
            return read(in.readAllBytes());
        } catch (FileNotFoundException e) {
            return List.of();
        }
    }
}
