// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.io;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.Seekable;

/**
 * The bytes of one file as they are stored, packed or not, on any Hadoop file system.
 *
 * @param held all of them, where they are in memory already
 */
public record StoredFile(Path path, FileCodecs codecs, Optional<byte[]> held) {
    /** A file that is read wherever it is. */
    public StoredFile(Path path, Configuration configuration) {
        this(path, new FileCodecs(configuration), Optional.empty());
    }

    /** What its file system is configured by. */
    public Configuration configuration() {
        return ColonSafeDisk.in(codecs.configuration(), path);
    }

    /** The same in memory if it has no more bytes than this, so that it is opened once however often it is read. Reads as many now. */
    public StoredFile held(int most) throws IOException {
        try (var in = openOnce()) {
            var bytes = in.readNBytes(most + 1);
            return bytes.length > most ? this : new StoredFile(path, codecs, Optional.of(bytes));
        }
    }

    /** Of a local file Hadoop would ask for more than it takes to read a small one. */
    private InputStream openOnce() throws IOException {
        var disk = held.isPresent() ? Optional.<PlainDisk>empty() : PlainDisk.of(path.getFileSystem(configuration()));
        var plain = disk.isPresent() ? disk.get().open(path) : Optional.<InputStream>empty();
        return plain.isPresent() ? plain.get() : open();
    }

    /** The bytes from the start. */
    public InputStream open() throws IOException {
        return held.isPresent()
                ? new ByteArrayInputStream(held.get())
                : path.getFileSystem(configuration()).open(path);
    }

    /**
     * Moves a stream of these bytes to an offset, without reading what lies between.
     *
     * @throws java.io.EOFException if there are fewer bytes
     */
    public static void seek(InputStream opened, long offset) throws IOException {
        if (opened instanceof Seekable hadoops) {
            hadoops.seek(offset);
        } else {
            opened.reset();
            opened.skipNBytes(offset);
        }
    }

    /**
     * How it is packed, by its first bytes.
     *
     * @param start of the file, as {@link FileCodecs#of} asks for it
     */
    public Optional<FileCodec> codec(PushbackInputStream start) throws IOException {
        return codecs.of(path, start);
    }

    /** How its name says that it is packed. Opens nothing. */
    public Optional<FileCodec> promised() {
        return codecs.promised(path);
    }
}
