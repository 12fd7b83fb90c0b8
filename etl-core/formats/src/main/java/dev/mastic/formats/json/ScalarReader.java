// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.json;

import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonToken;
import dev.mastic.core.type.Type;
import java.io.IOException;
import java.time.ZoneId;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Values without parts. A whole number is never cut, a number with a point never becomes whole. */
enum ScalarReader implements ValueReader {
    BOOLEAN(JsonToken.VALUE_TRUE, JsonToken.VALUE_FALSE) {
        @Override
        Object value(RecordParser parser) throws IOException {
            return parser.getBooleanValue();
        }
    },
    BYTE(JsonToken.VALUE_NUMBER_INT) {
        @Override
        Object value(RecordParser parser) throws IOException, MisfitException {
            return (byte) whole(parser, Byte.MIN_VALUE, Byte.MAX_VALUE);
        }
    },
    SHORT(JsonToken.VALUE_NUMBER_INT) {
        @Override
        Object value(RecordParser parser) throws IOException, MisfitException {
            return (short) whole(parser, Short.MIN_VALUE, Short.MAX_VALUE);
        }
    },
    INT(JsonToken.VALUE_NUMBER_INT) {
        @Override
        Object value(RecordParser parser) throws IOException, MisfitException {
            return (int) whole(parser, Integer.MIN_VALUE, Integer.MAX_VALUE);
        }
    },
    LONG(JsonToken.VALUE_NUMBER_INT) {
        @Override
        Object value(RecordParser parser) throws IOException, MisfitException {
            return whole(parser, Long.MIN_VALUE, Long.MAX_VALUE);
        }
    },
    FLOAT(JsonToken.VALUE_NUMBER_INT, JsonToken.VALUE_NUMBER_FLOAT) {
        @Override
        Object value(RecordParser parser) throws IOException, MisfitException {
            float number = parser.getFloatValue();
            if (Float.isInfinite(number)) {
                throw ValueReader.misfit(parser, "a float");
            }
            return number;
        }
    },
    DOUBLE(JsonToken.VALUE_NUMBER_INT, JsonToken.VALUE_NUMBER_FLOAT) {
        @Override
        Object value(RecordParser parser) throws IOException, MisfitException {
            double number = parser.getDoubleValue();
            if (Double.isInfinite(number)) {
                throw ValueReader.misfit(parser, "a double");
            }
            return number;
        }
    },
    STRING(JsonToken.VALUE_STRING) {
        @Override
        public Object read(RecordParser parser) throws IOException, MisfitException {
            return parser.written();
        }

        @Override
        Object value(RecordParser parser) throws IOException, MisfitException {
            return parser.text();
        }
    },
    BINARY(JsonToken.VALUE_STRING) {
        @Override
        Object value(RecordParser parser) throws IOException, MisfitException {
            try {
                return Base64.getDecoder().decode(parser.getText());
            } catch (IllegalArgumentException e) {
                throw new MisfitException("expected bytes in base64, got another string");
            }
        }
    },
    NULL() {
        @Override
        Object value(RecordParser parser) {
            throw new IllegalStateException("No token makes a value of type null");
        }
    };

    private final Set<JsonToken> tokens;

    ScalarReader(JsonToken... tokens) {
        this.tokens = EnumSet.noneOf(JsonToken.class);
        this.tokens.addAll(Set.of(tokens));
    }

    static ValueReader of(Type.Primitive type, ZoneId zone) {
        return switch (type) {
            case DATE, TIMESTAMP, TIMESTAMP_NTZ -> new TimeReader(type, zone);
            default -> valueOf(type.name());
        };
    }

    abstract Object value(RecordParser parser) throws IOException, MisfitException;

    @Override
    public boolean takes(JsonToken token) {
        return tokens.contains(token);
    }

    @Override
    public Object read(RecordParser parser) throws IOException, MisfitException {
        if (!tokens.contains(parser.currentToken())) {
            throw ValueReader.misfit(parser, expected());
        }
        return value(parser);
    }

    String expected() {
        return this == INT ? "an int" : "a " + name().toLowerCase(Locale.ROOT);
    }

    long whole(RecordParser parser, long least, long most) throws IOException, MisfitException {
        if (parser.getNumberType() == NumberType.BIG_INTEGER) {
            throw ValueReader.misfit(parser, expected());
        }
        long number = parser.getLongValue();
        if (number < least || number > most) {
            throw ValueReader.misfit(parser, expected());
        }
        return number;
    }
}
