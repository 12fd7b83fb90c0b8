// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.bookmark.Output;
import dev.mastic.core.bookmark.Run;
import dev.mastic.core.bookmark.Token;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.io.Found;
import dev.mastic.core.plugin.Registry;
import dev.mastic.testkit.Inputs;
import dev.mastic.testkit.PostgresExtension;
import dev.mastic.testkit.PostgresExtension.PostgresUrl;
import dev.mastic.testkit.SparkExtension;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A commit that stops in the middle, as under SIGSTOP: its transaction is open and nothing more comes. Waits for the server's timeout. */
@ExtendWith({PostgresExtension.class, SparkExtension.class})
class PausedCommitIT {
    private static final Output OUTPUT =
            new Output(new Run("job", "r1", new Token(1)), "lake", Inputs.of("a"), Optional.empty());
    private final TestDatabase database;

    PausedCommitIT(PostgresUrl url) {
        database = new TestDatabase(url.url());
    }

    @Tag("chaos")
    @Test
    void isTakenBackByTheServerAndFoundComplete(SparkSession spark) throws SQLException {
        var sink = database.sink(Map.of("dbtable", "out"));
        var frame = DynamicFrame.fromDF(
                spark.range(10).toDF("id"), "rows", FrameContext.outsideJobs(Registry.of(List.of())));
        sink.stage(Frames.of("", frame), OUTPUT);
        var paused = new PostgresDatabase(database.url(), Optional.empty(), Optional.empty()).open();
        var commits = new CommitTable(paused, TableId.parse("out"));
        commits.lock(OUTPUT);
        commits.commit(OUTPUT);
        assertThat(sink.find(OUTPUT)).isInstanceOf(Found.Complete.class);
        assertThatThrownBy(paused::commit).isInstanceOf(SQLException.class);
        assertThat(((Found.Complete) sink.find(OUTPUT)).staged().commit().rows())
                .isEqualTo(10);
        assertThat(database.numbers("SELECT count(*) FROM out")).containsExactly(10L);
    }
}
