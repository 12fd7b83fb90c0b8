// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.doctor;

import dev.mastic.core.config.Project;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.IoReason;
import dev.mastic.database.RelationalStore;
import dev.mastic.submit.verb.Surroundings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * One thing that a doctor has looked at.
 *
 * @param wrong whether jobs will fail for it
 */
record Finding(String name, String text, boolean wrong) {
    private static final long FREE = 100L << 20;

    /** What jobs of a project run on here. Opens the state if there is one, and makes none. */
    static List<Finding> ofThisMachine(Project project) {
        var parts = Surroundings.parts().stream().map(part -> new Finding(part.name(), part.text(), part.wrong()));
        return Stream.concat(parts, Stream.of(state(project.db()), space(project.db()), address()))
                .toList();
    }

    private static Finding state(String db) {
        if (isFile(db) && !Files.exists(Path.of(db))) {
            return new Finding("state", db + " (none yet; the first command that needs it makes it)", false);
        }
        try (var store = RelationalStore.open(db)) {
            return new Finding("state", store.location() + " (schema " + store.schema() + ")", false);
        } catch (EtlException e) {
            return new Finding("state", e.getMessage(), true);
        }
    }

    private static Finding space(String db) {
        var folder = isFile(db)
                ? Path.of(db).toAbsolutePath().getParent()
                : Path.of("").toAbsolutePath();
        while (!Files.exists(folder)) {
            folder = folder.getParent();
        }
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            var text = (free >> 20) + " MB in " + folder;
            return new Finding("free space", free < FREE ? text + " (expected 100 MB)" : text, free < FREE);
        } catch (IOException e) {
            return new Finding("free space", IoReason.of(e), true);
        }
    }

    private static Finding address() {
        try {
            var here = InetAddress.getLocalHost();
            return new Finding("address", here.getHostName() + " is " + here.getHostAddress(), false);
        } catch (UnknownHostException e) {
            // local sessions bind to 127.0.0.1; a cluster needs the name
            return new Finding("address", "the name of this host has none: a cluster cannot reach it", false);
        }
    }

    private static boolean isFile(String db) {
        return !db.startsWith("jdbc:");
    }
}
