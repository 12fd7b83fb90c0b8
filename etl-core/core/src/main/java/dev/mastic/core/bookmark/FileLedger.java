// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.bookmark;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/** The exact set of file versions that a source has given to committed runs; never a time. Immutable. */
public final class FileLedger {
    /** What the ledger says of a file version. */
    public enum State {
        NEW,
        CHANGED,
        SEEN
    }

    private record PathHash(long high, long low) {
        static PathHash of(byte[] hash) {
            var bytes = ByteBuffer.wrap(hash);
            return new PathHash(bytes.getLong(), bytes.getLong());
        }
    }

    private static final FileLedger EMPTY = new Builder().build();
    private final Map<PathHash, Long> versions;

    private FileLedger(Map<PathHash, Long> versions) {
        this.versions = versions;
    }

    /** A ledger that has seen nothing. */
    public static FileLedger empty() {
        return EMPTY;
    }

    /** Whether this version of the file, another one, or none has been read. */
    public State state(FileItem file) {
        var version = versions.get(PathHash.of(file.pathHash()));
        if (version == null) {
            return State.NEW;
        }
        return version == file.versionHash() ? State.SEEN : State.CHANGED;
    }

    /** How many files have been seen. */
    public long size() {
        return versions.size();
    }

    /** Fills a ledger from stored hashes. Not thread-safe. */
    public static final class Builder {
        private final Map<PathHash, Long> versions = new HashMap<>();

        /** A file by {@link FileItem#pathHash()} and {@link FileItem#versionHash()}; the last one of a path counts. */
        public Builder add(byte[] pathHash, long versionHash) {
            versions.put(PathHash.of(pathHash), versionHash);
            return this;
        }

        public FileLedger build() {
            return new FileLedger(new HashMap<>(versions));
        }
    }
}
