// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.json;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.mastic.core.io.SchemaChange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Rows with a column of rescued fields. A field that no column has is kept there, and so is the whole field of a column with something
 * unknown inside it, or with a value that is not of its type: the column itself is null then.
 */
final class RescuingReader implements ObjectReader.Shape<InternalRow> {
    private final StructReader columns;
    private final UnknownFields unknown;
    private final int place;
    private final byte[] file;

    /**
     * A reader of one file.
     *
     * @param asked the names of the columns in the row, that of rescued fields among them if it is asked for
     * @param file its path
     */
    RescuingReader(StructReader columns, UnknownFields unknown, String[] asked, String file) {
        this.columns = columns;
        this.unknown = unknown;
        this.place = Arrays.asList(asked).indexOf(SchemaChange.RESCUED);
        this.file = JsonStringEncoder.getInstance().quoteAsUTF8(file);
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
        var rescued = new ByteArrayOutputStream();
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
                rescue(rescued, name, parser.writtenSince(start));
            }
        }
        if (place >= 0 && rescued.size() > 0) {
            row.update(place, closed(rescued));
        }
        return row;
    }

    private static void rescue(ByteArrayOutputStream rescued, String name, UTF8String value) {
        rescued.writeBytes(ascii(rescued.size() == 0 ? "{\"" : ",\""));
        rescued.writeBytes(JsonStringEncoder.getInstance().quoteAsUTF8(name));
        rescued.writeBytes(ascii("\":"));
        rescued.writeBytes(value.getBytes());
    }

    private UTF8String closed(ByteArrayOutputStream rescued) {
        rescued.writeBytes(ascii(",\"" + SchemaChange.FILE + "\":\""));
        rescued.writeBytes(file);
        rescued.writeBytes(ascii("\"}"));
        return UTF8String.fromBytes(rescued.toByteArray());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
