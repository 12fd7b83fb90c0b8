// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.text;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Serializable;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * How the bytes of a file become those that a grammar reads. Character sets in which ASCII bytes mean ASCII are read as they are; others
 * are recoded to UTF-8 on the way, and offsets count the recoded bytes.
 *
 * @param charset the name of a character set of this JVM
 * @param carriageReturns whether lines end with bare carriage returns; grammars see line feeds, at the same offsets
 */
public record TextEncoding(String charset, boolean carriageReturns) implements Serializable {
    /** Lines that end with a line feed, in UTF-8. */
    public static final TextEncoding UTF_8 = new TextEncoding("UTF-8", false);

    /** Whether grammars read the bytes of the file itself, so that reading can begin anywhere in it. */
    public boolean inPlace() {
        return !charset.startsWith("UTF-16") && !charset.startsWith("UTF-32");
    }

    /** What grammars read in place of these bytes. */
    public InputStream decode(InputStream in) {
        var unicode = inPlace() ? in : new Recoded(new InputStreamReader(in, set()));
        return carriageReturns ? new LineFeeds(unicode) : unicode;
    }

    /** A piece of what grammars read, as text. */
    public String text(byte[] bytes, int from, int length) {
        return new String(bytes, from, length, inPlace() ? set() : StandardCharsets.UTF_8);
    }

    private Charset set() {
        return Charset.forName(charset);
    }

    /** Line feeds for carriage returns. */
    private static final class LineFeeds extends FilterInputStream {
        LineFeeds(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int one = in.read();
            return one == '\r' ? '\n' : one;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int got = in.read(bytes, from, length);
            for (int i = from; i < from + got; i++) {
                if (bytes[i] == '\r') {
                    bytes[i] = '\n';
                }
            }
            return got;
        }
    }

    /** UTF-8 for characters. */
    private static final class Recoded extends InputStream {
        private static final int CHARACTERS = 16 * 1024;
        private final Reader reader;
        private final char[] characters = new char[CHARACTERS];
        private final ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        private final OutputStreamWriter encoder = new OutputStreamWriter(encoded, StandardCharsets.UTF_8);
        private byte[] bytes = new byte[0];
        private int at;

        Recoded(Reader reader) {
            this.reader = reader;
        }

        @Override
        public int read() throws IOException {
            return fill() ? bytes[at++] & 0xFF : -1;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (!fill()) {
                return -1;
            }
            int taken = Math.min(length, bytes.length - at);
            System.arraycopy(bytes, at, target, from, taken);
            at += taken;
            return taken;
        }

        private boolean fill() throws IOException {
            while (at == bytes.length) {
                int got = reader.read(characters);
                if (got < 0) {
                    return false;
                }
                encoder.write(characters, 0, got);
                encoder.flush();
                bytes = encoded.toByteArray();
                encoded.reset();
                at = 0;
            }
            return true;
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}
