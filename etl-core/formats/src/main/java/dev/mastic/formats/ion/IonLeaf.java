// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.ion;

import com.amazon.ion.IonType;
import com.amazon.ion.Timestamp;
import com.amazon.ion.Timestamp.Precision;
import dev.mastic.core.type.Example;
import dev.mastic.core.type.Observation;
import dev.mastic.core.type.Type;
import dev.mastic.formats.tree.Node;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;
import java.util.Locale;

/**
 * A value without parts.
 *
 * @param value null for no value, else a Boolean, BigInteger, Double, BigDecimal, Timestamp, String or byte[], as the type has it
 */
record IonLeaf(IonType type, Object value) implements Node.Leaf {
    private static final int SHOWN = 40;

    @Override
    public boolean isNull() {
        return value == null;
    }

    @Override
    public String text() {
        return value instanceof byte[] bytes ? Base64.getEncoder().encodeToString(bytes) : String.valueOf(value);
    }

    @Override
    public String json() {
        if (isNull()) {
            return "null";
        }
        return switch (type) {
            case BOOL, INT, DECIMAL -> text();
            case FLOAT -> Double.isFinite((Double) value) ? text() : Node.quoted(text());
            default -> Node.quoted(text());
        };
    }

    @Override
    public String kind() {
        var text = text();
        return "the " + type.name().toLowerCase(Locale.ROOT) + " "
                + (text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text);
    }

    /** Whether it is a day, without a time. */
    boolean isDay() {
        return value instanceof Timestamp at && at.getPrecision().compareTo(Precision.DAY) <= 0;
    }

    /** Takes it down. */
    void observe(Observation place, String path, long line) {
        var example = new Example(path, line, text());
        if (value instanceof BigDecimal exact) {
            place.number(exact, example);
        } else if (value instanceof BigInteger whole && whole.bitLength() >= Long.SIZE) {
            place.number(new BigDecimal(whole), example);
        } else {
            place.value(primitive(), example);
        }
    }

    private Type.Primitive primitive() {
        if (isNull()) {
            return Type.Primitive.NULL;
        }
        return switch (type) {
            case BOOL -> Type.Primitive.BOOLEAN;
            case INT -> ((BigInteger) value).bitLength() < Integer.SIZE ? Type.Primitive.INT : Type.Primitive.LONG;
            case FLOAT -> Type.Primitive.DOUBLE;
            case TIMESTAMP -> isDay() ? Type.Primitive.DATE : Type.Primitive.TIMESTAMP;
            case BLOB, CLOB -> Type.Primitive.BINARY;
            default -> Type.Primitive.STRING;
        };
    }
}
