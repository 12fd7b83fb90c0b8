// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.mastic.formats.text.Cursor;
import dev.mastic.formats.text.Grammar;
import dev.mastic.formats.text.Refusal.Why;
import java.io.IOException;

/**
 * Records inside documents, found by a path while the document streams by: what is beside the path is passed over, and nothing is kept
 * but the record that is read. A file may hold several documents. A record that is no JSON costs itself if its braces are balanced, and
 * else the rest of the file, as does a document whose structure is broken.
 *
 * @param <R> what becomes of a record
 */
final class DocumentGrammar<R> implements Grammar<R> {
    /** What comes next. */
    private enum Expected {
        VALUE,
        /** The first member or element, or the end of the container. */
        FIRST,
        KEY,
        COLON,
        COMMA
    }

    private final JsonPath path;
    private final ObjectReader<R> objects;
    private final RecordParser.Factory parsers = new RecordParser.Factory();
    private final Balance passing = new Balance();
    private Expected expected = Expected.VALUE;
    private int depth;
    private int reached;
    private boolean onPath = true;
    private boolean found = true;

    DocumentGrammar(JsonPath path, ObjectReader.Shape<R> shape) {
        this.path = path;
        this.objects = new ObjectReader<>(shape);
    }

    @Override
    public boolean boundary(byte[] window, int at) {
        return false;
    }

    @Override
    public int skip(byte[] window, int from, int limit) {
        int at = from;
        while (at < limit
                && !passing.inside()
                && (window[at] == ' ' || window[at] == '\n' || window[at] == '\r' || window[at] == '\t')) {
            at++;
        }
        return at;
    }

    /** Goes one step on: a record, or one sign of what stands around records. */
    @Override
    public R read(Cursor cursor) throws IOException {
        if (passing.inside()) {
            pass(cursor);
            return null;
        }
        byte one = cursor.bytes()[cursor.at()];
        if (expected == Expected.VALUE || (expected == Expected.FIRST && inArray() && one != ']')) {
            return value(cursor, one);
        }
        switch (expected) {
            case COLON -> take(cursor, one == ':', Expected.VALUE, "':'");
            case KEY -> key(cursor, one);
            default -> {
                if (one == (inArray() ? ']' : '}')) {
                    close(cursor);
                } else if (expected == Expected.FIRST) {
                    key(cursor, one);
                } else {
                    take(
                            cursor,
                            one == ',',
                            inArray() ? Expected.VALUE : Expected.KEY,
                            inArray() ? "',' or ']'" : "',' or '}'");
                }
            }
        }
        return null;
    }

    private boolean inArray() {
        return path.steps().get(depth - 1).isElements();
    }

    private R value(Cursor cursor, byte one) throws IOException {
        boolean control = one >= 0 && one < ' ';
        if (control || one == ',' || one == ':' || one == ']' || one == '}') {
            refuseRest(cursor, "expected a value");
            return null;
        }
        expected = Expected.COMMA;
        reached = onPath ? Math.max(reached, depth) : reached;
        found = reached >= certain();
        if (!onPath) {
            onPath = true;
            pass(cursor, one);
        } else if (depth == path.steps().size()) {
            return record(cursor, one);
        } else if (one == (path.steps().get(depth).isElements() ? '[' : '{')) {
            depth++;
            expected = Expected.FIRST;
            cursor.moveTo(cursor.at() + 1);
        } else {
            boolean elements = path.steps().get(depth).isElements();
            reached = path.steps().size(); // it is said here already
            found = true;
            refuseAndPass(cursor, one, "expected " + (elements ? "an array" : "an object") + " at " + path.upTo(depth));
        }
        return null;
    }

    private R record(Cursor cursor, byte one) throws IOException {
        if (one != '{') {
            refuseAndPass(cursor, one, "expected an object");
            return null;
        }
        objects.read(cursor);
        if (objects.isBroken()) {
            refuseBroken(cursor);
        } else if (objects.end() - cursor.at() > cursor.mostBytes()) {
            cursor.refuse(objects.end(), Why.of("longer than " + cursor.mostBytes() + " bytes"));
            closed();
        } else if (objects.misfit() != null) {
            cursor.refuse(
                    objects.end(),
                    new Why(objects.misfit().column(), objects.misfit().getMessage()));
            closed();
        } else {
            cursor.moveTo(objects.end());
            closed();
            return objects.object();
        }
        return null;
    }

    /** A record whose braces are balanced, and that is followed as a record may be, costs no more than itself. */
    private void refuseBroken(Cursor cursor) throws IOException {
        boolean cut = objects.end() >= cursor.limit();
        if (cut && cursor.tooLong()) {
            refuseRest(cursor, "longer than " + cursor.mostBytes() + " bytes");
        } else if (!cut || !cursor.refuseUnfinished()) {
            var reason = objects.reason();
            int end = endOfBroken(cursor);
            if (end < 0) {
                refuseRest(cursor, reason);
            } else {
                cursor.refuse(end, Why.of(reason));
                closed();
            }
        }
    }

    /** The index behind a record that is no JSON, by its braces; -1 if what follows cannot follow a record. */
    private int endOfBroken(Cursor cursor) throws IOException {
        do {
            int end = new Balance().end(cursor.bytes(), cursor.at(), cursor.limit());
            int next = end < 0 ? cursor.limit() : skip(cursor.bytes(), end, cursor.limit());
            if (next < cursor.limit()) {
                byte sign = cursor.bytes()[next];
                return sign == ',' || sign == (inArray() ? ']' : '}') ? end : -1;
            }
        } while (cursor.more());
        return -1;
    }

    private void refuseRest(Cursor cursor, String reason) {
        cursor.refuseRest(Why.of(reason + "; where it goes on cannot be told, the rest of the file is refused"));
    }

    /** What has no end in the window is told by its first line, and passed over as it comes. */
    private void refuseAndPass(Cursor cursor, byte one, String reason) {
        int at = cursor.at();
        int end = new Balance().end(cursor.bytes(), at, cursor.limit());
        cursor.refuse(end < 0 ? cursor.behindLine(at) : end, Why.of(reason));
        cursor.moveTo(at);
        pass(cursor, one);
    }

    private void key(Cursor cursor, byte one) throws IOException {
        if (one != '"') {
            refuseRest(cursor, "expected a key");
            return;
        }
        while (true) {
            try (var parser = parsers.parser().at(cursor.bytes(), cursor.at(), cursor.limit())) {
                parser.nextToken();
                onPath = parser.getText().equals(path.steps().get(depth - 1).member());
                expected = Expected.COLON;
                cursor.moveTo(parser.position());
                return;
            } catch (JsonProcessingException e) {
                if (!cursor.more()) {
                    refuseRest(cursor, "a key is not closed");
                    return;
                }
            }
        }
    }

    private void take(Cursor cursor, boolean there, Expected next, String what) {
        if (there) {
            expected = next;
            cursor.moveTo(cursor.at() + 1);
        } else {
            refuseRest(cursor, "expected " + what);
        }
    }

    private void close(Cursor cursor) {
        cursor.moveTo(cursor.at() + 1);
        depth--;
        closed();
    }

    /** A value has ended. */
    private void closed() {
        expected = depth == 0 ? Expected.VALUE : Expected.COMMA;
    }

    private void pass(Cursor cursor, byte first) {
        passing.begin(first);
        pass(cursor);
    }

    private void pass(Cursor cursor) {
        int end = passing.end(cursor.bytes(), cursor.at(), cursor.limit());
        cursor.moveTo(end < 0 ? cursor.limit() : end);
        if (end >= 0) {
            closed();
        }
    }

    @Override
    public void finish(Cursor cursor) {
        if (depth > 0 || (passing.inside() && !passing.closesAtEnd())) {
            cursor.refuseRest(Why.of("the file ends inside the document"));
        } else if (!found) {
            cursor.refuseRest(Why.of("there is nothing at " + path.upTo(reached + 1)));
        }
    }

    /** How many steps lead to something for certain: behind an array there may be nothing. */
    private int certain() {
        int count = 0;
        while (count < path.steps().size() && !path.steps().get(count).isElements()) {
            count++;
        }
        return count;
    }
}
