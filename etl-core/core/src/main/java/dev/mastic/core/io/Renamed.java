// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.io;

import dev.mastic.core.type.ColumnPath;

/**
 * A column that a target holds under another name.
 *
 * @param column in the frame
 * @param name in the target
 */
public record Renamed(ColumnPath column, String name) {}
