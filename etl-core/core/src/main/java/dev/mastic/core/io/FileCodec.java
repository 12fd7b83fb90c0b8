// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodecFactory;

/**
 * How a file is packed as a whole: gzip, bzip2, zstd, snappy, lz4, deflate, a zip of one file, or what else Hadoop is configured for. The
 * first bytes tell, whatever the ending of the name says; where a codec has no mark there, the ending and what such a file must begin with.
 */
public final class FileCodec {
    /** How many bytes tell a codec. */
    public static final int LOOKED_AT = 32;

    private final String name;
    private final Unpacking unpacking;

    /** Makes a stream of unpacked bytes. */
    @FunctionalInterface
    interface Unpacking {
        InputStream of(InputStream packed) throws IOException;
    }

    FileCodec(String name, Unpacking unpacking) {
        this.name = name;
        this.unpacking = unpacking;
    }

    /** The codec that the ending of a name promises; empty where it promises none. Opens nothing. */
    public static Optional<FileCodec> promised(Path file, Configuration configuration) {
        return Packing.of(file.getName())
                .map(packing -> packing.codec(configuration))
                .or(() -> Optional.ofNullable(new CompressionCodecFactory(configuration).getCodec(file))
                        .map(codec ->
                                new FileCodec(codec.getDefaultExtension().substring(1), codec::createInputStream)));
    }

    /**
     * The codec of a file by its first bytes; empty where the file is as it is.
     *
     * @param packed the start of the file, with room to push {@link #LOOKED_AT} bytes back; it is left there
     */
    public static Optional<FileCodec> of(Path file, PushbackInputStream packed, Configuration configuration)
            throws IOException {
        var head = packed.readNBytes(LOOKED_AT);
        packed.unread(head);
        return of(file, head, configuration);
    }

    /** The same by the first bytes alone. */
    static Optional<FileCodec> of(Path file, byte[] head, Configuration configuration) {
        var ending = Packing.of(file.getName());
        var shown = Arrays.stream(Packing.values())
                .filter(packing -> packing.shownBy(head, file.getName()))
                .findFirst();
        if (shown.isPresent() || ending.isPresent()) {
            return shown.or(() -> ending.filter(packing -> packing.mayBegin(head)))
                    .map(packing -> packing.codec(configuration));
        }
        return head.length == 0 ? Optional.empty() : promised(file, configuration);
    }

    /** The name of the codec, such as {@code gzip}, {@code bzip2} or {@code zstd}. */
    public String name() {
        return name;
    }

    /**
     * The unpacked bytes.
     *
     * @throws IOException also if the first of the packed bytes are wrong
     */
    public InputStream unpack(InputStream packed) throws IOException {
        return unpacking.of(packed);
    }
}
