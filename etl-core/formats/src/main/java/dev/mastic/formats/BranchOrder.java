// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats;

import dev.mastic.core.type.Type;
import java.util.Comparator;
import java.util.List;

/** Which branch of a choice is asked first, of those that take the same kind of value: the narrowest that loses nothing. */
public final class BranchOrder implements Comparator<Type> {
    private static final List<String> NARROWEST_FIRST = List.of(
            "byte",
            "short",
            "int",
            "long",
            "decimal",
            "double",
            "float",
            "string",
            "date",
            "timestamp",
            "timestamp_ntz",
            "binary",
            "struct",
            "map");

    @Override
    public int compare(Type one, Type other) {
        return Integer.compare(place(one), place(other));
    }

    private static int place(Type type) {
        return NARROWEST_FIRST.indexOf(type.typeName());
    }
}
