// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.footer;

import dev.mastic.core.type.ColumnPath;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;

/** What a file holds cannot be read as what is declared: a whole column of it, or a value. Costs no stack trace. */
public final class UnfitException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String column;

    private UnfitException(ColumnPath column, String reason) {
        super(reason, null, false, false);
        this.column = column.toString();
    }

    static UnfitException column(ColumnPath column, Type file, Type declared) {
        return new UnfitException(
                column, "is " + TypeString.print(file) + " in the file, declared as " + TypeString.print(declared));
    }

    static UnfitException value(ColumnPath column, Type file, Type declared) {
        return new UnfitException(
                column,
                "is " + TypeString.print(file) + " in the file, and " + TypeString.print(declared)
                        + " cannot hold its value");
    }

    /** The path of the column. */
    String column() {
        return column;
    }
}
