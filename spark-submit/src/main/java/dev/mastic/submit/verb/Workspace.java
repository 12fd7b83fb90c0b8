// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.verb;

import dev.mastic.core.SessionParts;
import dev.mastic.core.config.Project;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.io.HadoopPart;
import dev.mastic.core.plugin.Registry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The opened state of a command: catalog, bookmarks, runs. */
public record Workspace(Project project, SessionParts parts, boolean isNew) implements AutoCloseable {
    /** Opens the state of a project for someone's own changes; makes it when it is missing. */
    public static Workspace open(Project project) {
        return open(project, "cli");
    }

    /**
     * The same for a crawl or a job.
     *
     * @param face where changes of the catalog come from, as the audit shows it
     */
    public static Workspace open(Project project, String face) {
        return new Workspace(
                project,
                new SessionParts(Registry.fromClasspath(), settings(project, face), HadoopPart.with(project.hadoop())),
                isNew(project));
    }

    /** The same for a command whose parts work on Spark where they can. */
    public static Workspace open(Project project, String face, LazySpark spark) {
        return new Workspace(
                project,
                new SessionParts(
                        Registry.fromClasspath(), settings(project, face), HadoopPart.with(project.hadoop()), spark),
                isNew(project));
    }

    private static Map<String, String> settings(Project project, String face) {
        return Map.of("db", project.db(), "warehouse", project.warehouse(), "face", face);
    }

    private static boolean isNew(Project project) {
        return !project.db().startsWith("jdbc:") && !Files.exists(Path.of(project.db()));
    }

    @Override
    public void close() {
        parts.close();
    }
}
