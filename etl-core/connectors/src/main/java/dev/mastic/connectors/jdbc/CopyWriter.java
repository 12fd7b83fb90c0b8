// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.jdbc;

import dev.mastic.core.failure.EtlException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.write.DataWriter;
import org.apache.spark.sql.connector.write.DataWriterFactory;
import org.apache.spark.sql.connector.write.WriterCommitMessage;
import org.apache.spark.sql.types.StructType;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Writes the rows of one attempt of a task into a staging table, by COPY in one transaction. */
final class CopyWriter implements DataWriter<InternalRow> {
    /** The column of a staging table that says which attempt a row comes from. */
    static final String ATTEMPT = "mastic$attempt";

    private static final int BUFFERED = 1 << 16;

    private final Factory factory;
    private final long attempt;
    private final CopyText text;
    private final StringBuilder buffer = new StringBuilder(BUFFERED);
    private PostgresSession session;
    private CopyIn copy;
    private long rows;

    private CopyWriter(Factory factory, long attempt) {
        this.factory = factory;
        this.attempt = attempt;
        this.text = new CopyText(factory.schema());
    }

    /** An attempt that Spark has committed. */
    record Attempt(long id, long rows) implements WriterCommitMessage {}

    /** What tasks need to write. */
    record Factory(PostgresDatabase database, String staging, StructType schema) implements DataWriterFactory {
        @Override
        public DataWriter<InternalRow> createWriter(int partition, long attempt) {
            return new CopyWriter(this, attempt);
        }
    }

    @Override
    public void write(InternalRow row) {
        text.write(row, buffer);
        buffer.append(factory.schema().isEmpty() ? "" : "\t").append(attempt).append('\n');
        rows++;
        if (buffer.length() >= BUFFERED) {
            send();
        }
    }

    /** Without rows, the database is not asked. */
    @Override
    public WriterCommitMessage commit() {
        if (rows > 0) {
            send();
            try {
                copy.endCopy();
                session.commit();
            } catch (SQLException e) {
                throw failure(e);
            }
        }
        return new Attempt(attempt, rows);
    }

    @Override
    public void abort() {
        // closing takes back what was written
    }

    @Override
    public void close() {
        if (session == null) {
            return;
        }
        try (var closing = session) {
            if (copy != null && copy.isActive()) {
                copy.cancelCopy();
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private void send() {
        try {
            if (session == null) {
                session = factory.database().open();
                copy = session.connection()
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("COPY " + factory.staging() + " FROM STDIN");
            }
            var bytes = buffer.toString().getBytes(StandardCharsets.UTF_8);
            copy.writeToCopy(bytes, 0, bytes.length);
            buffer.setLength(0);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private EtlException failure(SQLException e) {
        return factory.database().failure("stage rows", e);
    }
}
