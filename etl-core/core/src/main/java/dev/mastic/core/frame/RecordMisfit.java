// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.frame;

import dev.mastic.core.type.ColumnPath;

/** A value does not fit the type of its column. Says nothing of the row, which whoever catches it knows. */
final class RecordMisfit extends Exception {
    private static final long serialVersionUID = 1L;
    private final String path;

    RecordMisfit(String message) {
        this("", message);
    }

    private RecordMisfit(String path, String message) {
        super(message, null, false, false);
        this.path = path;
    }

    /** The column path of the value; empty for the whole record. */
    String path() {
        return path;
    }

    RecordMisfit inField(String name) {
        var step = ColumnPath.of(name).toString();
        return new RecordMisfit(
                path.isEmpty() || path.startsWith("[]") ? step + path : step + "." + path, getMessage());
    }

    RecordMisfit inElements() {
        return new RecordMisfit(path.isEmpty() || path.startsWith("[]") ? "[]" + path : "[]." + path, getMessage());
    }
}
