// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.bookmark;

import java.util.List;
import java.util.Optional;

/**
 * The identity of what one sink writes in one run.
 *
 * @param slices everything that the run reads; sinks keep it beside the output, from which a lost bookmark is made again
 * @param replaces the run whose output this one takes the place of
 */
public record Output(Run run, String sink, List<Slice> slices, Optional<Run> replaces) {
    public Output {
        slices = List.copyOf(slices);
    }

    /** The digest of everything that the run reads. */
    public Digest digest() {
        return Digest.of(slices);
    }
}
