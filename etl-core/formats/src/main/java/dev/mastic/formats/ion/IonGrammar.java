// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.ion;

import com.amazon.ion.IonReader;
import com.amazon.ion.system.IonReaderBuilder;
import dev.mastic.formats.text.Cursor;
import dev.mastic.formats.text.Grammar;
import dev.mastic.formats.text.MisfitException;
import dev.mastic.formats.text.Refusal.Why;
import dev.mastic.formats.tree.Node;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * Records are the structs at the top of a file. A value that is no struct, or no Ion, costs itself; one without an end costs what stands
 * before the next line that begins with a struct, and in binary the rest of the file, as do many of them.
 *
 * @param <R> what becomes of a record
 */
final class IonGrammar<R> implements Grammar<R> {
    /** How often the end of the file may be looked for in vain. */
    private static final int MOST_UNCLOSED = 16;

    /** Tables of symbols beyond this are refused with what follows: each record is read with those before it. */
    private static final int MOST_SYMBOLS = 4 << 20;

    private final IonReaderBuilder readers =
            IonReaderBuilder.standard().withIncrementalReadingEnabled(false).withGzipDecompressionEnabled(false);
    private final IonValues values;
    private final Shape<R> shape;
    private final ByteArrayOutputStream symbols = new ByteArrayOutputStream();
    private int unclosed;

    /** Makes something of a record. */
    @FunctionalInterface
    interface Shape<R> {
        R read(Node record) throws MisfitException;
    }

    IonGrammar(IonValues values, Shape<R> shape) {
        this.values = values;
        this.shape = shape;
    }

    @Override
    public boolean boundary(byte[] window, int at) {
        return false;
    }

    @Override
    public int skip(byte[] window, int at, int limit) {
        return values.skip(window, at, limit);
    }

    @Override
    public R read(Cursor cursor) throws IOException {
        int end = values.end(cursor.bytes(), cursor.at(), cursor.limit(), false);
        while (end == IonValues.OPEN && cursor.more()) {
            end = values.end(cursor.bytes(), cursor.at(), cursor.limit(), false);
        }
        if (end == IonValues.OPEN && !cursor.tooLong() && cursor.broken() == null) {
            end = values.end(cursor.bytes(), cursor.at(), cursor.limit(), true);
        }
        if (end < 0) {
            refuseEndless(cursor, end);
            return null;
        }
        return value(cursor, end);
    }

    private R value(Cursor cursor, int end) {
        int length = end - cursor.at();
        switch (values.kind(cursor.bytes(), cursor.at(), end)) {
            case VERSION -> {
                symbols.reset();
                symbols.write(cursor.bytes(), cursor.at(), length);
                separate();
            }
            case SYMBOLS -> {
                symbols.write(cursor.bytes(), cursor.at(), length);
                separate();
                if (symbols.size() > MOST_SYMBOLS) {
                    cursor.refuseRest(Why.of("tables of symbols are longer than " + MOST_SYMBOLS + " bytes"));
                    return null;
                }
            }
            case VALUE -> {
                return record(cursor, end);
            }
            default -> {
                // comments and padding say nothing
            }
        }
        cursor.moveTo(end);
        return null;
    }

    /** Texts need a blank between them. */
    private void separate() {
        if (values instanceof TextValues) {
            symbols.write('\n');
        }
    }

    private R record(Cursor cursor, int end) {
        if (end - cursor.at() > cursor.mostBytes()) {
            cursor.refuse(end, Why.of("longer than " + cursor.mostBytes() + " bytes"));
            return null;
        }
        try (var in = reader(cursor, end)) {
            in.next();
            var record = shape.read(new IonRecords(in).record());
            cursor.moveTo(end);
            return record;
        } catch (MisfitException e) {
            cursor.refuse(end, new Why(e.column(), e.getMessage()));
        } catch (IOException | RuntimeException e) { // the library has no one exception for bad input
            cursor.refuse(end, Why.of("no Ion: " + e.getMessage()));
        }
        return null;
    }

    private IonReader reader(Cursor cursor, int end) {
        var bytes = new ByteArrayOutputStream(symbols.size() + end - cursor.at());
        bytes.writeBytes(symbols.toByteArray());
        bytes.write(cursor.bytes(), cursor.at(), end - cursor.at());
        return readers.build(bytes.toByteArray());
    }

    private void refuseEndless(Cursor cursor, int end) throws IOException {
        if (end == IonValues.OPEN && cursor.broken() != null) {
            cursor.refuseUnfinished();
            return;
        }
        var reason = end == IonValues.BROKEN
                ? "no value of Ion"
                : cursor.tooLong() ? "longer than " + cursor.mostBytes() + " bytes" : "the file ends inside the value";
        boolean hopeless = end == IonValues.OPEN && ++unclosed > MOST_UNCLOSED;
        int next = hopeless ? IonValues.OPEN : values.resume(cursor.bytes(), cursor.at(), cursor.limit());
        while (next == IonValues.OPEN && !hopeless && values.resumes() && cursor.more()) {
            next = values.resume(cursor.bytes(), cursor.at(), cursor.limit());
        }
        if (next < 0) {
            cursor.refuseRest(Why.of(reason + "; the rest of the file is refused"));
        } else {
            cursor.refuse(next, Why.of(reason));
        }
    }
}
