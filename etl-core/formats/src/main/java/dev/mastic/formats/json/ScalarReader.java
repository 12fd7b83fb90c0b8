// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.json;

import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.NumberInput;
import dev.mastic.core.type.Type;
import dev.mastic.formats.text.MisfitException;
import java.io.IOException;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.unsafe.types.UTF8String;

/** Values without parts. A whole number is never cut, a number with a point never becomes whole. */
enum ScalarReader implements ValueReader {
    BOOLEAN(JsonToken.VALUE_TRUE, JsonToken.VALUE_FALSE) {
        @Override
        Object value(RecordParser parser) throws IOException {
            return parser.getBooleanValue();
        }

        @Override
        Object quick(Scan in) {
            return in.bool();
        }
    },
    BYTE(JsonToken.VALUE_NUMBER_INT) {
        @Override
        Object value(RecordParser parser) throws IOException, MisfitException {
            return (byte) whole(parser, Byte.MIN_VALUE, Byte.MAX_VALUE);
        }

        @Override
        Object quick(Scan in) {
            return isWhole(in, Byte.MIN_VALUE, Byte.MAX_VALUE) ? (Object) (byte) in.unscaled() : Scan.UNSURE;
        }
    },
    SHORT(JsonToken.VALUE_NUMBER_INT) {
        @Override
        Object value(RecordParser parser) throws IOException, MisfitException {
            return (short) whole(parser, Short.MIN_VALUE, Short.MAX_VALUE);
        }

        @Override
        Object quick(Scan in) {
            return isWhole(in, Short.MIN_VALUE, Short.MAX_VALUE) ? (Object) (short) in.unscaled() : Scan.UNSURE;
        }
    },
    INT(JsonToken.VALUE_NUMBER_INT) {
        @Override
        Object value(RecordParser parser) throws IOException, MisfitException {
            return (int) whole(parser, Integer.MIN_VALUE, Integer.MAX_VALUE);
        }

        @Override
        Object quick(Scan in) {
            return isWhole(in, Integer.MIN_VALUE, Integer.MAX_VALUE) ? (Object) (int) in.unscaled() : Scan.UNSURE;
        }
    },
    LONG(JsonToken.VALUE_NUMBER_INT) {
        @Override
        Object value(RecordParser parser) throws IOException, MisfitException {
            return whole(parser, Long.MIN_VALUE, Long.MAX_VALUE);
        }

        @Override
        Object quick(Scan in) {
            return isWhole(in, Long.MIN_VALUE, Long.MAX_VALUE) ? (Object) in.unscaled() : Scan.UNSURE;
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

        @Override
        Object quick(Scan in) {
            return Scan.UNSURE; // rounding twice, over double, is not the same
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

        @Override
        Object quick(Scan in) {
            if (in.number() == Scan.Number.NONE) {
                return Scan.UNSURE;
            }
            long unscaled = in.unscaled();
            if (in.small() && Math.abs(unscaled) <= EXACT) {
                double number =
                        (double) Math.abs(unscaled) / POWERS[in.fraction()]; // both are exact, so this is rounded once
                return in.bytes()[in.from()] == '-' ? -number : number;
            }
            double number = NumberInput.parseDouble(in.written(in.position()), true);
            return Double.isInfinite(number) ? Scan.UNSURE : (Object) number;
        }
    },
    STRING(JsonToken.VALUE_STRING) {
        @Override
        public Object read(RecordParser parser) throws IOException, MisfitException {
            return parser.written();
        }

        @Override
        Object quick(Scan in) {
            int start = in.position();
            if (in.peek() == '"') {
                return in.string() ? in.text() : Scan.UNSURE;
            }
            return in.skip() ? UTF8String.fromBytes(in.bytes(), start, in.position() - start) : Scan.UNSURE;
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

        @Override
        Object quick(Scan in) {
            try {
                return in.string() && !in.escaped()
                        ? Base64.getDecoder().decode(in.written(in.position() - 1))
                        : Scan.UNSURE;
            } catch (IllegalArgumentException e) {
                return Scan.UNSURE;
            }
        }
    },
    NULL() {
        @Override
        Object value(RecordParser parser) {
            throw new IllegalStateException("No token makes a value of type null");
        }

        @Override
        Object quick(Scan in) {
            return Scan.UNSURE;
        }
    };

    /** Whole numbers up to here are doubles without rounding. */
    private static final long EXACT = 1L << 53;

    private static final double[] POWERS = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18
    };

    private final Set<JsonToken> tokens;

    ScalarReader(JsonToken... tokens) {
        this.tokens = EnumSet.noneOf(JsonToken.class);
        this.tokens.addAll(Set.of(tokens));
    }

    static ValueReader of(Type.Primitive type, Reading reading) {
        return switch (type) {
            case DATE, TIMESTAMP, TIMESTAMP_NTZ -> new TimeReader(type, reading.zone());
            default -> valueOf(type.name());
        };
    }

    abstract Object value(RecordParser parser) throws IOException, MisfitException;

    /** The value that begins at the next byte, which is no null. */
    abstract Object quick(Scan in);

    @Override
    public Object scan(Scan in) {
        return in.takeNull() ? null : quick(in);
    }

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

    static boolean isWhole(Scan in, long least, long most) {
        return in.number() == Scan.Number.WHOLE && in.small() && in.unscaled() >= least && in.unscaled() <= most;
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
