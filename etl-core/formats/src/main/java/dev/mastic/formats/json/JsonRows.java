// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.json;

import dev.mastic.core.io.FileListing;
import dev.mastic.core.io.OtherFields;
import dev.mastic.core.io.SchemaChange;
import dev.mastic.core.type.Type;
import dev.mastic.formats.text.Grammar;
import dev.mastic.formats.text.MisfitException;
import dev.mastic.formats.text.Rescued;
import dev.mastic.formats.text.RowFormat;
import dev.mastic.formats.text.TextFile;
import dev.mastic.formats.text.UnknownFields;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Objects as rows.
 *
 * @param zone of timestamps that name none
 * @param others what becomes of fields that the type does not have
 * @param keys names of columns that come from elsewhere: fields of these names are passed over
 */
record JsonRows(Type.Struct type, String zone, JsonLayout layout, OtherFields others, Set<String> keys)
        implements RowFormat {
    JsonRows {
        keys = Set.copyOf(keys);
    }

    private record Plain(StructReader reader) implements ObjectReader.Shape<InternalRow> {
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
    public String name() {
        return JsonFormat.NAME;
    }

    @Override
    public RowFormat in(TextFile file) throws IOException {
        return new JsonRows(type, zone, layout.in(file), others, keys);
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

    @Override
    public Grammar<? extends InternalRow> grammar(TextFile file, String[] asked) {
        return layout.grammar(shape(FileListing.plain(file.path()), asked));
    }

    @Override
    public Grammar<? extends InternalRow> grammar(String[] asked) {
        return layout.grammar(shape("", asked));
    }

    private ObjectReader.Shape<InternalRow> shape(String file, String[] asked) {
        var reading = new Reading(ZoneId.of(zone), new UnknownFields(others.change()));
        if (others.change() != SchemaChange.RESCUE) {
            return new Plain(new StructReader(type, asked, keys, reading));
        }
        var reader = new StructReader(others.without(type), asked, keys, reading);
        int place = List.of(asked).indexOf(others.rescuedColumn());
        return new RescuingReader(reader, reading.unknown(), place, new Rescued(file));
    }
}
