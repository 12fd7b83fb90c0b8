// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.bookmark;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows of a path's hash and a version's hash: 24 bytes each, in blocks, so that growing copies nothing. Hashes of paths are compared as
 * databases compare bytes: unsigned. Not thread-safe while it grows.
 */
final class LedgerRows {
    private static final int WIDTH = 3;
    private static final int BLOCK_BITS = 12;
    private static final int IN_BLOCK = (1 << BLOCK_BITS) - 1;

    private final List<long[]> blocks = new ArrayList<>();
    private int size;

    int size() {
        return size;
    }

    /** The first 8 bytes of the path's hash. */
    long high(int row) {
        return block(row)[place(row)];
    }

    /** The last 8 bytes of the path's hash. */
    long low(int row) {
        return block(row)[place(row) + 1];
    }

    long version(int row) {
        return block(row)[place(row) + 2];
    }

    void add(long high, long low, long version) {
        if (size == blocks.size() << BLOCK_BITS) {
            blocks.add(new long[WIDTH << BLOCK_BITS]);
        }
        var block = block(size);
        int place = place(size);
        block[place] = high;
        block[place + 1] = low;
        block[place + 2] = version;
        size++;
    }

    /** The row of a path among rows in order; negative if there is none. */
    int find(long high, long low) {
        int from = 0;
        int to = size - 1;
        while (from <= to) {
            int middle = (from + to) >>> 1;
            int order = compare(middle, high, low);
            if (order == 0) {
                return middle;
            } else if (order < 0) {
                from = middle + 1;
            } else {
                to = middle - 1;
            }
        }
        return -1;
    }

    /** Whether each path's hash is greater than the one before it. */
    boolean isSorted() {
        for (int row = 1; row < size; row++) {
            if (compare(row - 1, high(row), low(row)) >= 0) {
                return false;
            }
        }
        return true;
    }

    /** The rows in the order of their paths, of each path the one that was added last. */
    LedgerRows sorted() {
        var rows = this;
        for (long run = 1; run < size; run *= 2) {
            rows = rows.merged(run);
        }
        return rows.lastOfEach();
    }

    /** Merges each two neighbours of sorted runs; of equal rows the earlier stays before the later. */
    private LedgerRows merged(long run) {
        var merged = new LedgerRows();
        for (long start = 0; start < size; start += 2 * run) {
            int middle = (int) Math.min(start + run, size);
            int end = (int) Math.min(start + 2 * run, size);
            int left = (int) start;
            int right = middle;
            while (left < middle || right < end) {
                boolean isLeft = right == end || (left < middle && compare(left, high(right), low(right)) <= 0);
                merged.addRow(this, isLeft ? left++ : right++);
            }
        }
        return merged;
    }

    private LedgerRows lastOfEach() {
        var last = new LedgerRows();
        for (int row = 0; row < size; row++) {
            if (row + 1 == size || compare(row, high(row + 1), low(row + 1)) != 0) {
                last.addRow(this, row);
            }
        }
        return last;
    }

    private void addRow(LedgerRows from, int row) {
        add(from.high(row), from.low(row), from.version(row));
    }

    private int compare(int row, long high, long low) {
        int order = Long.compareUnsigned(high(row), high);
        return order != 0 ? order : Long.compareUnsigned(low(row), low);
    }

    private long[] block(int row) {
        return blocks.get(row >>> BLOCK_BITS);
    }

    private static int place(int row) {
        return (row & IN_BLOCK) * WIDTH;
    }
}
