// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import dev.mastic.core.config.Setting;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;

/** The type of output records as a setting, {@code struct<id:int>}. */
final class RecordTypeSetting {
    private static final String FORM = "a record type such as struct<id:int>";

    private RecordTypeSetting() {}

    static Setting<Type.Struct> ofOutput() {
        Setting<Type.Struct> type = Setting.of("type", (value, base) -> {
            var written = Setting.string("type").reader().read(value, base);
            if (Setting.parse(FORM, written, TypeString::parse) instanceof Type.Struct struct) {
                return struct;
            }
            throw new IllegalArgumentException(FORM);
        });
        return type.doc("The type of the output records, such as struct<id:int>; default that of the input.");
    }
}
