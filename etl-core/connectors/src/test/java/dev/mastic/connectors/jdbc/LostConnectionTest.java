// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.bookmark.Output;
import dev.mastic.core.bookmark.Run;
import dev.mastic.core.bookmark.Token;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.OutcomeUnknownException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.io.Found;
import dev.mastic.core.io.Sink;
import dev.mastic.core.io.Staged;
import dev.mastic.core.plugin.Registry;
import dev.mastic.testkit.CutProxy;
import dev.mastic.testkit.Inputs;
import dev.mastic.testkit.PostgresExtension;
import dev.mastic.testkit.PostgresExtension.PostgresUrl;
import dev.mastic.testkit.SparkExtension;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Databases that go away in the middle. */
@ExtendWith({PostgresExtension.class, SparkExtension.class})
class LostConnectionTest {
    private static final Output OUTPUT =
            new Output(new Run("job", "r1", new Token(1)), "lake", Inputs.of("a"), Optional.empty());
    private final TestDatabase database;
    private final CutProxy proxy;
    private final SparkSession spark;

    LostConnectionTest(PostgresUrl url, SparkSession spark) {
        this.database = new TestDatabase(url.url());
        this.proxy = database.proxy();
        this.spark = spark;
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
    }

    @Test
    void aReadThatIsCutFailsAndTheNextRunReadsTheSame() {
        database.run(
                "CREATE TABLE orders (id int PRIMARY KEY, padding text)",
                "INSERT INTO orders SELECT i, repeat('x', 200) FROM generate_series(1, 5000) AS s(i)");
        var runs = new Runs(database.through(proxy).source(Map.of("dbtable", "orders", "fetch-size", 100)));
        var slice = runs.slice();
        proxy.cutAfter(200_000);
        assertThatThrownBy(() -> runs.rows(slice).collectAsList()).hasMessageContaining("I/O error");
        assertThat(proxy.hasCut()).isTrue();
        database.run("INSERT INTO orders VALUES (6000)");
        assertThat(runs.ids(slice))
                .isEqualTo(LongStream.rangeClosed(1, 5000).boxed().toList());
        runs.advance(slice);
        assertThat(runs.next()).containsExactly(6000L);
    }

    @Test
    void aDatabaseThatIsNotThereIsNamed() {
        proxy.down();
        var source = database.through(proxy).source(Map.of("dbtable", "orders"));
        assertThatThrownBy(new Runs(source)::slice)
                .isInstanceOf(EtlException.class)
                .hasMessageStartingWith(
                        "Cannot read table public.orders in jdbc:postgresql://localhost:" + proxy.port());
        assertThat(sink().find(OUTPUT)).isInstanceOf(Found.Unknown.class);
    }

    @Test
    void aStageThatIsCutLeavesNothing() {
        proxy.cutAt("COPY");
        assertThatThrownBy(this::stage).isInstanceOf(EtlException.class).hasMessageContaining("Cannot stage rows in");
        assertThat(sink().find(OUTPUT)).isInstanceOf(Found.Absent.class);
        sink().discard(OUTPUT);
        assertThat(database.texts("SELECT relname FROM pg_class WHERE relname LIKE 'mastic_stage%'"))
                .isEmpty();
        stage().commit();
        assertThat(out()).isEqualTo(10);
    }

    @Test
    void aCommitToADatabaseThatHasGoneChangesNothing() {
        var staged = stage();
        proxy.down();
        assertThatThrownBy(staged::commit)
                .isInstanceOf(EtlException.class)
                .isNotInstanceOf(OutcomeUnknownException.class)
                .hasMessageStartingWith("Cannot commit to table public.out in ");
        proxy.heal();
        assertCompleteAndCommit();
    }

    @Test
    void aCommitThatIsCutHalfWayChangesNothing() {
        var staged = stage();
        proxy.cutAt("INSERT INTO");
        assertThatThrownBy(staged::commit)
                .isInstanceOf(EtlException.class)
                .isNotInstanceOf(OutcomeUnknownException.class);
        assertCompleteAndCommit();
    }

    @Test
    void aCommitThatNeverArrivesIsKnownNotToHaveHappened() {
        var staged = stage();
        proxy.cutAt("COMMIT");
        assertThatThrownBy(staged::commit)
                .isInstanceOf(EtlException.class)
                .isNotInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("the connection broke, and nothing was written");
        assertCompleteAndCommit();
    }

    @Test
    void aCommitWhoseAnswerIsLostIsLookedFor() {
        var staged = stage();
        proxy.loseAnswerTo("COMMIT");
        assertThat(staged.commit().rows()).isEqualTo(10);
        assertThat(proxy.hasCut()).isTrue();
        assertThat(staged.commit().rows()).isEqualTo(10);
        assertThat(out()).isEqualTo(10);
    }

    @Test
    void theOutcomeIsUnknownUntilTheDatabaseAnswersAgain() {
        var staged = stage();
        proxy.loseAnswerTo("COMMIT").stayDown();
        assertThatThrownBy(staged::commit)
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("Cannot tell whether run r1 is in table public.out");
        assertThat(sink().find(OUTPUT)).isInstanceOf(Found.Unknown.class);
        proxy.heal();
        assertThat(sink().find(OUTPUT)).isInstanceOf(Found.Committed.class);
        assertThat(out()).isEqualTo(10);
    }

    private void assertCompleteAndCommit() {
        var found = sink().find(OUTPUT);
        assertThat(found).isInstanceOf(Found.Complete.class);
        assertThat(((Found.Complete) found).staged().commit().rows()).isEqualTo(10);
        assertThat(out()).isEqualTo(10);
        assertThat(sink().find(OUTPUT)).isInstanceOf(Found.Committed.class);
    }

    private Sink sink() {
        return database.through(proxy).sink(Map.of("dbtable", "out"));
    }

    private Staged stage() {
        var frame = DynamicFrame.fromDF(
                spark.range(10).toDF("id"), "rows", FrameContext.outsideJobs(Registry.of(List.of())));
        return sink().stage(Frames.of("", frame), OUTPUT);
    }

    private long out() {
        return database.numbers("SELECT count(*) FROM out").get(0);
    }
}
