// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.footer;

import dev.mastic.core.type.Type;
import java.util.Map;
import java.util.Set;

/** What types of numbers hold. */
final class Numbers {
    private static final Map<Type, Integer> DIGITS =
            Map.of(Type.Primitive.BYTE, 3, Type.Primitive.SHORT, 5, Type.Primitive.INT, 10, Type.Primitive.LONG, 19);
    private static final Map<Type, Integer> BITS =
            Map.of(Type.Primitive.BYTE, 8, Type.Primitive.SHORT, 16, Type.Primitive.INT, 32, Type.Primitive.LONG, 64);

    /** The whole numbers of so many bits that a floating type holds, one and all. */
    private static final Map<Type, Integer> EXACT = Map.of(Type.Primitive.FLOAT, 24, Type.Primitive.DOUBLE, 53);

    private static final Set<Type> FLOATING = EXACT.keySet();

    private Numbers() {}

    static boolean isNumber(Type type) {
        return isWhole(type) || isFloating(type) || type instanceof Type.Decimal;
    }

    static boolean isWhole(Type type) {
        return BITS.containsKey(type);
    }

    static boolean isFloating(Type type) {
        return FLOATING.contains(type);
    }

    /** The smallest power of two that is above all numbers of a whole type. */
    static double above(Type whole) {
        return Math.scalb(1.0, BITS.get(whole) - 1);
    }

    /** Whether each number of one type is one of the other. */
    static boolean holdsAll(Type wide, Type narrow) {
        if (isWhole(narrow)) {
            return isWhole(wide)
                    ? BITS.get(wide) >= BITS.get(narrow)
                    : isFloating(wide) ? EXACT.get(wide) >= BITS.get(narrow) - 1 : before(wide) >= DIGITS.get(narrow);
        } else if (isFloating(narrow)) {
            return isFloating(wide) && EXACT.get(wide) >= EXACT.get(narrow);
        }
        return wide instanceof Type.Decimal to
                && to.scale() >= ((Type.Decimal) narrow).scale()
                && before(to) >= before(narrow);
    }

    private static int before(Type type) {
        var decimal = (Type.Decimal) type;
        return decimal.precision() - decimal.scale();
    }
}
