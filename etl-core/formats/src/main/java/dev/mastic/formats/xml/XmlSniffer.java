// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.xml;

import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;

/**
 * What the start of a file shows.
 *
 * @see <a href="https://www.w3.org/TR/xml/#sec-guessing">Detection of character encodings in XML</a>
 */
record XmlSniffer(byte[] head) {
    private static final Pattern DECLARED =
            Pattern.compile("\\A\\s*<\\?xml[^>]{0,200}?\\sencoding\\s*=\\s*[\"']([A-Za-z][A-Za-z0-9._-]*)[\"']");
    private static final Pattern BEGINNING = Pattern.compile("\\A\\s*<(\\?xml\\s|!--|!DOCTYPE\\s|[\\p{L}_:])");
    private static final Pattern HTML = Pattern.compile(
            "\\A\\s*(<!--.*?-->\\s*)*<(!doctype\\s+)?html[\\s>]", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern DOCTYPE =
            Pattern.compile("\\A(\\s*(?:<\\?.*?\\?>\\s*|<!--.*?-->\\s*)*+)<!DOCTYPE\\s", Pattern.DOTALL);

    /** The elements that are records, and how sure it is that this is XML. */
    record Found(String rowTag, double certainty) {}

    /** The character set by the byte order mark or by what the file declares; empty for neither, or for one that there is not. */
    Optional<String> charset() {
        if (head.length >= 2 && head[0] == (byte) 0xFE && head[1] == (byte) 0xFF) {
            return Optional.of(StandardCharsets.UTF_16.name());
        } else if (head.length >= 2 && head[0] == (byte) 0xFF && head[1] == (byte) 0xFE) {
            return Optional.of(StandardCharsets.UTF_16.name());
        } else if (head.length >= 4 && head[0] == 0 && head[1] == '<' && head[2] == 0) {
            return Optional.of(StandardCharsets.UTF_16BE.name());
        } else if (head.length >= 4 && head[0] == '<' && head[1] == 0 && head[2] != 0) {
            return Optional.of(StandardCharsets.UTF_16LE.name());
        }
        return declaredCharset();
    }

    /** What a file declares whose declaration can be read; a file in UTF-16 cannot say so there. */
    Optional<String> declaredCharset() {
        var matcher = DECLARED.matcher(text(StandardCharsets.ISO_8859_1));
        return matcher.find()
                ? Optional.of(matcher.group(1).toUpperCase(Locale.ROOT))
                        .filter(name -> isKnown(name) && !name.startsWith("UTF-16") && !name.startsWith("UTF-32"))
                : Optional.empty();
    }

    private static boolean isKnown(String name) {
        try {
            return Charset.isSupported(name);
        } catch (IllegalCharsetNameException e) {
            return false;
        }
    }

    private String text(Charset charset) {
        var text = new String(head, charset);
        return text.startsWith("\uFEFF")
                ? text.substring(1)
                : text.startsWith("\u00EF\u00BB\u00BF") ? text.substring(3) : text;
    }

    private String text() {
        return text(charset().map(Charset::forName).orElse(StandardCharsets.UTF_8));
    }

    /** Whether an element of this name begins somewhere. */
    boolean holds(String tag) {
        var bytes = text().getBytes(StandardCharsets.UTF_8);
        return new Markup(tag).nextStart(bytes, 0, bytes.length) < bytes.length;
    }

    /** The row tag, if this is XML. */
    Optional<String> rowTag() {
        return find(true).map(Found::rowTag);
    }

    /**
     * What is found; empty if this is no XML, which web pages are not.
     *
     * @param cut whether the file goes on behind the sample
     */
    Optional<Found> find(boolean cut) {
        var text = text();
        if (!BEGINNING.matcher(text).find() || HTML.matcher(text).find() || text.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        var tags = new RowTags();
        boolean whole = read(text, tags);
        return tags.best().map(tag -> new Found(tag, whole || cut ? 1 : tags.closedOne() ? 0.9 : 0.4));
    }

    /** Whether it is well-formed to its end. */
    private static boolean read(String text, RowTags tags) {
        try {
            var in = new XmlElements().events(new StringReader(withoutDoctype(text)));
            while (in.hasNext()) {
                switch (in.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        if (!tags.begin(in.getLocalName(), in.getAttributeCount())) {
                            return false;
                        }
                    }
                    case XMLStreamConstants.END_ELEMENT -> tags.end();
                    default -> {
                        // texts tell nothing
                    }
                }
            }
            return true;
        } catch (XMLStreamException e) {
            return false; // cut off, or broken: what came before tells
        }
    }

    /** The parser would read it, declarations and all. */
    private static String withoutDoctype(String text) {
        var doctype = DOCTYPE.matcher(text);
        if (!doctype.find()) {
            return text;
        }
        var rest = text.substring(doctype.end(1)).getBytes(StandardCharsets.UTF_8);
        int end = Markup.aside(rest, 0, rest.length);
        return doctype.group(1) + (end < 0 ? "" : new String(rest, end, rest.length - end, StandardCharsets.UTF_8));
    }
}
