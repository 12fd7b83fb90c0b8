// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.text;

import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.io.FileScan;
import dev.mastic.formats.PinnedScan;

/**
 * The rows of text files as a frame.
 *
 * @param scan what is read
 * @param pinned the same as Spark runs it
 */
public record TextScan(FileScan scan, PinnedScan pinned) {
    /** The frame of a format's rows, which refuses what is none. Lazy. */
    public DynamicFrame frame(RowFormat rows, FrameContext context) {
        var format = new TextScanFormat(pinned.files(), rows, pinned.columns(), pinned.signal());
        return pinned.distinct(format, new TextFaults(scan.name(), rows), context);
    }
}
