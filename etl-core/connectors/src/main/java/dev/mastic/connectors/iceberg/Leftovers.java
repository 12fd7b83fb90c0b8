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
    /** How the folder of events that are merged ends. */
    static final String EVENTS = ".events";

    /** Removes them. A file that any snapshot of the table holds is never touched. */
    void remove() {
        var note = new StagedNote(table, output);
        var content = note.read();
        var candidates = new LinkedHashSet<String>();
        content.ifPresent(staged -> staged.change().added().forEach(file -> candidates.add(file.location())));
        candidates.addAll(filesBelow(folder()));
        if (!candidates.isEmpty()) {
            delete(candidates);
        }
        deleteBelow(SideFiles.location(table, OutputName.of(output) + EVENTS));
        deleteDeletes();
        var isCommitted = CommitLog.of(table).find(output.run(), output.sink()).isPresent();
        if (content.isPresent() && !isCommitted) {
            new SliceArchive(table).delete(output);
        }
        note.delete();
    }

    /** Removes what a committed output needs no more; its files, and the list of what it read, stay. */
    void settle() {
        var note = new StagedNote(table, output);
        if (note.isThere()) {
            deleteBelow(SideFiles.location(table, OutputName.of(output) + EVENTS));
            note.delete();
        }
    }

    /** A table may point to them after its property has forgotten the output. */
    private void deleteDeletes() {
        var folder = RememberedDeletes.folder(OutputName.of(output));
        if (!RememberedDeletes.pointsTo(table, folder)) {
            deleteBelow(SideFiles.location(table, folder));
        }
    }

    private void delete(Set<String> candidates) {
        var live = live();
        candidates.stream()
                .filter(location -> !live.contains(inFolder(location)))
                .forEach(location -> StagedNote.deleteIfThere(table.io(), location));
        if (live.isEmpty()) {
            deleteBelow(folder());
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

    private void deleteBelow(String folder) {
        if (table.io() instanceof SupportsPrefixOperations io) {
            io.deletePrefix(folder);
        }
    }

    private Set<String> filesBelow(String folder) {
        var found = new LinkedHashSet<String>();
        if (table.io() instanceof SupportsPrefixOperations io) {
            try {
                io.listPrefix(folder).forEach(file -> found.add(file.location()));
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
