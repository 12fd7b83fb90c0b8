// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

import dev.mastic.core.type.Observation;
import java.nio.charset.StandardCharsets;

/** The texts in one place of another format, typed as cells of one column are. Mutable, one thread at a time. */
public final class TextCounts {
    private final CellTyping typing = new CellTyping(CellNotation.DEFAULT);
    private final ColumnCounts counts = new ColumnCounts();

    /** Takes down a text; one without anything in it is null. */
    public void text(String text, long line) {
        var bytes = text.strip().getBytes(StandardCharsets.UTF_8);
        counts.value(bytes, 0, bytes.length, typing.kind(bytes, 0, bytes.length), typing, line);
    }

    /** Tells what was seen. */
    public void observe(Observation place, String path) {
        counts.observe(place, path);
    }
}
