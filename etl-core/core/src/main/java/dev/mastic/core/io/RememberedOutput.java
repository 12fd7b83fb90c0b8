// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.io;

import dev.mastic.core.bookmark.Receipt;
import dev.mastic.core.bookmark.Run;
import dev.mastic.core.bookmark.Slice;
import java.util.List;

/**
 * A committed output as its target remembers it.
 *
 * @param slices what the run read
 */
public record RememberedOutput(Run run, String sink, List<Slice> slices, Receipt receipt) {
    public RememberedOutput {
        slices = List.copyOf(slices);
    }
}
