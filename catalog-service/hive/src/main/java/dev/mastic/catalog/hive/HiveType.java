// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.hive;

import dev.mastic.core.catalog.Column;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;

/**
 * The types of columns in Hive's words. Hive has no timestamp without a zone and no unknown type: they are {@code timestamp} and
 * {@code string} there.
 *
 * @see <a href="https://cwiki.apache.org/confluence/display/Hive/LanguageManual+Types">Hive types</a>
 */
final class HiveType {
    private HiveType() {}

    static String of(Column column) {
        return column.written().orElseGet(() -> TypeString.print(known(column.type())));
    }

    private static Type known(Type type) {
        if (type instanceof Type.Unknown) {
            return Type.Primitive.STRING;
        } else if (type == Type.Primitive.TIMESTAMP_NTZ) {
            return Type.Primitive.TIMESTAMP;
        } else if (type instanceof Type.Array array) {
            return new Type.Array(known(array.element()));
        } else if (type instanceof Type.Map map) {
            return new Type.Map(known(map.key()), known(map.value()));
        } else if (type instanceof Type.Struct struct) {
            return new Type.Struct(struct.fields().stream()
                    .map(field -> new Type.Field(field.name(), known(field.type())))
                    .toList());
        }
        return type;
    }
}
