// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.jdbc;

import dev.mastic.core.failure.EtlException;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
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
    private final CopyFormat format;
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(BUFFERED);
    private final DataOutputStream out = new DataOutputStream(buffer);
    private PostgresSession session;
    private CopyIn copy;
    private long rows;

    private CopyWriter(Factory factory, long attempt) {
        this.factory = factory;
        this.attempt = attempt;
        this.format = CopyFormat.of(factory.schema(), factory.types());
    }

    /** An attempt that Spark has committed. */
    record Attempt(long id, long rows) implements WriterCommitMessage {}

    /**
     * What tasks need to write.
     *
     * @param types the names of the types of the staging table's columns, in the order of the schema
     */
    record Factory(PostgresDatabase database, String staging, StructType schema, List<String> types)
            implements DataWriterFactory {
        @Override
        public DataWriter<InternalRow> createWriter(int partition, long attempt) {
            return new CopyWriter(this, attempt);
        }
    }

    @Override
    public void write(InternalRow row) throws IOException {
        if (rows == 0) {
            format.begin(out);
        }
        format.write(row, attempt, out);
        rows++;
        if (buffer.size() >= BUFFERED) {
            send();
        }
    }

    /** Without rows, the database is not asked. */
    @Override
    public WriterCommitMessage commit() throws IOException {
        if (rows > 0) {
            format.end(out);
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
                        .copyIn("COPY " + factory.staging() + " FROM STDIN" + format.options());
            }
            copy.writeToCopy(buffer.toByteArray(), 0, buffer.size());
            buffer.reset();
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private EtlException failure(SQLException e) {
        return factory.database().failure("stage rows", e);
    }
}
