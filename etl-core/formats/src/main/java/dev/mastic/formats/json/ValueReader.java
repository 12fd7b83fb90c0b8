// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.json;

import com.fasterxml.jackson.core.JsonToken;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.type.Type;
import dev.mastic.formats.text.MisfitException;
import java.io.IOException;

/** Makes Spark's internal value of a JSON value. One thread at a time. */
interface ValueReader {
    /** Whether a value that begins with this token may be of the type. */
    boolean takes(JsonToken token);

    /**
     * The value that begins with the current token, which is not null. Leaves the parser on its last token.
     *
     * @throws MisfitException if the value is not of the type
     */
    Object read(RecordParser parser) throws IOException, MisfitException;

    /**
     * The same value by a quick look, null for a JSON null. {@link Scan#UNSURE} if {@link #read} must decide: nothing is refused here.
     */
    Object scan(Scan in);

    /** The value, or null for a JSON null. */
    default Object readNullable(RecordParser parser) throws IOException, MisfitException {
        return parser.currentToken() == JsonToken.VALUE_NULL ? null : read(parser);
    }

    /**
     * The reader of a type.
     *
     * @param reading what all readers of a record share
     */
    static ValueReader of(Type type, Reading reading) {
        if (type instanceof Type.Primitive primitive) {
            return ScalarReader.of(primitive, reading);
        } else if (type instanceof Type.Decimal decimal) {
            return new DecimalReader(decimal.precision(), decimal.scale());
        } else if (type instanceof Type.Struct struct) {
            return new StructReader(struct, reading);
        } else if (type instanceof Type.Array array) {
            return new ArrayReader(of(array.element(), reading));
        } else if (type instanceof Type.Map map) {
            return MapReader.of(map, reading);
        } else if (type instanceof Type.Choice choice) {
            return new ChoiceReader(choice, reading);
        } else if (type instanceof Type.Unknown) {
            return ScalarReader.of(Type.Primitive.NULL, reading);
        }
        throw new EtlException("Cannot read " + type.typeName() + " from JSON: no value of JSON is one");
    }

    /** Says what stands where something else was expected. */
    static MisfitException misfit(RecordParser parser, String expected) throws IOException {
        var got =
                switch (parser.currentToken()) {
                    case START_OBJECT -> "an object";
                    case START_ARRAY -> "an array";
                    case VALUE_STRING -> "a string";
                    default -> cut(parser.getText());
                };
        return new MisfitException("expected " + expected + ", got " + got);
    }

    private static String cut(String number) {
        return number.length() > 40 ? number.substring(0, 40) + "…" : number;
    }
}
