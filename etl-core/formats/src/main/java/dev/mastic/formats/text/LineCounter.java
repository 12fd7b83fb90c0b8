// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.text;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/** Counts line ends from the start of a file onwards. */
final class LineCounter implements Closeable {
    private final InputStream in;
    private final byte[] bytes = new byte[64 * 1024];
    private long offset;
    private long lines;

    LineCounter(InputStream in) {
        this.in = in;
    }

    /** How many lines end before an offset; offsets must not go back. */
    long linesBefore(long target) throws IOException {
        while (offset < target) {
            int got = in.read(bytes, 0, (int) Math.min(bytes.length, target - offset));
            if (got < 0) {
                return lines;
            }
            lines += Newlines.count(bytes, 0, got);
            offset += got;
        }
        return lines;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
