// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.io;

import java.io.IOException;
import java.io.InputStream;

/** One way to pack a file as a whole, as {@link FileCodecs} finds it. */
public final class FileCodec {
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
