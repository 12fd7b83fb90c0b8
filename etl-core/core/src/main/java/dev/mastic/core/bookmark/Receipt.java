// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.bookmark;

import java.util.List;
import java.util.Optional;

/**
 * What a sink answers: exact counts, and the snapshot where the target has snapshots.
 *
 * @param written one entry for each frame, in the order in which they were staged
 * @param notes what people should know of the output, in words, such as partitions that no catalog knows; who asks a target later what it
 *     holds is not told them again
 */
public record Receipt(List<FrameCount> written, Optional<String> snapshotId, List<String> notes) {
    public Receipt {
        written = List.copyOf(written);
        notes = List.copyOf(notes);
    }

    /** An output of which there is nothing to note. */
    public Receipt(List<FrameCount> written, Optional<String> snapshotId) {
        this(written, snapshotId, List.of());
    }

    /** The same output with other notes. */
    public Receipt noting(List<String> others) {
        return new Receipt(written, snapshotId, others);
    }

    public long rows() {
        return written.stream().mapToLong(FrameCount::rows).sum();
    }

    public long files() {
        return written.stream().mapToLong(FrameCount::files).sum();
    }
}
