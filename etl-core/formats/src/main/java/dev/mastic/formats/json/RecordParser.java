// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.json;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.json.JsonReadContext;
import com.fasterxml.jackson.core.json.UTF8StreamJsonParser;
import com.fasterxml.jackson.core.sym.ByteQuadsCanonicalizer;
import dev.mastic.formats.text.MisfitException;
import dev.mastic.formats.text.ReadBudget;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Jackson's parser over a window of bytes, which can be moved to the next record without making it anew, and which gives out ASCII text
 * without copying it: such text is valid until the window moves.
 */
final class RecordParser extends UTF8StreamJsonParser {
    /** Levels of nesting, digits of a number, characters of an escaped text: Jackson's own limits, stated. */
    private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
            .maxNestingDepth(ReadBudget.DEFAULT.depth())
            .maxNumberLength(1000)
            .maxStringLength(20_000_000)
            .build();

    private RecordParser(IOContext context, int features, ByteQuadsCanonicalizer names, byte[] bytes, int end) {
        super(context, features, null, null, names, bytes, 0, end, 0, false);
    }

    /** Makes parsers that share one table of field names. One thread at a time. */
    static final class Factory extends JsonFactory {
        private static final long serialVersionUID = 1L;

        Factory() {
            super(new JsonFactoryBuilder()
                    .streamReadConstraints(LIMITS)
                    .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
                    .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW));
        }

        RecordParser parser() {
            var context = _createContext(_createContentReference("row"), true);
            context.setEncoding(JsonEncoding.UTF8);
            var names = _byteSymbolCanonicalizer.makeChild(_factoryFeatures);
            return new RecordParser(context, _parserFeatures, names, new byte[0], 0);
        }
    }

    /** Goes to a record. The parser must stand behind the end of another one, or be new. */
    RecordParser at(byte[] bytes, int from, int to) {
        _inputBuffer = bytes;
        _inputPtr = from;
        _inputEnd = to;
        _currToken = null;
        _tokenIncomplete = false;
        _parsingContext = JsonReadContext.createRootContext(null);
        return this;
    }

    /** Behind the last byte that was read. */
    int position() {
        return _inputPtr;
    }

    /** Reads on to the end of the record. */
    void leaveRecord() throws IOException {
        while (!_parsingContext.inRoot()) {
            if (nextToken() == null) {
                return;
            }
        }
    }

    /** Where the current token begins. */
    int start() {
        return (int) _tokenInputTotal - 1;
    }

    /** Reads on until the current value of an object ends, wherever in it the parser stands. */
    void leaveValue(JsonStreamContext ofObject) throws IOException {
        while (_parsingContext != ofObject) {
            nextToken();
        }
        if (_tokenIncomplete) {
            _skipString();
        }
    }

    /** What stands from a position to here, as it is written. */
    UTF8String writtenSince(int from) throws MisfitException {
        return valid(from, _inputPtr);
    }

    /** The text of a string. */
    UTF8String text() throws IOException, MisfitException {
        if (_tokenIncomplete) {
            var bytes = _inputBuffer;
            int from = _inputPtr;
            int at = from;
            while (at < _inputEnd && bytes[at] >= ' ' && bytes[at] != '"' && bytes[at] != '\\') {
                at++;
            }
            if (at < _inputEnd && bytes[at] == '"') {
                _inputPtr = at + 1;
                _tokenIncomplete = false;
                return UTF8String.fromBytes(bytes, from, at - from);
            }
        }
        return encode(getText());
    }

    /** The value as it is written, whatever it is; a string without its quotes. Reads to its end. */
    UTF8String written() throws IOException, MisfitException {
        return switch (_currToken) {
            case VALUE_STRING -> text();
            case START_OBJECT, START_ARRAY -> {
                int from = _inputPtr - 1;
                skipChildren();
                yield valid(from, _inputPtr);
            }
            default -> UTF8String.fromString(getText());
        };
    }

    /** What was read since a position, for people: at most this many bytes, in whole characters. */
    String shown(int from, int most) {
        return shown(_inputBuffer, from, _inputPtr, most);
    }

    /** A part of a window, for people: at most this many bytes, in whole characters. */
    static String shown(byte[] bytes, int from, int end, int most) {
        if (end - from <= most) {
            return new String(bytes, from, end - from, StandardCharsets.UTF_8);
        }
        int to = from + most;
        while (to > from && (bytes[to] & 0xC0) == 0x80) {
            to--;
        }
        return new String(bytes, from, to - from, StandardCharsets.UTF_8) + "…";
    }

    private UTF8String valid(int from, int to) throws MisfitException {
        for (int i = from; i < to; i++) {
            if (_inputBuffer[i] < 0) {
                return decoded(from, to);
            }
        }
        return UTF8String.fromBytes(_inputBuffer, from, to - from);
    }

    private UTF8String decoded(int from, int to) throws MisfitException {
        try {
            var bytes = ByteBuffer.wrap(_inputBuffer, from, to - from);
            StandardCharsets.UTF_8.newDecoder().decode(bytes);
        } catch (CharacterCodingException e) {
            throw new MisfitException("text that is not UTF-8");
        }
        return UTF8String.fromBytes(_inputBuffer, from, to - from);
    }

    /** Half of a surrogate pair has no bytes in UTF-8; Java would write a question mark. */
    private static UTF8String encode(String text) throws MisfitException {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                boolean pair = i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
                if (!pair) {
                    throw new MisfitException("half of a surrogate pair, which no text can hold");
                }
                i++;
            }
        }
        return UTF8String.fromString(text);
    }
}
