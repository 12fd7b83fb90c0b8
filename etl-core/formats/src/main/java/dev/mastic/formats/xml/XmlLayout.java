// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.xml;

import dev.mastic.core.config.Setting;
import dev.mastic.formats.text.TextEncoding;
import dev.mastic.formats.text.TextFile;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * How files are read.
 *
 * @param rowTag the name of the elements that are records; empty where each file shows it
 * @param charset the character set; where it leaves ASCII as it is, what a file declares comes first
 */
record XmlLayout(String rowTag, String charset) implements Serializable {
    /** The key of a dialect that names the row tag. */
    static final String ROW_TAG = "rowTag";

    private static final Pattern NAME = Pattern.compile("[\\p{L}_:][\\p{L}\\p{N}\\p{M}_:.·-]*");
    private static final String ENCODING = "encoding";
    private static final int LOOKED_AT = 64 * 1024;

    /** The setting that names the row tag. */
    static Setting<String> setting() {
        return Setting.parsed("row-tag", "the name of an element, without brackets", text -> {
            if (!NAME.matcher(text).matches()) {
                throw new IllegalArgumentException("the name of an element, without brackets");
            }
            return text;
        });
    }

    /** What a dialect says. */
    static XmlLayout of(Map<String, String> dialect) {
        return new XmlLayout(
                dialect.getOrDefault(ROW_TAG, ""), dialect.getOrDefault(ENCODING, StandardCharsets.UTF_8.name()));
    }

    /** The same with a row tag that was set, if one was. */
    XmlLayout told(Optional<String> tag) {
        return new XmlLayout(tag.orElse(rowTag), charset);
    }

    /** The same with a character set that was found, if one was. */
    XmlLayout in(Optional<String> found) {
        return new XmlLayout(rowTag, found.orElse(charset));
    }

    /** The dialect that says this. */
    Map<String, String> toMap() {
        var dialect = new TreeMap<>(Map.of(ROW_TAG, rowTag));
        if (!charset.equals(StandardCharsets.UTF_8.name())) {
            dialect.put(ENCODING, charset);
        }
        return dialect;
    }

    TextEncoding encoding() {
        return new TextEncoding(charset, false);
    }

    /** How one file is read, by its start. */
    XmlLayout in(TextFile file) throws IOException {
        var unpacked = file.open(0);
        try (var in = unpacked.in()) {
            return in(in.readNBytes(LOOKED_AT));
        } catch (IOException e) {
            if (unpacked.blame().contents()) {
                return this; // whoever reads it refuses it
            }
            throw e;
        }
    }

    private XmlLayout in(byte[] head) {
        var declared = encoding().inPlace() ? new XmlSniffer(head).declaredCharset() : Optional.<String>empty();
        var tag = rowTag.isEmpty() ? new XmlSniffer(head).rowTag().orElse("") : rowTag;
        return new XmlLayout(tag, declared.orElse(charset));
    }

    /** Finds the records of one file; without a row tag there is none. */
    <R> XmlGrammar<R> grammar(XmlGrammar.Shape<R> shape) {
        var bytes = encoding().inPlace() ? Charset.forName(charset) : StandardCharsets.UTF_8;
        return new XmlGrammar<>(rowTag, bytes, shape);
    }
}
