// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.bookmark;

import java.util.List;

/**
 * A place in the order of a source's rows.
 *
 * @param values of the cursor's columns in their order, as the database writes them as text
 */
public record Cursor(List<String> values) {
    public Cursor {
        values = List.copyOf(values);
    }
}
