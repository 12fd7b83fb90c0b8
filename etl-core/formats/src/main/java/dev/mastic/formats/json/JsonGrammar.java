// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.mastic.formats.text.Cursor;
import dev.mastic.formats.text.Grammar;
import dev.mastic.formats.text.Refusal.Why;
import java.io.IOException;
import java.util.regex.Pattern;

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
    /** Jackson's places count from the window. */
    private static final Pattern WHERE = Pattern.compile(" \\(for \\w+ starting at \\[Source.*?\\]\\)");

    /** After so many records in a row that a quick look does not take, it is not tried for a while. */
    private static final int MOST_MISSES = 16;

    private static final int PAUSE = 1000;

    private final Shape<R> shape;
    private final RecordParser.Factory parsers = new RecordParser.Factory();
    private final Scan scan = new Scan();
    private RecordParser parser;
    private int misses;
    private int hopeless;

    /** Makes something of an object; the parser stands on its first token, and is left on its last. */
    interface Shape<R> {
        R read(RecordParser parser) throws IOException, MisfitException;

        /** The same by a quick look; null if {@link #read} must decide. */
        default R scan(Scan in) {
            return null;
        }
    }

    JsonGrammar(Shape<R> shape) {
        this.shape = shape;
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

    private R quick(Cursor cursor) {
        if (hopeless > 0) {
            hopeless--;
            return null;
        }
        var record = shape.scan(scan.at(cursor.bytes(), cursor.at(), cursor.limit()));
        misses = record == null ? misses + 1 : misses / 2;
        if (misses > MOST_MISSES) {
            misses = 0;
            hopeless = PAUSE;
        }
        return record;
    }

    /** The record that begins here, or null if there is none: then it was refused. */
    private R attempt(Cursor cursor) throws IOException {
        cursor.doubt(false); // whatever came before, a reader that begins here decides the same
        while (true) {
            R record = quick(cursor);
            if (record != null) {
                return accept(cursor, record, null, scan.position());
            }
            MisfitException misfit = null;
            try {
                parser = (parser == null ? parsers.parser() : parser).at(cursor.bytes(), cursor.at(), cursor.limit());
                parser.nextToken();
                try {
                    record = shape.read(parser);
                } catch (MisfitException e) {
                    misfit = e;
                    parser.leaveRecord();
                }
            } catch (JsonProcessingException e) {
                if (parser.position() >= cursor.limit() && cursor.more()) {
                    forgetParser();
                    continue;
                }
                refuseBroken(cursor, e);
                return null;
            }
            return accept(cursor, record, misfit, parser.position());
        }
    }

    private R accept(Cursor cursor, R record, MisfitException misfit, int end) throws IOException {
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
            return record;
        }
        return null;
    }

    private void refuseBroken(Cursor cursor, JsonProcessingException e) throws IOException {
        boolean atTheEnd = parser.position() >= cursor.limit();
        int line = cursor.behindLine(cursor.at());
        boolean further = parser.position() > line;
        forgetParser();
        if (atTheEnd && cursor.refuseUnfinished()) {
            return;
        }
        boolean open = e instanceof JsonEOFException;
        var reason = open
                ? "the file ends inside the object"
                : WHERE.matcher(e.getOriginalMessage()).replaceAll("");
        cursor.refuse(
                line, Why.of(further ? "not closed on its line, and what follows does not go on: " + reason : reason));
        cursor.doubt(true);
    }

    /** What a failed parser has learned of field names stays; its state cannot be trusted. */
    private void forgetParser() throws IOException {
        parser.close();
        parser = null;
    }
}
