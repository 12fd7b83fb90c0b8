// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.mastic.formats.text.Cursor;
import dev.mastic.formats.text.MisfitException;
import java.io.IOException;
import java.util.regex.Pattern;

/**
 * Reads the object at the cursor, asking for more bytes while it is cut; leaves the cursor where it was. One thread at a time.
 *
 * @param <R> what becomes of an object
 */
final class ObjectReader<R> {
    /** After so many objects in a row that a quick look does not take, it is not tried for a while. */
    private static final int MOST_MISSES = 16;

    private static final int PAUSE = 1000;

    /** Jackson's places count from the window. */
    private static final Pattern WHERE = Pattern.compile(" \\(for \\w+ starting at \\[Source.*?\\]\\)");

    private final Shape<R> shape;
    private final Scan scan = new Scan();
    private final RecordParser.Factory parsers = new RecordParser.Factory();
    private RecordParser parser;
    private int misses;
    private int hopeless;
    private R object;
    private MisfitException misfit;
    private JsonProcessingException broken;
    private int end;

    /** Makes something of an object; the parser stands on its first token, and is left on its last. */
    interface Shape<R> {
        R read(RecordParser parser) throws IOException, MisfitException;

        /** The same by a quick look; null if {@link #read} must decide. */
        default R scan(Scan in) {
            return null;
        }
    }

    ObjectReader(Shape<R> shape) {
        this.shape = shape;
    }

    /** Reads the object; what came of it is told by the other methods. */
    void read(Cursor cursor) throws IOException {
        while (!attempt(cursor)) {
            forgetParser();
        }
        if (broken != null) {
            forgetParser();
        }
    }

    /** What became of the object; null if it is a misfit or broken. */
    R object() {
        return object;
    }

    /** What is wrong with an object that is JSON; null if nothing is. */
    MisfitException misfit() {
        return misfit;
    }

    /** Whether it is no JSON. */
    boolean isBroken() {
        return broken != null;
    }

    /** Why it is no JSON. */
    String reason() {
        return broken instanceof JsonEOFException
                ? "the file ends inside the object"
                : WHERE.matcher(broken.getOriginalMessage()).replaceAll("");
    }

    /** The index behind the object, or behind what was read of it where it is broken. */
    int end() {
        return end;
    }

    /** False if it must be tried again, now that there is more. */
    private boolean attempt(Cursor cursor) throws IOException {
        misfit = null;
        broken = null;
        object = quick(cursor);
        if (object != null) {
            end = scan.position();
            return true;
        }
        try {
            parser = (parser == null ? parsers.parser() : parser).at(cursor.bytes(), cursor.at(), cursor.limit());
            parser.nextToken();
            try {
                object = shape.read(parser);
            } catch (MisfitException e) {
                misfit = e;
                parser.leaveRecord();
            }
        } catch (JsonProcessingException e) {
            object = null;
            misfit = null;
            broken = e;
        }
        end = parser.position();
        return broken == null || end < cursor.limit() || !cursor.more();
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

    /** What a failed parser has learned of field names stays; its state cannot be trusted. */
    private void forgetParser() throws IOException {
        if (parser != null) {
            parser.close();
            parser = null;
        }
    }
}
