// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.text;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/**
 * A window on an unpacked file that ends at a line end, where that is asked for. What lies before {@link #at} is given up when the window
 * moves, but for the last few bytes.
 */
public final class LineBuffer implements Closeable {
    /** How much is read at once. */
    static final int CHUNK = 1 << 20;

    /** What is read at first: most files are small, and a crawl looks into thousands of them. */
    private static final int FIRST = 64 * 1024;

    /** As many bytes before {@link #at} stay as tell where records begin. */
    public static final int BEFORE = 3;

    private final Unpacked in;
    private final int mostBytes;
    private byte[] bytes;
    private int filled;
    private int limit;
    private int at;
    private long base;
    private int counted;
    private long line = 1;
    private final boolean wholeLines;
    private final boolean counting;
    private long waited;
    private boolean ended;
    private IOException broken;

    /**
     * A window on the start of the stream.
     *
     * @param base offset of the first byte of the stream in the unpacked file
     * @param mostBytes how long a record may be
     * @param wholeLines whether the window ends at a line end, or anywhere
     * @param counting whether lines will be asked for
     */
    public LineBuffer(Unpacked in, long base, int mostBytes, boolean wholeLines, boolean counting) {
        this.wholeLines = wholeLines;
        this.counting = counting;
        this.in = in;
        this.base = base;
        this.mostBytes = mostBytes;
        this.bytes = new byte[Math.min(FIRST, mostBytes) + BEFORE];
    }

    /** Unpacked bytes. What goes wrong in them is the file's fault if reading the packed ones went well. */
    public record Unpacked(InputStream in, Verdict blame) {
        /** Whose fault a failure is. */
        public interface Verdict {
            /** Whether the contents are to blame. */
            boolean contents();
        }
    }

    /** How long a record may be. */
    int mostBytes() {
        return mostBytes;
    }

    /** The window; another array after it has moved. */
    byte[] bytes() {
        return bytes;
    }

    /** Where the reader stands. */
    int at() {
        return at;
    }

    void moveTo(int index) {
        at = index;
    }

    /** Behind the last whole line. */
    int limit() {
        return limit;
    }

    /** Behind the last byte that is there, of whatever line. */
    int filled() {
        return filled;
    }

    /** The place of an index of the window in the unpacked file. */
    long offset(int index) {
        return base + index;
    }

    /** How long it took to get bytes, in nanoseconds. */
    long waited() {
        return waited;
    }

    /** Why the file cannot be unpacked behind the window; null if it can. */
    IOException broken() {
        return broken;
    }

    /** Whether the line, or record of several lines, at {@link #at} is longer than any may be. */
    boolean tooLong() {
        return !ended && filled - at >= mostBytes;
    }

    /** The line of an index, from that of the start of the stream as 1; indexes must not go back. 0 if not counting. */
    long line(int index) {
        if (!counting) {
            return 0;
        }
        if (counted < index) {
            line += Newlines.count(bytes, counted, index);
            counted = index;
        }
        return line;
    }

    /** The line of an offset in the window. */
    long lineAt(long offset) {
        return line((int) (offset - base));
    }

    /** Reads until there is one more whole line. False at the end, and when the record at {@link #at} gets too long. */
    boolean moreLines() throws IOException {
        long before = offset(limit);
        while (!ended && filled - at < mostBytes) {
            fill();
            if (offset(limit) > before) {
                return true;
            }
        }
        return false;
    }

    /** Reads more bytes. False if there are none. */
    boolean fill() throws IOException {
        if (ended) {
            return false;
        }
        makeRoom();
        int from = filled;
        long start = System.nanoTime();
        read();
        waited += System.nanoTime() - start;
        int newline = filled - 1;
        while (newline >= from && bytes[newline] != '\n') {
            newline--;
        }
        limit = (ended && broken == null) || !wholeLines ? filled : newline >= from ? newline + 1 : limit;
        return filled > from;
    }

    /** Goes behind the next line end, however far it is. */
    void skipLine() throws IOException {
        while (true) {
            for (; at < filled; at++) {
                if (bytes[at] == '\n') {
                    at++;
                    limit = Math.max(limit, at);
                    return;
                }
            }
            if (!fill()) {
                limit = Math.max(limit, at);
                return;
            }
        }
    }

    private void makeRoom() {
        int keep = Math.max(0, at - BEFORE);
        line(keep);
        int room = filled == 0
                ? 1
                : Math.max(bytes.length < CHUNK ? Math.min(CHUNK, mostBytes) : CHUNK / 4, filled - keep);
        var target = bytes.length - (filled - keep) < room ? new byte[filled - keep + room] : bytes;
        System.arraycopy(bytes, keep, target, 0, filled - keep);
        bytes = target;
        base += keep;
        filled -= keep;
        at -= keep;
        limit = Math.max(0, limit - keep);
        counted -= counting ? keep : 0;
    }

    private void read() throws IOException {
        try {
            while (filled < bytes.length) {
                int got = in.in().read(bytes, filled, bytes.length - filled);
                if (got < 0) {
                    ended = true;
                    return;
                }
                filled += got;
            }
        } catch (IOException e) {
            if (!in.blame().contents()) {
                throw e;
            }
            broken = e;
            ended = true;
        }
    }

    @Override
    public void close() throws IOException {
        in.in().close();
    }
}
