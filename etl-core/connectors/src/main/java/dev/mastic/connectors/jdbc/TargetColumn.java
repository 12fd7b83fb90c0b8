// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.jdbc;

/**
 * A column of a table that is written to.
 *
 * @param declared its type as a CREATE TABLE has it
 * @param base the name of the type alone
 * @param precision of a number, or the most characters of a text; 0 for no limit
 * @param scale of a number
 * @param required whether it takes no null
 * @param filled whether the database has a value for it when none is given
 * @param generated whether it takes none but the database's own
 */
record TargetColumn(
        String name,
        String declared,
        String base,
        int precision,
        int scale,
        boolean required,
        boolean filled,
        boolean generated) {
    /** The column as a key, in which null would be like no other value. */
    TargetColumn asKey() {
        return new TargetColumn(name, declared, base, precision, scale, true, filled, generated);
    }

    boolean isText() {
        return base.equals("text") || hasLength();
    }

    /** Whether it takes so many characters only. */
    boolean hasLength() {
        return base.equals("varchar") || base.equals("bpchar");
    }
}
