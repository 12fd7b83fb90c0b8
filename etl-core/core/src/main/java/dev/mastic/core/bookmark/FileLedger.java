// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.bookmark;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The exact set of file versions that a source has given to committed runs; never a time. It takes 24 bytes a file. Immutable.
 */
public final class FileLedger {
    /** What the ledger says of a file version. */
    public enum State {
        NEW,
        CHANGED,
        SEEN
    }

    /**
     * One file that has been read.
     *
     * @param high the first 8 bytes of {@link FileItem#pathHash()}
     * @param low its last 8 bytes
     * @param version {@link FileItem#versionHash()}
     */
    public record Entry(long high, long low, long version) {
        /** The file's {@link FileItem#pathHash()}. */
        public byte[] pathHash() {
            return ByteBuffer.allocate(2 * Long.BYTES)
                    .putLong(high)
                    .putLong(low)
                    .array();
        }
    }

    /** How many files are worth a task of their own. */
    private static final int PART = 10_000;

    private static final FileLedger EMPTY = new FileLedger(new LedgerRows());
    private final LedgerRows rows;

    private FileLedger(LedgerRows rows) {
        this.rows = rows;
    }

    /** A ledger that has seen nothing. */
    public static FileLedger empty() {
        return EMPTY;
    }

    /** Whether this version of the file, another one, or none has been read. */
    public State state(FileItem file) {
        return state(file, new FileHash());
    }

    /** The {@link #state} of each of these files, in their order. Works on all cores where there are many. */
    public List<State> states(List<FileItem> files) {
        var states = new State[files.size()];
        IntStream.range(0, (states.length + PART - 1) / PART).parallel().forEach(part -> {
            var hash = new FileHash();
            for (int i = part * PART; i < Math.min(states.length, (part + 1) * PART); i++) {
                states[i] = state(files.get(i), hash);
            }
        });
        return Arrays.asList(states);
    }

    private State state(FileItem file, FileHash hash) {
        hash.ofPath(file);
        int row = rows.find(hash.high(), hash.low());
        if (row < 0) {
            return State.NEW;
        }
        return rows.version(row) == hash.ofVersion(file).high() ? State.SEEN : State.CHANGED;
    }

    /** How many files have been seen. */
    public long size() {
        return rows.size();
    }

    /** All files in the order of the hashes of their paths. Lazy. */
    public Stream<Entry> entries() {
        return IntStream.range(0, rows.size())
                .mapToObj(row -> new Entry(rows.high(row), rows.low(row), rows.version(row)));
    }

    /** Fills a ledger from stored hashes; fastest in the order of the paths' hashes. Not thread-safe. */
    public static final class Builder {
        private LedgerRows rows = new LedgerRows();

        /** A file by {@link FileItem#pathHash()} and {@link FileItem#versionHash()}; the last one of a path counts. */
        public Builder add(byte[] pathHash, long versionHash) {
            var hash = ByteBuffer.wrap(pathHash);
            rows.add(hash.getLong(), hash.getLong(), versionHash);
            return this;
        }

        /** The ledger; the builder is empty then. */
        public FileLedger build() {
            var built = rows.isSorted() ? rows : rows.sorted();
            rows = new LedgerRows();
            return new FileLedger(built);
        }
    }
}
