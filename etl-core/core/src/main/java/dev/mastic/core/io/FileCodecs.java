// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.io;

import java.io.IOException;
import java.io.PushbackInputStream;
import java.util.Arrays;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodecFactory;

/**
 * How files are packed as a whole: gzip, bzip2, zstd, snappy, lz4, deflate, a zip of one file, or what else Hadoop is configured for. The
 * first bytes tell, whatever the ending of the name says; where a codec has no mark there, the ending and what such a file must begin with.
 * Thread-safe; of many files it is asked again, for what Hadoop is configured for takes time to find out.
 */
public final class FileCodecs {
    /** How many bytes tell a codec. */
    public static final int LOOKED_AT = 32;

    private final Configuration configuration;
    private CompressionCodecFactory others;

    public FileCodecs(Configuration configuration) {
        this.configuration = configuration;
    }

    /** What the codecs, and the file systems of their files, are configured by. */
    public Configuration configuration() {
        return configuration;
    }

    /** The codec that the ending of a name promises; empty where it promises none. Opens nothing. */
    public Optional<FileCodec> promised(Path file) {
        return Packing.of(file.getName())
                .map(packing -> packing.codec(configuration))
                .or(() -> Optional.ofNullable(others().getCodec(file))
                        .map(codec ->
                                new FileCodec(codec.getDefaultExtension().substring(1), codec::createInputStream)));
    }

    /**
     * The codec of a file by its first bytes; empty where the file is as it is.
     *
     * @param packed the start of the file, with room to push {@link #LOOKED_AT} bytes back; it is left there
     */
    public Optional<FileCodec> of(Path file, PushbackInputStream packed) throws IOException {
        var head = packed.readNBytes(LOOKED_AT);
        packed.unread(head);
        return of(file, head);
    }

    /** The same by the first bytes alone. */
    private Optional<FileCodec> of(Path file, byte[] head) {
        var ending = Packing.of(file.getName());
        var shown = Arrays.stream(Packing.values())
                .filter(packing -> packing.shownBy(head, file.getName()))
                .findFirst();
        if (shown.isPresent() || ending.isPresent()) {
            return shown.or(() -> ending.filter(packing -> packing.mayBegin(head)))
                    .map(packing -> packing.codec(configuration));
        }
        return head.length == 0 ? Optional.empty() : promised(file);
    }

    private synchronized CompressionCodecFactory others() {
        if (others == null) {
            others = new CompressionCodecFactory(configuration);
        }
        return others;
    }
}
