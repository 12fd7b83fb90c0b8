// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.bookmark;

import java.util.List;
import java.util.Optional;

/**
 * What a sink answers: exact counts, and the snapshot where the target has snapshots.
 *
 * @param written one entry for each frame, in the order in which they were staged
 */
public record Receipt(List<FrameCount> written, Optional<String> snapshotId) {
    public Receipt {
        written = List.copyOf(written);
    }

    public long rows() {
        return written.stream().mapToLong(FrameCount::rows).sum();
    }

    public long files() {
        return written.stream().mapToLong(FrameCount::files).sum();
    }
}
