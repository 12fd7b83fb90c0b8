// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler.sample;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** Small numbers and texts that come again and again, as few bytes. */
public final class Words {
    private Words() {}

    /** A whole number, the smaller the shorter. */
    static void writeNumber(DataOutputStream out, long number) throws IOException {
        long left = number;
        while ((left & ~0x7FL) != 0) {
            out.writeByte((int) ((left & 0x7F) | 0x80));
            left >>>= 7;
        }
        out.writeByte((int) left);
    }

    static long readNumber(DataInputStream in) throws IOException {
        long number = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int next = in.readUnsignedByte();
            number |= (next & 0x7FL) << shift;
            if (next < 0x80) {
                return number;
            }
        }
        throw new IOException("a number has too many bytes");
    }

    static void writeBytes(DataOutputStream out, byte[] bytes, int from) throws IOException {
        writeNumber(out, bytes.length - from);
        out.write(bytes, from, bytes.length - from);
    }

    static byte[] readBytes(DataInputStream in) throws IOException {
        int length = (int) readNumber(in);
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("a text is cut off");
        }
        return bytes;
    }

    static byte[] inflated(byte[] bytes) throws IOException {
        var inflater = new Inflater(true);
        try (var in = new InflaterInputStream(new ByteArrayInputStream(bytes), inflater)) {
            return in.readAllBytes();
        } finally {
            inflater.end();
        }
    }

    /** Makes texts small, one after the other: its memory outside of Java's heap costs more than the work on a small one. */
    public static final class Deflating implements AutoCloseable {
        private static final int PIECE = 4 * 1024;
        private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        private final byte[] piece = new byte[PIECE];

        byte[] of(byte[] bytes) {
            var out = new ByteArrayOutputStream();
            deflater.reset();
            deflater.setInput(bytes);
            deflater.finish();
            while (!deflater.finished()) {
                out.write(piece, 0, deflater.deflate(piece));
            }
            return out.toByteArray();
        }

        @Override
        public void close() {
            deflater.end();
        }
    }

    /** Writes each text once, and after that its number. */
    static final class Writer {
        private final DataOutputStream out;
        private final Map<String, Integer> known = new HashMap<>();

        Writer(DataOutputStream out) {
            this.out = out;
        }

        void write(String text) throws IOException {
            var number = known.putIfAbsent(text, known.size() + 1);
            writeNumber(out, number == null ? 0 : number);
            if (number == null) {
                writeBytes(out, text.getBytes(StandardCharsets.UTF_8), 0);
            }
        }
    }

    /** Reads what a {@link Writer} wrote. */
    static final class Reader {
        private final DataInputStream in;
        private final List<String> known = new ArrayList<>();

        Reader(DataInputStream in) {
            this.in = in;
        }

        String read() throws IOException {
            int number = (int) readNumber(in);
            if (number == 0) {
                known.add(new String(readBytes(in), StandardCharsets.UTF_8));
            } else if (number > known.size()) {
                throw new IOException("a text is named that was not written");
            }
            return known.get((number == 0 ? known.size() : number) - 1);
        }
    }
}
