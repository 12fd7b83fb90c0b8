// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.frame;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import java.util.Objects;
import java.util.Optional;

/**
 * What {@link DynamicFrame#toDF(ResolveOption...)} makes of one choice; Glue's {@code ResolveOption}.
 *
 * @param path of the choice
 * @param target the type for {@link Action#PROJECT} and {@link Action#CAST}
 */
public record ResolveOption(ColumnPath path, Action action, Optional<Type> target) {
    /** What becomes of the values. */
    public enum Action {
        /** Only those of the target type stay; others become null. */
        PROJECT,
        /** Each keeps its own type, as a field of a struct. */
        KEEP_AS_STRUCT,
        /** All are converted to the target type; those that cannot be become null. */
        CAST
    }

    public ResolveOption {
        Objects.requireNonNull(path, "path");
        if (action != Action.KEEP_AS_STRUCT && target.isEmpty()) {
            throw new UsageException("Cannot resolve " + path + ": Missing target type for resolve action " + action);
        }
    }

    /** Only the values of one type, such as {@code long}. */
    public static ResolveOption project(String path, String type) {
        return new ResolveOption(ColumnPath.parse(path), Action.PROJECT, Optional.of(TypeString.parse(type)));
    }

    /** A struct with a field for each type. */
    public static ResolveOption keepAsStruct(String path) {
        return new ResolveOption(ColumnPath.parse(path), Action.KEEP_AS_STRUCT, Optional.empty());
    }

    /** All values converted to one type. */
    public static ResolveOption cast(String path, String type) {
        return new ResolveOption(ColumnPath.parse(path), Action.CAST, Optional.of(TypeString.parse(type)));
    }

    /** The same as a spec of {@code resolve-choice}. */
    String spec() {
        return path + " -> "
                + switch (action) {
                    case PROJECT -> "project:" + TypeString.print(target.orElseThrow());
                    case KEEP_AS_STRUCT -> "make_struct";
                    case CAST -> "cast:" + TypeString.print(target.orElseThrow());
                };
    }
}
