// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.bookmark;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.mastic.core.failure.EtlException;
import java.io.IOException;
import java.io.InputStream;

/**
 * What an exported state begins with.
 *
 * @param token the newest that the store has given to the job
 */
public record ExportHeader(String job, Token token) {
    private static final String VERSION = "masticBookmarks";
    private static final int NEWEST = 1;

    /** Writes the fields of the header into an object that has begun. */
    public void write(JsonGenerator json) throws IOException {
        json.writeNumberField(VERSION, NEWEST);
        json.writeStringField("job", job);
        json.writeNumberField("token", token.number());
    }

    /**
     * Reads the header alone; the stream is the caller's to close.
     *
     * @throws EtlException if the document is no exported state, or one of another version
     */
    public static ExportHeader read(InputStream document) {
        try {
            return read(new JsonFactory().createParser(document));
        } catch (IOException e) {
            throw unreadable("it is no JSON document", e);
        }
    }

    /** Reads the beginning of the object and the header; the parser stands before the next field then. */
    public static ExportHeader read(JsonParser json) throws IOException {
        boolean known = json.nextToken() == JsonToken.START_OBJECT && VERSION.equals(json.nextFieldName());
        if (!known) {
            throw unreadable("it is no document of mastic bookmark export", null);
        }
        int version = json.nextIntValue(0);
        if (version != NEWEST) {
            throw unreadable(
                    "it was written by another version of Mastic (got format " + version + "; expected " + NEWEST + ")",
                    null);
        }
        json.nextFieldName();
        var job = json.nextTextValue();
        json.nextFieldName();
        return new ExportHeader(job, new Token(json.nextLongValue(0)));
    }

    private static EtlException unreadable(String why, Throwable cause) {
        return new EtlException("Cannot read the exported bookmarks: " + why, cause);
    }
}
