// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mastic.core.bookmark.Receipt;
import dev.mastic.core.bookmark.Run;
import dev.mastic.core.bookmark.RunCodec;
import dev.mastic.core.io.Intent;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * The note of a commit of files, from its intent to its end.
 *
 * @param redoes the run whose output it takes the place of
 * @param scope the folders in which it replaces what is there; empty for one that only adds
 * @param files empty in notes of earlier versions, which do not name them
 */
record CommitNote(
        Run run, String sink, Receipt receipt, Optional<Run> redoes, List<String> scope, Optional<Intent> files) {
    private static final ObjectMapper JSON = new ObjectMapper();

    CommitNote {
        scope = List.copyOf(scope);
    }

    List<String> adds() {
        return files.map(Intent::add).orElse(List.of());
    }

    List<String> removes() {
        return files.map(Intent::remove).orElse(List.of());
    }

    byte[] write() throws IOException {
        var document = JSON.createObjectNode().put("version", Manifest.VERSION).put("sink", sink);
        document.set("run", RunCodec.node(run));
        document.set("receipt", RunCodec.node(receipt));
        redoes.ifPresent(replaced -> document.set("redoes", RunCodec.node(replaced)));
        scope.forEach(document.putArray("scope")::add);
        files.ifPresent(intent -> intent.writeTo(document));
        return JSON.writeValueAsBytes(document);
    }

    static CommitNote read(byte[] bytes, String where) throws IOException {
        var document = Manifest.document(bytes, where);
        return new CommitNote(
                RunCodec.run(document.path("run")),
                document.path("sink").asText(),
                RunCodec.receipt(document.path("receipt")),
                Optional.ofNullable(document.get("redoes")).map(RunCodec::run),
                StreamSupport.stream(document.path("scope").spliterator(), false)
                        .map(folder -> folder.asText())
                        .toList(),
                Optional.ofNullable(document.get("add")).map(add -> Intent.read(document)));
    }
}
