// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.text;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.mastic.core.io.SchemaChange;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.spark.unsafe.types.UTF8String;

/** What is rescued of one record of a file, as the text of an object. Used again for each record; one thread at a time. */
public final class Rescued {
    private static final JsonStringEncoder ENCODER = JsonStringEncoder.getInstance();

    private final ByteArrayOutputStream fields = new ByteArrayOutputStream();
    private final byte[] file;

    /** @param file the path of the file */
    public Rescued(String file) {
        this.file = ENCODER.quoteAsUTF8(file);
    }

    /** Goes to the next record. */
    public void clear() {
        fields.reset();
    }

    /** Whether nothing was rescued. */
    public boolean isEmpty() {
        return fields.size() == 0;
    }

    /** Keeps a field whose value is JSON; the name {@link SchemaChange#FILE} gets a number, for it is taken. */
    public void json(String name, byte[] value) {
        fields.writeBytes(ascii(isEmpty() ? "{\"" : ",\""));
        fields.writeBytes(ENCODER.quoteAsUTF8(name.equals(SchemaChange.FILE) ? name + "_2" : name));
        fields.writeBytes(ascii("\":"));
        fields.writeBytes(value);
    }

    /** Keeps a field whose value is a text. */
    public void text(String name, String value) {
        json(name, new byte[] {'"'});
        fields.writeBytes(ENCODER.quoteAsUTF8(value));
        fields.write('"');
    }

    /** All of it, with the path of the file as {@link SchemaChange#FILE}; valid for good. */
    public UTF8String text() {
        var all = new ByteArrayOutputStream();
        all.writeBytes(fields.toByteArray());
        all.writeBytes(ascii(",\"" + SchemaChange.FILE + "\":\""));
        all.writeBytes(file);
        all.writeBytes(ascii("\"}"));
        return UTF8String.fromBytes(all.toByteArray());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
