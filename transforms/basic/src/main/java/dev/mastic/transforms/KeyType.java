// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The type in which two key columns are compared: their own if it is one, the wider of two number types else. Texts and
 * numbers are never compared, where Glue finds no partner and says nothing.
 *
 * @param failure the start of every message: {@code Cannot join <frame> to <frame>}
 */
record KeyType(String failure) {
    private static final List<Type> WHOLE =
            List.of(Type.Primitive.BYTE, Type.Primitive.SHORT, Type.Primitive.INT, Type.Primitive.LONG);
    private static final Map<Type, Integer> DIGITS =
            Map.of(Type.Primitive.BYTE, 3, Type.Primitive.SHORT, 5, Type.Primitive.INT, 10, Type.Primitive.LONG, 19);

    /**
     * The common type of two keys.
     *
     * @throws UsageException naming both types if there is none
     */
    Type of(String name1, Type key1, String name2, Type key2) {
        return common(key1, key2)
                .orElseThrow(() -> new UsageException(failure + ": " + name1 + " is " + TypeString.print(key1) + ", "
                        + name2 + " is " + TypeString.print(key2)
                        + (key1 instanceof Type.Choice || key2 instanceof Type.Choice
                                ? " (resolve the choice first)"
                                : " (expected scalars that can be compared; map one of them first)")));
    }

    private static Optional<Type> common(Type a, Type b) {
        if (!isScalar(a) || !isScalar(b)) {
            return Optional.empty();
        } else if (a.equals(b) || b == Type.Primitive.NULL) {
            return Optional.of(a);
        } else if (a == Type.Primitive.NULL) {
            return Optional.of(b);
        } else if (WHOLE.contains(a) && WHOLE.contains(b)) {
            return Optional.of(WHOLE.get(Math.max(WHOLE.indexOf(a), WHOLE.indexOf(b))));
        } else if (isExact(a) && isExact(b)) {
            return decimal(Math.max(before(a), before(b)), Math.max(after(a), after(b)));
        }
        return isNumber(a) && isNumber(b) ? Optional.of(Type.Primitive.DOUBLE) : Optional.empty();
    }

    private static Optional<Type> decimal(int before, int after) {
        return before + after > Type.Decimal.MAX_PRECISION
                ? Optional.empty()
                : Optional.of(new Type.Decimal(before + after, after));
    }

    private static int before(Type type) {
        return type instanceof Type.Decimal decimal ? decimal.precision() - decimal.scale() : DIGITS.get(type);
    }

    private static int after(Type type) {
        return type instanceof Type.Decimal decimal ? decimal.scale() : 0;
    }

    private static boolean isScalar(Type type) {
        return type instanceof Type.Primitive || type instanceof Type.Decimal;
    }

    private static boolean isExact(Type type) {
        return type instanceof Type.Decimal || WHOLE.contains(type);
    }

    private static boolean isNumber(Type type) {
        return isExact(type) || type == Type.Primitive.FLOAT || type == Type.Primitive.DOUBLE;
    }
}
