// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.IoReason;
import dev.mastic.core.io.FileListing;
import dev.mastic.core.io.FileSystems;
import dev.mastic.core.io.Intent;
import dev.mastic.core.io.LocalDisk;
import dev.mastic.core.io.NoSuchPathException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/** A folder that outputs are written into, with its folder of notes. */
record Target(FileSystem fs, Path root) {
    private static final Set<String> STORES = Set.of("s3a", "s3");
    private static final List<String> FULL = List.of("No space left on device", "Disk quota exceeded");

    static Target at(String location, Configuration configuration) {
        try {
            var path = new Path(location);
            var fs = LocalDisk.instead(FileSystems.of(path, configuration), configuration);
            // the raw file system leaves no .crc files beside notes and data
            var raw = fs instanceof ChecksumFileSystem checked ? checked.getRawFileSystem() : fs;
            return new Target(raw, raw.makeQualified(path));
        } catch (UnsupportedFileSystemException e) {
            throw NoSuchPathException.scheme(location, e);
        } catch (IOException e) {
            throw new EtlException("Cannot reach " + location + ": " + e.getMessage(), e);
        }
    }

    /** Whether it is S3, which has no renames. */
    boolean isStore() {
        return STORES.contains(root.toUri().getScheme());
    }

    Path notes() {
        return new Path(root, Intent.FOLDER);
    }

    /** What older outputs have left. */
    Path history() {
        return new Path(notes(), "history");
    }

    /** What the runs have read whose outputs are here. */
    Path slices() {
        return new Path(notes(), "slices");
    }

    Path child(String relative) {
        return new Path(root, relative);
    }

    Optional<FileStatus> status(Path path) throws IOException {
        try {
            return Optional.of(fs.getFileStatus(path));
        } catch (FileNotFoundException | ParentNotDirectoryException e) {
            return Optional.empty();
        }
    }

    /** What lies directly in a folder; nothing if there is no folder. */
    List<FileStatus> list(Path folder) throws IOException {
        try {
            return Arrays.asList(fs.listStatus(folder));
        } catch (FileNotFoundException e) {
            return List.of();
        }
    }

    /**
     * All files below a folder; nothing if there is no folder. Hadoop's own recursive listing asks for the owner of
     * each file, on a local disk by a process of its own.
     */
    Map<Path, FileStatus> filesBelow(Path folder) throws IOException {
        var files = new HashMap<Path, FileStatus>();
        collect(folder, files);
        return files;
    }

    private void collect(Path folder, Map<Path, FileStatus> files) throws IOException {
        for (var child : list(folder)) {
            if (child.isDirectory()) {
                collect(child.getPath(), files);
            } else {
                files.put(child.getPath(), child);
            }
        }
    }

    /**
     * What to tell when something failed here: where a disk is full, also which one and what is free.
     *
     * @param what such as {@code write to}
     */
    EtlException failure(String what, Throwable e) {
        var reason = e instanceof IOException io ? IoReason.of(io) : String.valueOf(e.getMessage());
        return new EtlException("Cannot " + what + " " + FileListing.plain(root) + ": " + reason + free(reason), e);
    }

    private String free(String reason) {
        if (FULL.stream().noneMatch(reason::contains)) {
            return "";
        }
        try {
            return " (" + fs.getStatus(root).getRemaining() + " bytes are free there)";
        } catch (IOException e) {
            // the reason stands without it
            return "";
        }
    }

    Optional<byte[]> read(Path note) throws IOException {
        try (var in = fs.open(note)) {
            return Optional.of(in.readAllBytes());
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }

    /** Writes a note that is there whole or not at all. */
    void write(Path note, byte[] document) throws IOException {
        if (isStore()) {
            put(note, document);
            return;
        }
        var unfinished = note.suffix("." + UUID.randomUUID() + OutputNotes.UNFINISHED);
        try (var out = fs.create(unfinished, true)) {
            out.write(document);
        }
        if (!fs.rename(unfinished, note) && !fs.exists(note)) {
            throw new IOException("cannot rename " + unfinished + " to " + note.getName());
        }
    }

    /** An object is there when it is whole. */
    private void put(Path note, byte[] document) throws IOException {
        try (var out = fs.create(note, true)) {
            out.write(document);
        }
    }

    /** The paths of all files of an output once it is visible, as listings show them. */
    List<String> places(Manifest manifest) {
        return manifest.places().map(path -> FileListing.plain(child(path))).toList();
    }

    /** Renames a file; answers whether it was there, and no other process was faster. */
    boolean renamed(Path from, Path to) throws IOException {
        if (isStore()) {
            return copied(from, to);
        }
        try {
            return fs.rename(from, to);
        } catch (FileNotFoundException e) {
            return false;
        }
    }

    /** Notes that no two processes move differently. */
    private boolean copied(Path from, Path to) throws IOException {
        var document = read(from);
        if (document.isPresent()) {
            put(to, document.get());
            delete(from);
        }
        return document.isPresent();
    }

    boolean hasSize(Path file, long size) throws IOException {
        return status(file).filter(found -> found.getLen() == size).isPresent();
    }

    /** Removes a file or folder; harmless when it is not there. */
    void delete(Path path) throws IOException {
        if (!fs.delete(path, true) && fs.exists(path)) {
            throw new IOException("cannot remove " + path);
        }
    }
}
