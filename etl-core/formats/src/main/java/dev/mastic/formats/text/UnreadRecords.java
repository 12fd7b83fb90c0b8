// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.text;

import dev.mastic.core.io.Format.Unread;
import java.util.function.LongSupplier;

/** Counts the records that are refused, and keeps the place of the first. */
public final class UnreadRecords implements Refusal.Listener {
    private long records;
    private long line;
    private String reason = "";

    @Override
    public void refused(Refusal refusal) {
        var why = refusal.why();
        count(refusal.line(), why.column() == null ? why.reason() : why.column() + ": " + why.reason());
    }

    @Override
    public void abandoned(String reason) {
        count(0, reason);
    }

    /**
     * Takes over what was refused further on in the file.
     *
     * @param linesBefore how many lines stand before that part; asked for where it matters
     */
    public void add(UnreadRecords later, LongSupplier linesBefore) {
        if (records == 0 && later.records > 0) {
            line = later.line == 0 ? 0 : later.line + linesBefore.getAsLong();
            reason = later.reason;
        }
        records += later.records;
    }

    /** All of it. */
    public Unread toUnread() {
        return new Unread(records, line, reason);
    }

    private void count(long at, String why) {
        if (records++ == 0) {
            line = at;
            reason = why;
        }
    }
}
