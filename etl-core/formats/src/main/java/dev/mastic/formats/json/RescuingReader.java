// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.json;

import com.fasterxml.jackson.core.JsonToken;
import dev.mastic.formats.text.MisfitException;
import dev.mastic.formats.text.Rescued;
import dev.mastic.formats.text.UnknownFields;
import java.io.IOException;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Rows with a column of rescued fields. A field that no column has is kept there, and so is the whole field of a column with something
 * unknown inside it, or with a value that is not of its type: the column itself is null then.
 */
final class RescuingReader implements ObjectReader.Shape<InternalRow> {
    private final StructReader columns;
    private final UnknownFields unknown;
    private final int place;
    private final Rescued rescued;

    /**
     * A reader of one file.
     *
     * @param place of the column of rescued fields in the row; -1 if it is not asked for
     * @param rescued for fields of this file
     */
    RescuingReader(StructReader columns, UnknownFields unknown, int place, Rescued rescued) {
        this.columns = columns;
        this.unknown = unknown;
        this.place = place;
        this.rescued = rescued;
    }

    @Override
    public InternalRow scan(Scan in) {
        var row = columns.scan(in);
        return row == Scan.UNSURE ? null : (InternalRow) row;
    }

    @Override
    public InternalRow read(RecordParser parser) throws IOException, MisfitException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw ValueReader.misfit(parser, "an object");
        }
        var row = columns.begin();
        rescued.clear();
        unknown.metSince();
        int last = -1;
        String name;
        while ((name = parser.nextFieldName()) != null) {
            var object = parser.getParsingContext();
            parser.nextToken();
            int start = parser.start();
            int field = columns.find(name, last);
            boolean whole = true;
            if (field < 0) {
                columns.passOver(parser, name);
            } else {
                columns.once(field);
                whole = columns.fill(parser, field, row);
                last = field;
            }
            parser.leaveValue(object);
            if (unknown.metSince() || !whole) {
                rescued.json(name, parser.writtenSince(start).getBytes());
            }
        }
        if (place >= 0 && !rescued.isEmpty()) {
            row.update(place, rescued.text());
        }
        return row;
    }
}
