// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.io;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
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

    /** The same of a note; none if it is gone, for then its commit has ended or was taken back. */
    static List<String> read(FileSystem fs, Path intent) throws IOException {
        try (var in = fs.open(intent)) {
            return read(in.readAllBytes());
        } catch (FileNotFoundException e) {
            return List.of();
        }
    }
}
