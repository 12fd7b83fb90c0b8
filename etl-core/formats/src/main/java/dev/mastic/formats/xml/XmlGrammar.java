// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.xml;

import dev.mastic.formats.text.Cursor;
import dev.mastic.formats.text.Grammar;
import dev.mastic.formats.text.MisfitException;
import dev.mastic.formats.text.Refusal.Why;
import dev.mastic.formats.tree.Node;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.HashSet;
import java.util.Set;
import javax.xml.stream.XMLStreamException;

/**
 * Records are the elements of one name, wherever they stand; nothing else of a document is kept. An element that is no XML costs itself; one
 * that is not closed costs what stands before the next start tag of its name.
 *
 * @param <R> what becomes of a record
 */
final class XmlGrammar<R> implements Grammar<R> {
    private final String tag;
    private final Charset charset;
    private final Shape<R> shape;
    private final Markup markup;
    private final XmlElements elements = new XmlElements();
    private final Set<Long> unclosed = new HashSet<>();

    /** Makes something of a record. */
    @FunctionalInterface
    interface Shape<R> {
        R read(Node record) throws MisfitException;
    }

    XmlGrammar(String tag, Charset charset, Shape<R> shape) {
        this.tag = tag;
        this.charset = charset;
        this.shape = shape;
        this.markup = new Markup(tag);
    }

    @Override
    public void begin(Cursor cursor) {
        if (tag.isEmpty()) {
            cursor.refuseRest(Why.of("it does not begin as XML does"));
        }
    }

    @Override
    public boolean boundary(byte[] window, int at) {
        return false;
    }

    @Override
    public int skip(byte[] window, int from, int limit) {
        int at = from;
        while (at < limit && window[at] != '<') {
            at++;
        }
        return at;
    }

    @Override
    public R read(Cursor cursor) throws IOException {
        while (cursor.limit() - cursor.at() < markup.lookahead() && cursor.more()) {
            // a tag is told by its name
        }
        int next = cursor.at() + 1 < cursor.limit() ? cursor.bytes()[cursor.at() + 1] : ' ';
        if (next == '!' || next == '?') {
            passAside(cursor);
        } else if (markup.startsAt(cursor.bytes(), cursor.at(), cursor.limit())) {
            return record(cursor);
        } else {
            cursor.moveTo(cursor.at() + 1);
        }
        return null;
    }

    private void passAside(Cursor cursor) throws IOException {
        int end = Markup.aside(cursor.bytes(), cursor.at(), cursor.limit());
        while (end == Markup.OPEN && cursor.more()) {
            end = Markup.aside(cursor.bytes(), cursor.at(), cursor.limit());
        }
        if (end >= 0) {
            cursor.moveTo(end);
        } else if (cursor.tooLong()) {
            cursor.refuseRest(Why.of("a comment or declaration is longer than " + cursor.mostBytes() + " bytes"));
        } else if (!cursor.refuseUnfinished()) {
            cursor.refuseRest(Why.of("the file ends inside a comment or declaration"));
        }
    }

    private R record(Cursor cursor) throws IOException {
        int end = Markup.OPEN;
        boolean known = unclosed.remove(cursor.offset(cursor.at()));
        while (!known && end == Markup.OPEN) {
            end = markup.elementEnd(cursor.bytes(), cursor.at(), cursor.limit());
            if (end == Markup.OPEN && !cursor.more()) {
                break;
            }
        }
        if (end < 0) {
            refuseUnclosed(cursor, end, known);
            return null;
        }
        if (end - cursor.at() > cursor.mostBytes()) {
            cursor.refuse(end, Why.of("longer than " + cursor.mostBytes() + " bytes"));
            return null;
        }
        return record(cursor, end);
    }

    private R record(Cursor cursor, int end) {
        try {
            var text = charset.newDecoder()
                    .decode(ByteBuffer.wrap(cursor.bytes(), cursor.at(), end - cursor.at()))
                    .toString();
            var record = shape.read(elements.element(new StringReader(text)));
            cursor.moveTo(end);
            return record;
        } catch (CharacterCodingException e) {
            cursor.refuse(end, Why.of("holds bytes that are no " + charset.name()));
        } catch (XMLStreamException e) {
            cursor.refuse(end, Why.of(reason(e)));
        } catch (MisfitException e) {
            cursor.refuse(end, new Why(e.column(), e.getMessage()));
        }
        return null;
    }

    /** The parser's places count from the record. */
    private static String reason(XMLStreamException e) {
        var message = String.valueOf(e.getMessage());
        int from = message.indexOf("Message: ");
        return "no XML: " + (from < 0 ? message : message.substring(from + "Message: ".length())).strip();
    }

    private void refuseUnclosed(Cursor cursor, int end, boolean known) throws IOException {
        boolean atEnd = end == Markup.OPEN && !known;
        if (atEnd && cursor.broken() != null) {
            cursor.refuseUnfinished();
            return;
        }
        if (atEnd && !cursor.tooLong()) {
            for (int i = 1; i < markup.unclosed(); i++) {
                unclosed.add(cursor.offset(markup.unclosed(i))); // one look to the end of the file is enough
            }
        }
        cursor.refuse(
                markup.nextStart(cursor.bytes(), cursor.at() + 1, cursor.limit()),
                Why.of(unclosedWhy(cursor, end, known)));
    }

    private String unclosedWhy(Cursor cursor, int end, boolean known) {
        if (end == Markup.DEEP) {
            return "the element <" + tag + "> is not closed before " + Markup.MOST_DEPTH + " others begin";
        }
        if (end == Markup.BROKEN) {
            return markup.unclosed() == 0
                    ? "a tag of <" + tag + "> is not closed"
                    : "the element <" + tag + "> is not closed";
        }
        return !known && cursor.tooLong()
                ? "longer than " + cursor.mostBytes() + " bytes"
                : "the file ends inside the element <" + tag + ">";
    }
}
