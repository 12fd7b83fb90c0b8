// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.json;

import dev.mastic.core.type.Type;
import dev.mastic.formats.text.Grammar;
import dev.mastic.formats.text.RowFormat;
import dev.mastic.formats.text.TextFile;
import java.io.IOException;
import java.time.ZoneId;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Objects as rows.
 *
 * @param zone of timestamps that name none
 */
record JsonRows(Type.Struct type, String zone, JsonLayout layout) implements RowFormat {
    @Override
    public String name() {
        return JsonFormat.NAME;
    }

    @Override
    public RowFormat in(TextFile file) throws IOException {
        return new JsonRows(type, zone, layout.in(file));
    }

    @Override
    public boolean splits() {
        return !layout.isDocument();
    }

    @Override
    public boolean resumes() {
        return !layout.isDocument();
    }

    @Override
    public boolean lines() {
        return !layout.isDocument();
    }

    private record Row(StructReader reader) implements ObjectReader.Shape<InternalRow> {
        @Override
        public InternalRow read(RecordParser parser) throws IOException, MisfitException {
            return reader.read(parser);
        }

        @Override
        public InternalRow scan(Scan in) {
            var row = reader.scan(in);
            return row == Scan.UNSURE ? null : (InternalRow) row;
        }
    }

    @Override
    public Grammar<? extends InternalRow> grammar(String[] asked) {
        return layout.grammar(new Row(new StructReader(type, asked, ZoneId.of(zone))));
    }
}
