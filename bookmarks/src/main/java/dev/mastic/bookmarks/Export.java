// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.bookmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.mastic.core.bookmark.ExportHeader;
import dev.mastic.core.bookmark.Token;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.IoReason;
import dev.mastic.core.failure.UsageException;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Writes the state of a job row by row, inside a transaction. */
record Export(Handle handle, String job) {
    private static final int BATCH = 5_000;

    /** One row of a query as JSON. */
    private interface RowWriter {
        void write(ResultSet row) throws SQLException, IOException;
    }

    /** Writes the document and leaves the stream open; answers the header. */
    ExportHeader to(OutputStream out, Optional<Token> newest) {
        var header = new ExportHeader(
                job, newest.orElseThrow(() -> new UsageException("No bookmark or run of job '" + job + "'")));
        try (var json = new JsonFactory().createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.writeStartObject();
            header.write(json);
            runs(json);
            json.writeArrayFieldStart("sources");
            for (var kept : Kept.all(handle, job)) {
                source(json, kept);
            }
            json.writeEndArray();
            json.writeEndObject();
            json.flush();
            return header;
        } catch (IOException e) {
            throw new EtlException("Cannot write the bookmarks of job '" + job + "': " + IoReason.of(e), e);
        }
    }

    /** Whoever the tokens in the ledgers are, and the runs that targets know. */
    private void runs(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("runs");
        each(
                "select token, run_id, changed as ended from journal where job = :key and phase = 'ADVANCED'"
                        + " union all select token, run_id, ended from other_runs where job = :key order by token",
                job,
                row -> {
                    json.writeStartObject();
                    json.writeNumberField("token", row.getLong("token"));
                    json.writeStringField("runId", row.getString("run_id"));
                    long ended = row.getLong("ended");
                    if (!row.wasNull()) {
                        json.writeNumberField("ended", ended);
                    }
                    json.writeEndObject();
                });
        json.writeEndArray();
    }

    private void source(JsonGenerator json, Kept kept) throws IOException {
        each(
                "select source, kind, position, run_id, updated from bookmarks where id = :key and kind <> '"
                        + Ledgers.NONE + "'",
                kept.id(),
                row -> {
                    json.writeStartObject();
                    json.writeStringField("source", row.getString("source"));
                    json.writeStringField("kind", row.getString("kind"));
                    json.writeStringField("runId", row.getString("run_id"));
                    json.writeNumberField("updated", row.getLong("updated"));
                    json.writeStringField("position", row.getString("position"));
                    files(json, kept);
                    json.writeEndObject();
                });
    }

    private void files(JsonGenerator json, Kept kept) throws IOException {
        json.writeArrayFieldStart("files");
        each("select path_hash, version_hash, token from ledger_files where bookmark_id = :key", kept.id(), row -> {
            json.writeStartArray();
            json.writeBinary(row.getBytes(1));
            json.writeNumber(row.getLong(2));
            json.writeNumber(row.getLong(3));
            json.writeEndArray();
        });
        json.writeEndArray();
    }

    private void each(String sql, Object key, RowWriter writer) throws IOException {
        Optional<IOException> failure = handle.createQuery(sql)
                .bind("key", key)
                .setFetchSize(BATCH)
                .scanResultSet((rows, context) -> write(rows.get(), writer));
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    /** The database's own way out takes no failure but its own. */
    private static Optional<IOException> write(ResultSet rows, RowWriter writer) throws SQLException {
        try {
            while (rows.next()) {
                writer.write(rows);
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e);
        }
    }
}
