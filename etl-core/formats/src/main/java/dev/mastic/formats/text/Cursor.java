// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.text;

import dev.mastic.formats.Refused;
import dev.mastic.formats.text.Refusal.Why;
import java.io.IOException;
import java.util.Arrays;

/**
 * Where the reader of a file stands, as a {@link Grammar} sees it: a window of whole lines, or of bytes where records have no lines, and
 * the ways to refuse what stands there.
 */
public final class Cursor {
    private final LineBuffer buffer;
    private final Refusal.Listener refusals;
    private boolean doubt;
    private boolean refused;
    private boolean ended;

    Cursor(LineBuffer buffer, Refusal.Listener refusals) {
        this.buffer = buffer;
        this.refusals = refusals;
    }

    /** The window; another array after {@link #more}. */
    public byte[] bytes() {
        return buffer.bytes();
    }

    /** The index of the window where the reader stands. */
    public int at() {
        return buffer.at();
    }

    /** Goes to an index of the window. */
    public void moveTo(int index) {
        buffer.moveTo(index);
    }

    /** The index behind the last whole line. */
    public int limit() {
        return buffer.limit();
    }

    /** The place of an index of the window in the unpacked file. */
    public long offset(int index) {
        return buffer.offset(index);
    }

    /**
     * Reads on behind the limit; indexes from before are worth nothing then, but {@link #at} is moved along. False at the end of the file,
     * and when the record at the cursor gets too long: {@link #refuseUnfinished} tells.
     */
    public boolean more() throws IOException {
        return buffer.moreLines();
    }

    /** The index behind the line end that follows an index; the limit if none follows. */
    public int behindLine(int from) {
        var bytes = buffer.bytes();
        int limit = buffer.limit();
        int end = from;
        while (end < limit && bytes[end] != '\n') {
            end++;
        }
        return Math.min(end + 1, limit);
    }

    /** How long a record may be, in bytes. */
    public int mostBytes() {
        return buffer.mostBytes();
    }

    /** Whether what came before has a part in what is decided here: then reading could not begin here. */
    public boolean inDoubt() {
        return doubt;
    }

    /** Says whether what came before has a part in what is decided from here on. */
    public void doubt(boolean now) {
        doubt = now;
    }

    /** Refuses what stands from here to an index, and goes there. */
    public void refuse(int end, Why why) {
        int from = buffer.at();
        var span = new Refusal.Span(buffer.bytes(), from, end);
        tell(new Refusal(buffer.offset(from), buffer.offset(end), buffer.line(from), !doubt, span, why));
        buffer.moveTo(end);
    }

    /** Refuses the rest of the line. */
    public void refuseLine(Why why) {
        refuse(behindLine(buffer.at()), why);
    }

    /** Refuses what is longer than any record may be: costs a line. What follows is in doubt. */
    public void refuseTooLong() throws IOException {
        long start = buffer.offset(buffer.at());
        long startLine = buffer.line(buffer.at());
        boolean standsAlone = !doubt;
        var head = Arrays.copyOfRange(
                buffer.bytes(), buffer.at(), Math.min(buffer.filled(), buffer.at() + Refusal.MOST_RAW));
        var span = new Refusal.Span(head, 0, head.length);
        buffer.skipLine();
        doubt = true;
        var why = Why.of("longer than " + buffer.mostBytes() + " bytes");
        tell(new Refusal(start, buffer.offset(buffer.at()), startLine, standsAlone, span, why));
    }

    /**
     * After {@link #more} had nothing more: refuses the record at the cursor if it is too long, or if the file cannot be unpacked further.
     * False if the file simply ends.
     */
    public boolean refuseUnfinished() throws IOException {
        if (buffer.tooLong()) {
            refuseTooLong();
            return true;
        } else if (buffer.broken() != null) {
            refuseRest(
                    Why.of("cannot be unpacked from here on: " + buffer.broken().getMessage()));
            return true;
        }
        return false;
    }

    /** Whether the record at the cursor is longer than any may be. */
    public boolean tooLong() {
        return buffer.tooLong();
    }

    /** Why the file cannot be unpacked behind the limit; null if it can. */
    public IOException broken() {
        return buffer.broken();
    }

    /** Refuses all from here to the end of the file as one. */
    public void refuseRest(Why why) {
        var span = new Refusal.Span(buffer.bytes(), buffer.at(), buffer.filled());
        int at = buffer.at();
        tell(new Refusal(buffer.offset(at), Refused.OPEN, buffer.line(at), !doubt, span, why));
        ended = true;
    }

    /** Nothing more is to be read, as behind the end of a document. */
    public void end() {
        ended = true;
    }

    boolean ended() {
        return ended;
    }

    boolean hasRefused() {
        return refused;
    }

    /** Refuses the whole file, with what was read of it before kept. Ends the reading. */
    public void abandon(String reason) {
        refusals.abandoned(reason);
        ended = true;
    }

    private void tell(Refusal refusal) {
        refused = true;
        refusals.refused(refusal);
    }
}
