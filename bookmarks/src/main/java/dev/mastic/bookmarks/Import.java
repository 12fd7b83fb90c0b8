// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.bookmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.mastic.core.bookmark.ExportHeader;
import dev.mastic.core.bookmark.Lease;
import dev.mastic.core.bookmark.Run;
import dev.mastic.core.bookmark.Token;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.IoReason;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Reads what {@link Export} has written, row by row, inside a transaction. */
record Import(Handle handle, Lease lease, Ledgers ledgers) {
    private static final int BATCH = 5_000;

    /** Fills the empty bookmarks of the lease's job; answers the newest token of the other store. */
    Token from(InputStream document) {
        try (var json = new JsonFactory().createParser(document)) {
            var header = ExportHeader.read(json);
            if (!header.job().equals(lease.job())) {
                throw new EtlException("Cannot import bookmarks: the document is of another job (got '" + header.job()
                        + "'; expected '" + lease.job() + "')");
            }
            enter(json, "runs");
            while (json.nextToken() == JsonToken.START_OBJECT) {
                run(json);
            }
            enter(json, "sources");
            while (json.nextToken() == JsonToken.START_OBJECT) {
                source(json);
            }
            require(json, json.nextToken() == JsonToken.END_OBJECT);
            return header.token();
        } catch (IOException e) {
            throw new EtlException(
                    "Cannot import bookmarks: the document ends too early, or is damaged: " + IoReason.of(e), e);
        }
    }

    private void run(JsonParser json) throws IOException {
        var token = new Token(number(json, "token"));
        var run = new Run(lease.job(), text(json, "runId"), token);
        boolean ended = json.nextToken() == JsonToken.FIELD_NAME;
        var when = ended ? Optional.of(Instant.ofEpochMilli(json.nextLongValue(0))) : Optional.<Instant>empty();
        OtherRuns.add(handle, run, when);
        require(json, !ended || json.nextToken() == JsonToken.END_OBJECT);
    }

    private void source(JsonParser json) throws IOException {
        var name = text(json, "source");
        var kind = text(json, "kind");
        var mover = new Ledgers.Mover(new Run(lease.job(), text(json, "runId"), lease.token()), lease.token());
        long updated = number(json, "updated");
        field(json, "position");
        var position = json.nextTextValue();
        long bookmark = ledgers.bookmark(handle, mover, name, kind, true);
        handle.execute("update bookmarks set position = ?, updated = ? where id = ?", position, updated, bookmark);
        enter(json, "files");
        try (var batch = Ledgers.versions(handle)) {
            files(json, bookmark, batch);
        }
        require(json, json.nextToken() == JsonToken.END_OBJECT);
    }

    private void files(JsonParser json, long bookmark, PreparedBatch batch) throws IOException {
        while (json.nextToken() == JsonToken.START_ARRAY) {
            json.nextToken();
            var path = json.getBinaryValue();
            long version = json.nextLongValue(0);
            batch.add(
                    bookmark,
                    path,
                    version,
                    json.nextLongValue(0),
                    lease.token().number());
            require(json, json.nextToken() == JsonToken.END_ARRAY);
            if (batch.size() == BATCH) {
                batch.execute();
            }
        }
        if (batch.size() > 0) {
            batch.execute();
        }
    }

    private static void enter(JsonParser json, String name) throws IOException {
        field(json, name);
        require(json, json.nextToken() == JsonToken.START_ARRAY);
    }

    private static String text(JsonParser json, String name) throws IOException {
        field(json, name);
        var text = json.nextTextValue();
        require(json, text != null);
        return text;
    }

    private static long number(JsonParser json, String name) throws IOException {
        field(json, name);
        require(json, json.nextToken() == JsonToken.VALUE_NUMBER_INT);
        return json.getLongValue();
    }

    private static void field(JsonParser json, String name) throws IOException {
        require(json, name.equals(json.nextFieldName()));
    }

    private static void require(JsonParser json, boolean expected) throws IOException {
        if (!expected) {
            throw new IOException(
                    "unexpected content at byte " + json.currentTokenLocation().getByteOffset());
        }
    }
}
