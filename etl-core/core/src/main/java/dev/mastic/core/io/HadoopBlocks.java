// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.io;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * What Hadoop's block codecs write: blocks of the length of their unpacked bytes and pieces, each of its packed length and bytes. A block
 * that says to be longer than {@link #MOST} is broken, so that no file asks for more memory than that.
 */
final class HadoopBlocks extends InputStream {
    /** What an {@link Unpacker} answers for bytes that are none of its own. */
    static final int BROKEN = -1;

    private static final int MOST = 64 << 20;

    private final DataInputStream packed;
    private final Unpacker unpacker;
    private byte[] piece = new byte[0];
    private byte[] unpacked = new byte[0];
    private int at;
    private int end;
    private int left;

    /** Unpacks a piece. */
    @FunctionalInterface
    interface Unpacker {
        /** How many bytes were unpacked, or {@link #BROKEN}. */
        int unpack(byte[] from, int length, byte[] to) throws IOException;
    }

    HadoopBlocks(InputStream packed, Unpacker unpacker) {
        this.packed = new DataInputStream(packed);
        this.unpacker = unpacker;
    }

    /** Whether a file may begin so. */
    static boolean mayBegin(byte[] head) {
        if (head.length < 2 * Integer.BYTES) {
            return head.length == Integer.BYTES && ByteBuffer.wrap(head).getInt() == 0;
        }
        var lengths = ByteBuffer.wrap(head);
        int block = lengths.getInt();
        int first = lengths.getInt();
        return block > 0 && block <= MOST && first > 0 && first <= mostPacked(block);
    }

    /** What does not get smaller grows a little. */
    private static int mostPacked(int bytes) {
        return bytes + bytes / 6 + 64;
    }

    @Override
    public int read() throws IOException {
        return fill() ? unpacked[at++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int taken = Math.min(length, end - at);
        System.arraycopy(unpacked, at, bytes, from, taken);
        at += taken;
        return taken;
    }

    private boolean fill() throws IOException {
        while (at == end) {
            if (left == 0 && !nextBlock()) {
                return false;
            }
            if (left > 0) {
                nextPiece();
            }
        }
        return true;
    }

    private boolean nextBlock() throws IOException {
        int first = packed.read();
        if (first < 0) {
            return false;
        }
        left = (first << 24) | (packed.readUnsignedByte() << 16) | packed.readUnsignedShort();
        if (left < 0 || left > MOST) {
            throw new IOException("no block can have this length: " + left);
        }
        unpacked = unpacked.length < left ? new byte[left] : unpacked;
        return true;
    }

    private void nextPiece() throws IOException {
        int length = packed.readInt();
        if (length < 0 || length > mostPacked(left)) {
            throw new IOException("no piece of a block can have this length: " + length);
        }
        piece = piece.length < length ? new byte[length] : piece;
        packed.readFully(piece, 0, length);
        int got = unpack(length);
        if (got <= 0 || got > left) {
            throw new IOException("a block is broken");
        }
        at = 0;
        end = got;
        left -= got;
    }

    private int unpack(int length) throws IOException {
        try {
            return unpacker.unpack(piece, length, unpacked);
        } catch (EOFException e) {
            throw e;
        } catch (RuntimeException e) { // LZ4 has no checked one of its own
            throw new IOException("a block is broken: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        packed.close();
    }
}
