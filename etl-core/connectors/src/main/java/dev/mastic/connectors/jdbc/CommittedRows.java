// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.jdbc;

import dev.mastic.core.bookmark.FrameCount;
import dev.mastic.core.bookmark.Output;
import dev.mastic.core.bookmark.Receipt;
import dev.mastic.core.bookmark.Run;
import dev.mastic.core.bookmark.RunCodec;
import dev.mastic.core.bookmark.Token;
import dev.mastic.core.io.RememberedOutput;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a database remembers of an output.
 *
 * @param staging the table with its rows, while it is not committed
 * @param attempts the attempts of tasks whose rows count
 */
record CommittedRows(
        Run run,
        String sink,
        String digest,
        long rows,
        String slices,
        Optional<TableId> staging,
        List<Long> attempts,
        boolean committed) {
    /** What {@link #of} reads. */
    static final String COLUMNS =
            "job, run_id, token, sink, digest, rows, slices, staging, attempts, committed_at IS NOT NULL";

    static CommittedRows staged(Output output, TableId staging, List<CopyWriter.Attempt> attempts) {
        var counting = attempts.stream().filter(attempt -> attempt.rows() > 0).toList();
        return new CommittedRows(
                output.run(),
                output.sink(),
                output.digest().hex(),
                counting.stream().mapToLong(CopyWriter.Attempt::rows).sum(),
                RunCodec.writeSlices(output.slices()),
                Optional.of(staging),
                counting.stream().map(CopyWriter.Attempt::id).toList(),
                false);
    }

    /** A row of the table of commits, which lies in this schema. */
    static CommittedRows of(List<String> row, String schema) {
        var attempts = row.get(8).replaceAll("[{}]", "");
        return new CommittedRows(
                new Run(row.get(0), row.get(1), new Token(Long.parseLong(row.get(2)))),
                row.get(3),
                row.get(4),
                Long.parseLong(row.get(5)),
                row.get(6),
                Optional.ofNullable(row.get(7)).map(name -> new TableId(schema, name)),
                attempts.isEmpty()
                        ? List.of()
                        : Arrays.stream(attempts.split(",")).map(Long::valueOf).toList(),
                row.get(9).equals("t"));
    }

    Receipt receipt() {
        return new Receipt(List.of(new FrameCount("", rows, 0)), Optional.empty());
    }

    RememberedOutput remembered() {
        return new RememberedOutput(run, sink, RunCodec.readSlices(slices), receipt());
    }

    boolean isOfRun(Output output) {
        return run.runId().equals(output.run().runId());
    }

    boolean isOfAttempt(Output output) {
        return run.equals(output.run());
    }

    /** Whether it is this output: of this attempt, or of another attempt of the run on exactly the same input. */
    boolean is(Output output) {
        return isOfAttempt(output)
                || (isOfRun(output) && digest.equals(output.digest().hex()));
    }

    /** The staged rows that count, as they stand after FROM. */
    String from(TableId table) {
        var ids = attempts.isEmpty()
                ? "false"
                : Sql.name(CopyWriter.ATTEMPT) + " IN ("
                        + String.join(
                                ", ", attempts.stream().map(String::valueOf).toList()) + ")";
        return table.sql() + " WHERE " + ids;
    }
}
