// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.io;

import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.failure.EtlException;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * One file as formats see it, on any Hadoop file system.
 *
 * @param stored its bytes
 */
public record InputFile(FileItem item, StoredFile stored) {
    private static final int HEAD = 64 * 1024;
    private static final int TAIL = 4 * 1024;
    private static final String NONE = "none";

    /** A file that is read wherever it is. */
    public InputFile(FileItem item, Configuration configuration) {
        this(item, new FileCodecs(configuration));
    }

    /** The same, one of many. */
    public InputFile(FileItem item, FileCodecs codecs) {
        this(item, new StoredFile(new Path(item.path()), codecs, Optional.empty()));
    }

    /**
     * The same, of which a small one is in memory, for whoever looks at it several times. Reads it now.
     *
     * @throws EtlException naming the file, if it cannot be read
     */
    public InputFile held() {
        try {
            return item.size() > HEAD ? this : new InputFile(item, stored.held(HEAD));
        } catch (IOException e) {
            throw cannotRead(e);
        }
    }

    /** The absolute path or URI. */
    public Path path() {
        return stored.path();
    }

    /** What its file system is configured by. */
    public Configuration configuration() {
        return stored.configuration();
    }

    /**
     * The unpacked bytes from the start.
     *
     * @throws EtlException naming the file, if it cannot be opened
     */
    public InputStream open() {
        try {
            return unpacked().in;
        } catch (IOException e) {
            throw new EtlException("Cannot open " + item.path() + ": " + e.getMessage(), e);
        }
    }

    /**
     * The first and last bytes, for classifiers. What cannot be unpacked behind the first bytes is left to the reader, which refuses it.
     *
     * @throws EtlException naming the file, if it cannot be read, such as a zip without a file
     */
    public Sample sample() {
        try (var unpacked = unpacked()) {
            var compression = unpacked.codec.map(FileCodec::name).orElse(NONE);
            boolean packed = unpacked.codec.isPresent();
            var head = packed ? firstBytes(unpacked.in) : unpacked.in.readNBytes(HEAD);
            return new Sample(
                    item.path(), item.size(), head, packed ? new byte[0] : tail(), compression, remark(compression));
        } catch (IOException e) {
            throw cannotRead(e);
        }
    }

    private EtlException cannotRead(IOException why) {
        return new EtlException("Cannot read " + item.path() + ": " + why.getMessage(), why);
    }

    private record Unpacked(InputStream in, Optional<FileCodec> codec) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    private Unpacked unpacked() throws IOException {
        var raw = stored.open();
        try {
            var packed = new PushbackInputStream(raw, FileCodecs.LOOKED_AT);
            var codec = stored.codec(packed);
            return new Unpacked(codec.isEmpty() ? packed : codec.get().unpack(packed), codec);
        } catch (IOException | RuntimeException e) {
            raw.close();
            throw e;
        }
    }

    /** Of a file that is cut off, as many as there are. */
    private static byte[] firstBytes(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var buffer = new byte[HEAD];
        try {
            int got = 0;
            while (got >= 0 && bytes.size() < HEAD) {
                bytes.write(buffer, 0, got);
                got = in.read(buffer, 0, HEAD - bytes.size());
            }
        } catch (IOException e) {
            if (bytes.size() == 0) {
                throw e;
            }
        }
        return bytes.toByteArray();
    }

    private Optional<String> remark(String compression) {
        var promised = stored.promised().map(FileCodec::name).orElse(NONE);
        if (promised.equals(compression) || item.size() == 0) {
            return Optional.empty();
        }
        return Optional.of("its name promises "
                + (promised.equals(NONE) ? "a file that is not packed" : promised) + ", its first bytes say "
                + (compression.equals(NONE) ? "that it is not packed" : compression) + ": read as these say");
    }

    private byte[] tail() throws IOException {
        try (var in = stored.open()) {
            StoredFile.seek(in, Math.max(0, item.size() - TAIL));
            return in.readNBytes(TAIL);
        } catch (EOFException e) {
            return new byte[0]; // it got shorter since it was listed: who reads it refuses it
        }
    }
}
