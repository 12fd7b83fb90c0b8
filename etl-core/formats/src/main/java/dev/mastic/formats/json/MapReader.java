// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.json;

import com.fasterxml.jackson.core.JsonToken;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import dev.mastic.formats.text.MisfitException;
import java.io.IOException;
import java.util.LinkedHashMap;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.unsafe.types.UTF8String;

/** Objects whose keys are data. */
record MapReader(ValueReader value) implements ValueReader {
    static MapReader of(Type.Map type, Reading reading) {
        if (type.key() != Type.Primitive.STRING) {
            throw new EtlException("Cannot read " + TypeString.print(type)
                    + " from JSON: keys of objects are strings (expected map<string,…>)");
        }
        return new MapReader(ValueReader.of(type.value(), reading));
    }

    @Override
    public boolean takes(JsonToken token) {
        return token == JsonToken.START_OBJECT;
    }

    @Override
    public Object read(RecordParser parser) throws IOException, MisfitException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw ValueReader.misfit(parser, "an object");
        }
        var entries = new LinkedHashMap<UTF8String, Object>();
        String name = null;
        try {
            while ((name = parser.nextFieldName()) != null) {
                var key = UTF8String.fromString(name);
                if (entries.containsKey(key)) {
                    throw new MisfitException("the key stands twice");
                }
                parser.nextToken();
                entries.put(key, value.readNullable(parser));
            }
        } catch (MisfitException e) {
            throw e.within(new ColumnPath.Name(name));
        }
        return map(entries);
    }

    @Override
    public Object scan(Scan in) {
        if (in.takeNull()) {
            return null;
        }
        var entries = new LinkedHashMap<UTF8String, Object>();
        if (!in.take('{')) {
            return Scan.UNSURE;
        }
        if (in.take('}')) {
            return map(entries);
        }
        do {
            if (in.peek() != '"' || !in.string()) {
                return Scan.UNSURE;
            }
            var key = in.text();
            if (entries.containsKey(key) || !in.take(':') || in.peek() < 0) {
                return Scan.UNSURE;
            }
            var one = value.scan(in);
            if (one == Scan.UNSURE) {
                return one;
            }
            entries.put(key, one);
        } while (in.take(','));
        return in.take('}') ? map(entries) : Scan.UNSURE;
    }

    private static ArrayBasedMapData map(LinkedHashMap<UTF8String, Object> entries) {
        return new ArrayBasedMapData(
                new GenericArrayData(entries.keySet().toArray()),
                new GenericArrayData(entries.values().toArray()));
    }
}
