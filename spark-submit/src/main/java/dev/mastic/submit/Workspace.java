// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit;

import dev.mastic.core.SessionParts;
import dev.mastic.core.plugin.Registry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/** The opened state of a command: catalog, bookmarks, runs. */
record Workspace(Project project, SessionParts parts, boolean isNew) implements AutoCloseable {
    /** Opens the state of a project; makes it when it is missing. */
    static Workspace open(Project project) {
        boolean isNew = !project.db().startsWith("jdbc:") && !Files.exists(Path.of(project.db()));
        var settings = Map.of("db", project.db(), "warehouse", project.warehouse());
        return new Workspace(project, new SessionParts(Registry.fromClasspath(), settings, new Configuration()), isNew);
    }

    @Override
    public void close() {
        parts.close();
    }
}
