// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import dev.mastic.core.io.Format;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.core.type.Observed;
import dev.mastic.core.type.Resolution;
import dev.mastic.core.type.Type;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The columns of files, some of which say that structs in them are choices.
 *
 * @param observed in all files
 * @param choices the structs that every file in which they stand says to be choices
 */
record MarkedChoices(Observed observed, Set<ColumnPath> choices) {
    static MarkedChoices of(List<Format.Inference> files) {
        var observed = Observed.nothing();
        var choices = new HashSet<ColumnPath>();
        for (var file : files) {
            observed = observed.merge(file.observed());
            choices.addAll(file.choices());
        }
        files.forEach(file -> choices.removeAll(without(file, choices)));
        return new MarkedChoices(observed, choices);
    }

    /** Those of the choices that stand in a file and are none there. */
    private static Set<ColumnPath> without(Format.Inference file, Set<ColumnPath> choices) {
        var others = new HashSet<>(choices);
        others.removeAll(file.choices());
        if (!others.isEmpty()) {
            var type = Resolution.LOSSLESS.resolveRows(file.observed());
            others.removeIf(path -> path.in(type).isEmpty());
        }
        return others;
    }

    Type.Struct type() {
        var structs = Resolution.LOSSLESS.resolveRows(observed);
        return new Type.Struct(structs.fields().stream()
                .map(field -> new Type.Field(field.name(), marked(field.type(), ColumnPath.of(field.name()))))
                .toList());
    }

    private Type marked(Type type, ColumnPath path) {
        if (type instanceof Type.Struct struct) {
            var fields = struct.fields().stream()
                    .map(field -> new Type.Field(field.name(), marked(field.type(), path.child(field.name()))))
                    .toList();
            return isChoice(fields, path)
                    ? new Type.Choice(fields.stream().map(Type.Field::type).toList())
                    : new Type.Struct(fields);
        } else if (type instanceof Type.Array array) {
            return new Type.Array(marked(array.element(), path.elements()));
        }
        return type;
    }

    /** Branches have the names of their types, in order; files that differ may have made others of them. */
    private boolean isChoice(List<Type.Field> fields, ColumnPath path) {
        var names = fields.stream().map(Type.Field::name).toList();
        return choices.contains(path)
                && fields.size() > 1
                && names.equals(names.stream().sorted().toList())
                && fields.stream()
                        .allMatch(field -> field.name().equals(field.type().typeName()));
    }
}
