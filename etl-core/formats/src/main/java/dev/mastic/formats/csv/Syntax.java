// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.csv;

import java.io.Serializable;

/**
 * How cells are told apart.
 *
 * @param delimiter one ASCII character
 * @param quote one ASCII character, or {@link #NONE}
 * @param escape the quote itself where quotes are doubled, another ASCII character, or {@link #NONE}
 * @param comment the character that a line of comment begins with, or {@link #NONE}
 * @param multiLine whether quoted cells may span lines in files of any size
 * @param trimming whether blanks around values that are no text are passed over
 */
record Syntax(int delimiter, int quote, int escape, int comment, boolean multiLine, boolean trimming)
        implements Serializable {
    /** No such character. */
    static final int NONE = -1;

    /** As RFC 4180 has it, but for cells that span lines. */
    static final Syntax DEFAULT = new Syntax(',', '"', '"', NONE, false);

    /** The usual one, which passes over blanks. */
    Syntax(int delimiter, int quote, int escape, int comment, boolean multiLine) {
        this(delimiter, quote, escape, comment, multiLine, true);
    }

    Syntax withMultiLine(boolean now) {
        return new Syntax(delimiter, quote, escape, comment, now, trimming);
    }
}
