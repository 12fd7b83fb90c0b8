// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.spark;

import dev.mastic.core.bookmark.LeaseHolder;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.io.Intent;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * The notes that inserts leave in a table's folder while they run: each holds the process. What a dead process has left is known by them.
 *
 * @param location the folder of the table
 */
record UnfinishedInserts(String location, Configuration configuration) {
    /** The inserts of processes that ran on this machine and are dead. */
    List<String> gone() {
        return Folders.list(folder().toString(), configuration).stream()
                .map(status -> status.getPath())
                .filter(note -> holder(note).filter(LeaseHolder::isGone).isPresent())
                .map(Path::getName)
                .toList();
    }

    void begin(String run) {
        try (var out = folder().getFileSystem(configuration).create(new Path(folder(), run), true)) {
            out.write(LeaseHolder.here().toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new EtlException("Cannot write to " + location + ": " + e.getMessage(), e);
        }
    }

    void end(String run) {
        Folders.remove(new Path(folder(), run).toString(), configuration);
    }

    private Optional<LeaseHolder> holder(Path note) {
        try (var in = note.getFileSystem(configuration).open(note)) {
            return LeaseHolder.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (FileNotFoundException e) {
            // it has ended meanwhile
            return Optional.empty();
        } catch (IOException e) {
            throw new EtlException("Cannot read " + note + ": " + e.getMessage(), e);
        }
    }

    private Path folder() {
        return new Path(new Path(location, Intent.FOLDER), "inserts");
    }
}
