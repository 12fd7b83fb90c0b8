// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.json;

import dev.mastic.core.type.Type;
import dev.mastic.formats.text.Grammar;
import dev.mastic.formats.text.RowFormat;
import java.time.ZoneId;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Objects as rows.
 *
 * @param zone of timestamps that name none
 */
record JsonRows(Type.Struct type, String zone) implements RowFormat {
    @Override
    public String name() {
        return JsonFormat.NAME;
    }

    @Override
    public Grammar<? extends InternalRow> grammar(String[] asked) {
        var shape = new StructReader(type, asked, ZoneId.of(zone));
        return new JsonGrammar<InternalRow>(shape::read);
    }
}
