// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.io;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/** The one file in a zip. A second one is an error at the end of the first, for a zip tells its files one after the other. */
final class OnlyEntry extends FilterInputStream {
    private final ZipInputStream zip;
    private boolean ended;

    OnlyEntry(InputStream packed) throws IOException {
        // names that do not say that they are UTF-8 may be in any encoding, and only a message shows one
        this(new ZipInputStream(packed, StandardCharsets.ISO_8859_1));
    }

    private OnlyEntry(ZipInputStream zip) throws IOException {
        super(zip);
        this.zip = zip;
        if (nextFile() == null) {
            throw new IOException("there is no file in the zip");
        }
    }

    private ZipEntry nextFile() throws IOException {
        try {
            ZipEntry entry;
            do {
                entry = zip.getNextEntry();
            } while (entry != null && entry.isDirectory());
            return entry;
        } catch (IllegalArgumentException e) {
            throw new ZipException("the zip has an entry whose name is not UTF-8, though it says so");
        }
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        if (ended) {
            return -1;
        }
        int got = zip.read(bytes, from, length);
        if (got < 0) {
            var second = nextFile();
            if (second != null) {
                throw new IOException("the zip holds more than one file (another one: " + second.getName() + ")");
            }
            ended = true;
        }
        return got;
    }
}
