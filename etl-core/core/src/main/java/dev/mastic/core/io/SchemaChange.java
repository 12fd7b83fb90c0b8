// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.io;

/** What becomes of fields that the columns of a source do not have, and of values that are not of their column's type. */
public enum SchemaChange {
    /** New columns are the source's affair; a reader passes over the fields that it is not told of, and refuses ill-typed values. */
    EVOLVE,
    /** A row with a field that no column has is refused. */
    FREEZE,
    /**
     * Such fields are kept as JSON in the column {@link #RESCUED}, with the file's path as {@code _file}; it is null in rows where nothing
     * was rescued.
     */
    RESCUE;

    /** The column of rescued fields. */
    public static final String RESCUED = "_rescued";

    /** The key of the file's path among rescued fields. */
    public static final String FILE = "_file";
}
