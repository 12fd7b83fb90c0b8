// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.io;

import dev.mastic.core.bookmark.FileItem;
import dev.mastic.core.failure.EtlException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** One file as formats see it, on any Hadoop file system. */
public record InputFile(FileItem item, Configuration configuration) {
    private static final int HEAD = 64 * 1024;
    private static final int TAIL = 4 * 1024;

    /** The absolute path or URI. */
    public Path path() {
        return new Path(item.path());
    }

    /**
     * The unpacked bytes from the start.
     *
     * @throws EtlException naming the file, if it cannot be opened
     */
    public InputStream open() {
        try {
            var raw = path().getFileSystem(configuration).open(path());
            var codec = codec();
            return codec.isEmpty() ? raw : codec.get().unpack(raw);
        } catch (IOException e) {
            throw new EtlException("Cannot open " + item.path() + ": " + e.getMessage(), e);
        }
    }

    /** {@code none}, or the name of the codec of the whole file, such as {@code gzip}. */
    public String compression() {
        return codec().map(FileCodec::name).orElse("none");
    }

    /**
     * The first and last bytes, for classifiers.
     *
     * @throws EtlException naming the file, if it cannot be read, such as a gzip file that is none
     */
    public Sample sample() {
        try (var in = open()) {
            return new Sample(item.path(), item.size(), in.readNBytes(HEAD), tail(), compression());
        } catch (IOException e) {
            throw new EtlException("Cannot read " + item.path() + ": " + e.getMessage(), e);
        }
    }

    private byte[] tail() throws IOException {
        if (codec().isPresent()) {
            return new byte[0];
        }
        try (var in = path().getFileSystem(configuration).open(path())) {
            in.seek(Math.max(0, item.size() - TAIL));
            return in.readNBytes(TAIL);
        }
    }

    private Optional<FileCodec> codec() {
        return FileCodec.of(path(), configuration);
    }
}
