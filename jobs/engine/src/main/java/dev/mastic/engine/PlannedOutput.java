// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.engine;

import dev.mastic.core.bookmark.PlannedSink;
import dev.mastic.core.config.Origin;
import dev.mastic.core.frame.Shapes;
import dev.mastic.core.io.Renamed;
import dev.mastic.core.io.Sink;
import dev.mastic.core.io.SinkCapability;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A sink that is ready to be written.
 *
 * @param in the key of the frame, or {@code step.*}
 * @param journalled what a fresh process needs to rebuild the sink
 */
record PlannedOutput(String in, Sink sink, PlannedSink journalled, Origin origin) {
    String name() {
        return journalled.name();
    }

    /** Whether a check can look at the rows before the commit. */
    boolean showsStagedRows() {
        return !sink.capabilities().contains(SinkCapability.HIDES_STAGED_ROWS);
    }

    /** The key of a frame that this sink writes under a name of its own. */
    String keyOf(String frame) {
        return Wiring.isCollection(in) ? Wiring.key(Wiring.stepOf(in), frame) : in;
    }

    /** The columns that the target would hold under other names, by frame. */
    Map<String, List<Renamed>> renames(Shapes shapes) {
        var renames = new LinkedHashMap<String, List<Renamed>>();
        shapes.byName().forEach((frame, shape) -> renames.put(frame, sink.renames(shape)));
        return renames;
    }
}
