// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.Value;
import dev.mastic.core.type.Type;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How times are written: {@code autodetect}, {@code iso}, {@code epoch-seconds}, {@code epoch-millis}, or a pattern in
 * the letters of Java's DateTimeFormatter.
 */
public final class TimestampFormat {
    static final String AUTODETECT = "autodetect";
    private static final String ISO = "iso";
    private static final String SECONDS = "epoch-seconds";
    private static final String MILLIS = "epoch-millis";
    private static final List<String> NAMES = List.of(AUTODETECT, ISO, SECONDS, MILLIS);

    private static final Set<Type> WHOLE =
            Set.of(Type.Primitive.BYTE, Type.Primitive.SHORT, Type.Primitive.INT, Type.Primitive.LONG);
    private static final Type EXACT = new Type.Decimal(Type.Decimal.MAX_PRECISION, 9);

    private final String written;
    private final Serializable reader;

    private TimestampFormat(String written, Serializable reader) {
        this.written = written;
        this.reader = reader;
    }

    /**
     * Reads a format as it is written.
     *
     * @throws UsageException for what is neither a name nor a pattern that says which day is meant
     */
    public static TimestampFormat parse(String text) {
        return new TimestampFormat(text, reader(text));
    }

    private static Serializable reader(String text) {
        return switch (text) {
            case AUTODETECT -> new DetectedTime();
            case ISO -> new IsoTime(new Zones());
            case SECONDS -> EpochTime.SECONDS;
            case MILLIS -> EpochTime.MILLIS;
            default -> pattern(text);
        };
    }

    private static TimePattern pattern(String text) {
        try {
            return TimePattern.toRead(text);
        } catch (UsageException e) {
            var meant = Suggestion.nearest(text, NAMES);
            throw meant.map(name -> new UsageException(e.getMessage() + "; did you mean '" + name + "'?", e))
                    .orElse(e);
        }
    }

    /** The types that can be read, for messages. */
    String expected() {
        return reader instanceof IsoTime ? "string" : "string or a number";
    }

    /** The times of a value; empty if its type is none that can be read. Nothing is read from null. */
    Optional<Value> read(Value value) {
        var type = value.type();
        if (type == Type.Primitive.TIMESTAMP) {
            return Optional.of(value);
        } else if (type == Type.Primitive.DATE || type == Type.Primitive.TIMESTAMP_NTZ) {
            return Optional.of(value.tryCast(Type.Primitive.TIMESTAMP));
        } else if (type == Type.Primitive.NULL) {
            return Optional.of(Value.nothing(Type.Primitive.TIMESTAMP));
        } else if (type == Type.Primitive.STRING) {
            return Optional.of(time("read", value, Computed.sessionZone()));
        }
        return isNumber(type) ? number(value) : Optional.empty();
    }

    private static boolean isNumber(Type type) {
        return WHOLE.contains(type)
                || type == Type.Primitive.FLOAT
                || type == Type.Primitive.DOUBLE
                || type instanceof Type.Decimal;
    }

    private Optional<Value> number(Value value) {
        if (reader instanceof IsoTime) {
            return Optional.empty();
        } else if (reader instanceof TimePattern) {
            return Optional.of(time("read", value.tryCast(Type.Primitive.STRING), Computed.sessionZone()));
        }
        boolean isWhole = WHOLE.contains(value.type());
        var number = value.tryCast(isWhole ? Type.Primitive.LONG : EXACT);
        var method = isWhole ? "whole" : "fraction";
        return Optional.of(
                reader instanceof EpochTime ? time(method, number) : time(method, number, Computed.sessionZone()));
    }

    private Value time(String method, Value... inputs) {
        return Computed.by(Type.Primitive.TIMESTAMP, reader, method, inputs);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TimestampFormat that && written.equals(that.written);
    }

    @Override
    public int hashCode() {
        return written.hashCode();
    }

    @Override
    public String toString() {
        return written;
    }
}
