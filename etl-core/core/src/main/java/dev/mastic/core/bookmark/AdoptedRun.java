// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.bookmark;

import java.util.List;

/** A run that a target remembers and the store does not, with what it read. */
public record AdoptedRun(Run run, List<Slice> slices) {
    public AdoptedRun {
        slices = List.copyOf(slices);
    }
}
