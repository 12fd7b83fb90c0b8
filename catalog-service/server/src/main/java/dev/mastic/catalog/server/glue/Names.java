// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import dev.mastic.core.catalog.TableName;
import java.util.Locale;

/** Names as Glue keeps them: in small letters. */
final class Names {
    private Names() {}

    static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    static TableName table(String database, String table) {
        return new TableName(fold(database), fold(table));
    }
}
