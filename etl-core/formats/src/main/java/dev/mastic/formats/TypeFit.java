// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats;

import dev.mastic.core.type.ColumnPath;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import java.util.Optional;

/**
 * Whether Spark reads the columns of a file as the types that a table declares. Spark converts next to nothing in Parquet, and finds out
 * only for the columns that are asked for; this looks at all, so that pruning does not change which files are refused.
 *
 * @param caseSensitive whether names that differ in case only are different columns
 */
record TypeFit(boolean caseSensitive) {
    /** The first column that does not fit. Columns that one of both lacks fit. */
    Optional<Refused.Whole> misfit(Type.Struct file, Type.Struct declared) {
        for (var field : declared.fields()) {
            var found =
                    find(file, field.name()).flatMap(type -> misfit(type, field.type(), ColumnPath.of(field.name())));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<Refused.Whole> misfit(Type file, Type declared, ColumnPath at) {
        if (declared instanceof Type.Choice choice) {
            return misfit(file, branches(choice), at);
        }
        if (file instanceof Type.Struct inFile && declared instanceof Type.Struct struct) {
            return struct.fields().stream()
                    .flatMap(
                            field -> find(inFile, field.name())
                                    .flatMap(type -> misfit(type, field.type(), at.child(field.name())))
                                    .stream())
                    .findFirst();
        } else if (file instanceof Type.Array inFile && declared instanceof Type.Array array) {
            return misfit(inFile.element(), array.element(), at.elements());
        } else if (file instanceof Type.Map inFile && declared instanceof Type.Map map) {
            return misfit(inFile.key(), map.key(), at.child("key"))
                    .or(() -> misfit(inFile.value(), map.value(), at.child("value")));
        }
        boolean fits = file.equals(declared) || (file == Type.Primitive.BINARY && declared == Type.Primitive.STRING);
        return fits
                ? Optional.empty()
                : Optional.of(new Refused.Whole(
                        at.toString(),
                        "is " + TypeString.print(file) + " in the file, declared as " + TypeString.print(declared)));
    }

    /** What a choice is in a file. */
    private static Type branches(Type.Choice choice) {
        return new Type.Struct(choice.members().stream()
                .map(member -> new Type.Field(member.typeName(), member))
                .toList());
    }

    private Optional<Type> find(Type.Struct struct, String name) {
        return struct.fields().stream()
                .filter(field ->
                        caseSensitive ? field.name().equals(name) : field.name().equalsIgnoreCase(name))
                .map(Type.Field::type)
                .findFirst();
    }
}
