// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.frame;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.type.Resolution;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/** A record type that a frame is given, which must hold all that the frame has. */
final class FrameSchema {
    private FrameSchema() {}

    /**
     * The fields in the given type.
     *
     * @throws UsageException naming every field that the type does not hold as it is
     */
    static Projection of(Type.Struct type, Type.Struct wider) {
        var uncovered = new ArrayList<String>();
        for (var field : type.fields()) {
            var target = wider.field(field.name());
            if (target.isEmpty()) {
                uncovered.add(field.name() + " is not in it");
            } else if (!holds(target.get().type(), field.type())) {
                uncovered.add(field.name() + " is of another type (got "
                        + TypeString.print(target.get().type()) + "; expected one that holds "
                        + TypeString.print(field.type()) + ")");
            }
        }
        if (!uncovered.isEmpty()) {
            throw new UsageException("Cannot give the frame this schema: " + String.join("; ", uncovered)
                    + " (resolve-choice and apply-mapping convert values)");
        }
        return Projection.of(type).widen(wider);
    }

    /** Whether merging adds nothing to the wider type. */
    private static boolean holds(Type wider, Type type) {
        var merged = Resolution.DECLARED.merge(List.of(one(wider), one(type)));
        return isSame(merged, one(wider));
    }

    private static Type.Struct one(Type type) {
        return Type.Struct.of(new Type.Field("value", type));
    }

    /** Whether two types differ in the order of fields only. */
    private static boolean isSame(Type some, Type other) {
        if (some instanceof Type.Struct a && other instanceof Type.Struct b) {
            return new HashSet<>(a.names()).equals(new HashSet<>(b.names()))
                    && a.fields().stream()
                            .allMatch(field -> isSame(
                                    field.type(),
                                    b.field(field.name()).orElseThrow().type()));
        } else if (some instanceof Type.Array a && other instanceof Type.Array b) {
            return isSame(a.element(), b.element());
        } else if (some instanceof Type.Map a && other instanceof Type.Map b) {
            return isSame(a.key(), b.key()) && isSame(a.value(), b.value());
        } else if (some instanceof Type.Choice a && other instanceof Type.Choice b) {
            return a.members().size() == b.members().size()
                    && IntStream.range(0, a.members().size())
                            .allMatch(
                                    i -> isSame(a.members().get(i), b.members().get(i)));
        }
        return some.equals(other);
    }
}
