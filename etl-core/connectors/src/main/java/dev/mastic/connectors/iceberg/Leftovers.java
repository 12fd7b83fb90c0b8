// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.iceberg;

import dev.mastic.core.bookmark.Output;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.SupportsPrefixOperations;

/**
 * Everything of one output that is no part of the table: its note, and its data files, whether the note lists them or a
 * killed writer has left them. Where a table spreads its files over many folders ({@code
 * write.object-storage.enabled}), the latter are left to Iceberg's {@code remove_orphan_files}.
 */
record Leftovers(Table table, Output output) {
    /** Removes them. A file that any snapshot of the table holds is never touched. */
    void remove() {
        var note = new StagedNote(table, output);
        var candidates = new LinkedHashSet<String>();
        note.read().ifPresent(content -> content.files().forEach(file -> candidates.add(file.location())));
        candidates.addAll(folderContent());
        if (!candidates.isEmpty()) {
            delete(candidates);
        }
        note.delete();
    }

    private void delete(Set<String> candidates) {
        var live = live();
        candidates.stream()
                .filter(location -> !live.contains(inFolder(location)))
                .forEach(location -> StagedNote.deleteIfThere(table.io(), location));
        if (live.isEmpty() && table.io() instanceof SupportsPrefixOperations io) {
            io.deletePrefix(folder());
        }
    }

    /** The files of this output that snapshots hold, as their places in its folder. */
    private Set<String> live() {
        var live = new HashSet<String>();
        var seen = new HashSet<String>();
        for (var snapshot : table.snapshots()) {
            for (var manifest : snapshot.dataManifests(table.io())) {
                if (!seen.add(manifest.path())) {
                    continue;
                }
                try (var paths = ManifestFiles.readPaths(manifest, table.io(), table.specs())) {
                    paths.forEach(path -> {
                        if (path.contains(segment())) {
                            live.add(inFolder(path));
                        }
                    });
                } catch (IOException e) {
                    throw new UncheckedIOException("Cannot read manifest " + manifest.path(), e);
                }
            }
        }
        return live;
    }

    private Set<String> folderContent() {
        var found = new LinkedHashSet<String>();
        if (table.io() instanceof SupportsPrefixOperations io) {
            try {
                io.listPrefix(folder()).forEach(file -> found.add(file.location()));
            } catch (UncheckedIOException e) {
                if (!(e.getCause() instanceof FileNotFoundException)) {
                    throw e;
                }
            }
        }
        return found;
    }

    /** The same file is written differently in listings and manifests, with and without a scheme. */
    private String inFolder(String location) {
        return location.substring(location.indexOf(segment()) + segment().length());
    }

    private String segment() {
        return "/" + OutputName.of(output) + "/";
    }

    /** With its slash at the end: on object stores a prefix is not a folder. */
    private String folder() {
        var locations = ((HasTableOperations) table).operations().locationProvider();
        return locations.newDataLocation(OutputName.of(output)) + "/";
    }
}
