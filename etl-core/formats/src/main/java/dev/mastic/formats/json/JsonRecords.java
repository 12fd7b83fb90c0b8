// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.mastic.formats.Refused;
import dev.mastic.formats.json.Refusal.Why;
import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Finds the records in a stretch of a file, in a way that does not depend on where the file was cut.
 *
 * <p>A record is an object that begins on its line and may span lines. What fails costs one line: reading goes on behind the newline
 * after the start of what failed. After a broken object, indented objects count as its parts until an object begins at the start of a
 * line. Where a line that ends in '}' is followed by one that begins with '{', no object can go on, so every reading of the file has a
 * boundary there: that is where splits begin and end.
 *
 * @param <R> what becomes of a record
 */
final class JsonRecords<R> implements Closeable {
    /** How long a record may be, in bytes. */
    static final int MOST_BYTES = 128 << 20;

    /** Jackson's places count from the window. */
    private static final Pattern WHERE = Pattern.compile(" \\(for \\w+ starting at \\[Source.*?\\]\\)");

    private final LineBuffer buffer;
    private final Stretch stretch;
    private final Shape<R> shape;
    private final Refusal.Listener refusals;
    private final RecordParser.Factory parsers = new RecordParser.Factory();
    private RecordParser parser;
    private R record;
    private long line;
    private boolean begun;
    private boolean finished;
    private boolean doubt;

    /** Makes something of an object; the parser stands on its first token, and is left on its last. */
    interface Shape<R> {
        R read(RecordParser parser) throws IOException, MisfitException;
    }

    JsonRecords(LineBuffer buffer, Stretch stretch, Shape<R> shape, Refusal.Listener refusals) {
        this.buffer = buffer;
        this.stretch = stretch;
        this.shape = shape;
        this.refusals = refusals;
    }

    /** The next record; null at the end of the stretch. */
    R next() throws IOException {
        while (step()) {
            if (record != null) {
                return record;
            }
        }
        return null;
    }

    /** Finds one record, or refuses one. False at the end of the stretch. */
    boolean step() throws IOException {
        if (!begun) {
            begun = true;
            finished = !begin();
        }
        if (!toRecord()) {
            return false;
        }
        line = buffer.line(buffer.at());
        record = startsRecord() ? attempt() : notARecord();
        return true;
    }

    /** The line of the last record, where the buffer counts lines. */
    long line() {
        return line;
    }

    private boolean begin() throws IOException {
        if (stretch.start() == 0) {
            buffer.moreLines();
            skipByteOrderMark();
            return true;
        }
        return !stretch.cut() || synchronise();
    }

    private void skipByteOrderMark() {
        var bytes = buffer.bytes();
        if (buffer.filled() >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF) {
            buffer.moveTo(3);
        }
    }

    private boolean synchronise() throws IOException {
        do {
            for (int at = buffer.at(); at < buffer.filled(); at++) {
                if (buffer.offset(at) >= stretch.end()) {
                    return false;
                }
                if (buffer.offset(at) >= stretch.start() && boundary(at)) {
                    buffer.moveTo(at);
                    return true;
                }
            }
            buffer.moveTo(buffer.filled());
        } while (buffer.fill());
        return false;
    }

    private boolean boundary(int at) {
        var bytes = buffer.bytes();
        return bytes[at] == '{'
                && at >= 2
                && bytes[at - 1] == '\n'
                && (bytes[at - 2] == '}' || (at >= 3 && bytes[at - 2] == '\r' && bytes[at - 3] == '}'));
    }

    /** Goes to the next byte that is not blank. False at the end of the stretch. */
    private boolean toRecord() throws IOException {
        while (!finished) {
            int at = behindBlanks(buffer.at(), true);
            buffer.moveTo(at);
            if (at < buffer.limit()) {
                finished = past(at);
                return !finished;
            }
            if (!buffer.moreLines()) {
                endOfLines();
            }
        }
        return false;
    }

    private int behindBlanks(int from, boolean lineEndsToo) {
        var bytes = buffer.bytes();
        int at = from;
        while (at < buffer.limit()
                && (bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '\r' || (lineEndsToo && bytes[at] == '\n'))) {
            at++;
        }
        return at;
    }

    private boolean past(int at) {
        return buffer.offset(at) >= stretch.end() && (!stretch.cut() || boundary(at));
    }

    private void endOfLines() throws IOException {
        if (buffer.tooLong()) {
            finished = past(buffer.at());
            if (!finished) {
                refuseTooLong();
            }
        } else {
            finished = true;
            if (buffer.broken() != null) {
                refuseRest();
            }
        }
    }

    private boolean startsRecord() {
        int at = buffer.at();
        return buffer.bytes()[at] == '{' && (!doubt || buffer.bytes()[at - 1] == '\n');
    }

    private R notARecord() {
        boolean part = buffer.bytes()[buffer.at()] == '{';
        refuseLine(Why.of(part ? "inside an object that is broken" : "expected an object"));
        return null;
    }

    /** The record that begins here, or null if there is none: then it was refused. */
    private R attempt() throws IOException {
        doubt = false; // whatever came before, a reader that begins here decides the same
        while (true) {
            R record = null;
            MisfitException misfit = null;
            try {
                parser = (parser == null ? parsers.parser() : parser).at(buffer.bytes(), buffer.at(), buffer.limit());
                parser.nextToken();
                try {
                    record = shape.read(parser);
                } catch (MisfitException e) {
                    misfit = e;
                    parser.leaveRecord();
                }
            } catch (JsonProcessingException e) {
                if (parser.position() >= buffer.limit() && buffer.moreLines()) {
                    forgetParser();
                    continue;
                }
                refuseBroken(e);
                return null;
            }
            return accept(record, misfit);
        }
    }

    private R accept(R record, MisfitException misfit) throws IOException {
        int end = parser.position();
        int next = behindBlanks(end, false);
        var bytes = buffer.bytes();
        boolean alone = next == buffer.limit() || bytes[next] == '\n' || bytes[next] == '{';
        if (end - buffer.at() > buffer.mostBytes()) {
            refuseTooLong();
        } else if (!alone) {
            refuse(behindLine(next), Why.of("more than an object on its line"));
        } else if (misfit != null) {
            refuse(end, new Why(misfit.column(), misfit.getMessage()));
        } else {
            buffer.moveTo(end);
            return record;
        }
        return null;
    }

    private void refuseBroken(JsonProcessingException e) throws IOException {
        boolean atTheEnd = parser.position() >= buffer.limit();
        int line = behindLine(buffer.at());
        boolean further = parser.position() > line;
        forgetParser();
        if (atTheEnd && buffer.tooLong()) {
            refuseTooLong();
        } else if (atTheEnd && buffer.broken() != null) {
            refuseRest();
        } else {
            boolean open = e instanceof JsonEOFException;
            var reason = open
                    ? "the file ends inside the object"
                    : WHERE.matcher(e.getOriginalMessage()).replaceAll("");
            refuse(
                    line,
                    Why.of(further ? "not closed on its line, and what follows does not go on: " + reason : reason));
            doubt = true;
        }
    }

    private void refuseTooLong() throws IOException {
        long start = buffer.offset(buffer.at());
        long startLine = buffer.line(buffer.at());
        boolean standsAlone = !doubt;
        var head = Arrays.copyOfRange(
                buffer.bytes(), buffer.at(), Math.min(buffer.filled(), buffer.at() + Refusal.MOST_RAW));
        var span = new Refusal.Span(head, 0, head.length);
        buffer.skipLine();
        doubt = true;
        var why = Why.of("longer than " + buffer.mostBytes() + " bytes");
        refusals.refused(new Refusal(start, buffer.offset(buffer.at()), startLine, standsAlone, span, why));
    }

    /** What a failed parser has learned of field names stays; its state cannot be trusted. */
    private void forgetParser() throws IOException {
        parser.close();
        parser = null;
    }

    private void refuseRest() {
        var why = Why.of("cannot be unpacked from here on: " + buffer.broken().getMessage());
        var span = new Refusal.Span(buffer.bytes(), buffer.at(), buffer.filled());
        int at = buffer.at();
        refusals.refused(new Refusal(buffer.offset(at), Refused.OPEN, buffer.line(at), !doubt, span, why));
        finished = true;
    }

    private void refuseLine(Why why) {
        refuse(behindLine(buffer.at()), why);
    }

    private void refuse(int end, Why why) {
        int from = buffer.at();
        var span = new Refusal.Span(buffer.bytes(), from, end);
        refusals.refused(new Refusal(buffer.offset(from), buffer.offset(end), buffer.line(from), !doubt, span, why));
        buffer.moveTo(end);
    }

    private int behindLine(int at) {
        int end = at;
        while (end < buffer.limit() && buffer.bytes()[end] != '\n') {
            end++;
        }
        return Math.min(end + 1, buffer.limit());
    }

    @Override
    public void close() throws IOException {
        buffer.close();
    }
}
