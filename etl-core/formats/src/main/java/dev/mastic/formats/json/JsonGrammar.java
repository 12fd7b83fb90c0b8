// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.json;

import dev.mastic.formats.text.Cursor;
import dev.mastic.formats.text.Grammar;
import dev.mastic.formats.text.Refusal.Why;
import java.io.IOException;

/**
 * Objects, one a line or over several lines.
 *
 * <p>A record is an object that begins on its line and may span lines. What fails costs one line: reading goes on behind the newline
 * after the start of what failed. After a broken object, indented objects count as its parts until an object begins at the start of a
 * line. Where a line that ends in '}' is followed by one that begins with '{', no object can go on, so every reading of the file has a
 * boundary there: that is where splits begin and end.
 *
 * @param <R> what becomes of a record
 */
final class JsonGrammar<R> implements Grammar<R> {
    private final ObjectReader<R> objects;

    JsonGrammar(ObjectReader.Shape<R> shape) {
        this.objects = new ObjectReader<>(shape);
    }

    @Override
    public boolean boundary(byte[] window, int at) {
        return window[at] == '{'
                && at >= 2
                && window[at - 1] == '\n'
                && (window[at - 2] == '}' || (at >= 3 && window[at - 2] == '\r' && window[at - 3] == '}'));
    }

    @Override
    public int skip(byte[] window, int from, int limit) {
        int at = from;
        while (at < limit && (blank(window[at]) || window[at] == '\n')) {
            at++;
        }
        return at;
    }

    private static boolean blank(byte one) {
        return one == ' ' || one == '\t' || one == '\r';
    }

    private static int behindBlanks(byte[] window, int from, int limit) {
        int at = from;
        while (at < limit && blank(window[at])) {
            at++;
        }
        return at;
    }

    @Override
    public R read(Cursor cursor) throws IOException {
        boolean object = cursor.bytes()[cursor.at()] == '{';
        if (object && (!cursor.inDoubt() || cursor.bytes()[cursor.at() - 1] == '\n')) {
            return attempt(cursor);
        }
        cursor.refuseLine(Why.of(object ? "inside an object that is broken" : "expected an object"));
        return null;
    }

    /** The record that begins here, or null if there is none: then it was refused. */
    private R attempt(Cursor cursor) throws IOException {
        cursor.doubt(false); // whatever came before, a reader that begins here decides the same
        objects.read(cursor);
        if (objects.isBroken()) {
            refuseBroken(cursor);
            return null;
        }
        return accept(cursor);
    }

    private R accept(Cursor cursor) throws IOException {
        int end = objects.end();
        var misfit = objects.misfit();
        var bytes = cursor.bytes();
        int next = behindBlanks(bytes, end, cursor.limit());
        boolean alone = next == cursor.limit() || bytes[next] == '\n' || bytes[next] == '{';
        if (end - cursor.at() > cursor.mostBytes()) {
            cursor.refuseTooLong();
        } else if (!alone) {
            cursor.refuse(cursor.behindLine(next), Why.of("more than an object on its line"));
        } else if (misfit != null) {
            cursor.refuse(end, new Why(misfit.column(), misfit.getMessage()));
        } else {
            cursor.moveTo(end);
            return objects.object();
        }
        return null;
    }

    private void refuseBroken(Cursor cursor) throws IOException {
        int line = cursor.behindLine(cursor.at());
        boolean further = objects.end() > line;
        if (objects.end() >= cursor.limit() && cursor.refuseUnfinished()) {
            return;
        }
        var reason = objects.reason();
        cursor.refuse(
                line, Why.of(further ? "not closed on its line, and what follows does not go on: " + reason : reason));
        cursor.doubt(true);
    }
}
