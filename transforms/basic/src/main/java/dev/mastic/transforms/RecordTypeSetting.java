// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import dev.mastic.core.config.Setting;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;

/** The type of output records as a setting, {@code struct<id:int>}. */
final class RecordTypeSetting {
    private RecordTypeSetting() {}

    static Setting<Type.Struct> named(String name) {
        return Setting.of(name, (value, base) -> {
            try {
                if (TypeString.parse(Setting.string(name).reader().read(value, base)) instanceof Type.Struct struct) {
                    return struct;
                }
            } catch (UsageException e) {
                throw new IllegalArgumentException("a record type such as struct<id:int>: " + e.getMessage(), e);
            }
            throw new IllegalArgumentException("a record type such as struct<id:int>");
        });
    }
}
