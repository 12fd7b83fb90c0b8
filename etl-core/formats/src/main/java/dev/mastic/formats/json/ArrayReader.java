// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.json;

import com.fasterxml.jackson.core.JsonToken;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.formats.text.MisfitException;
import java.io.IOException;
import java.util.ArrayList;
import org.apache.spark.sql.catalyst.util.GenericArrayData;

/** Lists. */
record ArrayReader(ValueReader element) implements ValueReader {
    @Override
    public boolean takes(JsonToken token) {
        return token == JsonToken.START_ARRAY;
    }

    @Override
    public Object read(RecordParser parser) throws IOException, MisfitException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw ValueReader.misfit(parser, "an array");
        }
        var elements = new ArrayList<Object>();
        try {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                elements.add(element.readNullable(parser));
            }
        } catch (MisfitException e) {
            throw e.within(new ColumnPath.Elements());
        }
        return new GenericArrayData(elements.toArray());
    }

    @Override
    public Object scan(Scan in) {
        if (in.takeNull()) {
            return null;
        }
        if (!in.take('[')) {
            return Scan.UNSURE;
        }
        if (in.take(']')) {
            return new GenericArrayData(new Object[0]);
        }
        var elements = new ArrayList<Object>();
        do {
            var value = in.peek() < 0 ? Scan.UNSURE : element.scan(in);
            if (value == Scan.UNSURE) {
                return value;
            }
            elements.add(value);
        } while (in.take(','));
        return in.take(']') ? new GenericArrayData(elements.toArray()) : Scan.UNSURE;
    }
}
