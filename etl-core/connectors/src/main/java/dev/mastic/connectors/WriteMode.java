// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

/** What becomes of the rows that are in a target of files. */
enum WriteMode {
    /** They stay. */
    APPEND,
    /** All of them go, also those that others have written. */
    REPLACE,
    /** Those in partitions that the output has rows in go. */
    REPLACE_PARTITIONS
}
