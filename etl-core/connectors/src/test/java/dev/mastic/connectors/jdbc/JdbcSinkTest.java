// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.bookmark.LeaseLostException;
import dev.mastic.core.bookmark.Output;
import dev.mastic.core.bookmark.Receipt;
import dev.mastic.core.bookmark.Run;
import dev.mastic.core.bookmark.Token;
import dev.mastic.core.failure.CommitRefusedException;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Shapes;
import dev.mastic.core.io.Found;
import dev.mastic.core.io.RememberedOutput;
import dev.mastic.core.io.Sink;
import dev.mastic.core.io.SinkCapability;
import dev.mastic.core.io.Staged;
import dev.mastic.core.plugin.Registry;
import dev.mastic.testkit.Inputs;
import dev.mastic.testkit.PostgresExtension;
import dev.mastic.testkit.PostgresExtension.PostgresUrl;
import dev.mastic.testkit.SparkExtension;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith({PostgresExtension.class, SparkExtension.class})
class JdbcSinkTest {
    private final TestDatabase database;
    private final SparkSession spark;

    JdbcSinkTest(PostgresUrl url, SparkSession spark) {
        this.database = new TestDatabase(url.url());
        this.spark = spark;
    }

    @Test
    void putsRowsInThePlaceOfThoseWithTheirKeys() {
        var sink = upsert(Map.of());
        commit(sink, "r1", 1, "SELECT * FROM VALUES (1, 'a'), (2, 'b') AS t(id, name)");
        commit(sink, "r2", 2, "SELECT * FROM VALUES (2, 'B'), (3, 'c') AS t(id, name)");
        assertThat(out("id || name")).containsExactly("1a", "2B", "3c");
    }

    @Test
    void keepsTheNewestRowOfAKeyByItsSequence() {
        var sink = upsert(Map.of("sequence", "at"));
        commit(sink, "r1", 1, "SELECT * FROM VALUES (1, 5, 'new'), (1, 3, 'old'), (2, 1, 'b') AS t(id, at, name)");
        assertThat(out("id || name")).containsExactly("1new", "2b");
        commit(sink, "r2", 2, "SELECT * FROM VALUES (1, 4, 'late'), (2, 2, 'B') AS t(id, at, name)");
        assertThat(out("id || name")).containsExactly("1new", "2B");
    }

    @Test
    void refusesSeveralRowsOfAKeyWithoutASequence() {
        var sink = upsert(Map.of());
        assertThatThrownBy(() -> stage(sink, "r1", 1, "SELECT * FROM VALUES (1, 'a'), (1, 'b') AS t(id, name)"))
                .isInstanceOf(EtlException.class)
                .hasMessageContaining("several different rows have the key 1");
        commit(sink, "r2", 2, "SELECT * FROM VALUES (1, 'a'), (1, 'a') AS t(id, name)");
        assertThat(out("id || name")).containsExactly("1a");
    }

    @Test
    void upsertsOnlyWhereAnIndexHoldsTheKeys() {
        database.run("CREATE TABLE out (id int, name text)");
        assertThatThrownBy(() -> upsert(Map.of())
                        .check(Shapes.of(
                                "", frame("SELECT 1 AS id, 'a' AS name").schema())))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("no unique index has exactly the columns id");
    }

    @Test
    void replacesAllRowsInOneMoment() {
        var sink = sink(Map.of("mode", "replace"));
        commit(sink, "r1", 1, "SELECT id FROM range(5)");
        stage(sink, "r2", 2, "SELECT 7 AS id");
        assertThat(out("id")).hasSize(5);
        commit(sink, "r3", 3, "SELECT 7L AS id");
        assertThat(out("id")).containsExactly("7");
        commit(sink, "r4", 4, "SELECT id FROM range(0)");
        assertThat(out("id")).isEmpty();
    }

    @Test
    void takesARunBackAndItsRedoToo() {
        var sink = sink(Map.of("run-column", "run"));
        assertThat(sink.capabilities()).contains(SinkCapability.REDO);
        commit(sink, "r1", 1, "SELECT id FROM range(3)");
        commit(sink, "r2", 2, "SELECT 10L AS id");
        redo(sink, "r3", 3, "r1", "SELECT id + 20 AS id FROM range(2)");
        assertThat(out("id || ' ' || run")).containsExactly("10 job/r2", "20 job/r3", "21 job/r3");
        redo(sink, "r4", 4, "r1", "SELECT 30L AS id");
        assertThat(out("id || ' ' || run")).containsExactly("10 job/r2", "30 job/r4");
    }

    @Test
    void refusesToReplaceRowsThatCarryNoRun() {
        var sink = sink(Map.of());
        assertThat(sink.capabilities()).doesNotContain(SinkCapability.REDO);
        assertThatThrownBy(() -> redo(sink, "r2", 2, "r1", "SELECT 1 AS id"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("its rows carry no run");
    }

    @Test
    void refusesToReplaceWithWhatIsOlder() {
        var sink = sink(Map.of("mode", "replace"));
        commit(sink, "r1", 1, "SELECT 1 AS id");
        commit(sink, "r2", 2, "SELECT 2 AS id");
        assertThatThrownBy(() -> redo(sink, "r3", 3, "r1", "SELECT 3 AS id"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("a later run has replaced its rows (got r2)");
        redo(sink, "r4", 4, "r2", "SELECT 4 AS id");
        assertThat(out("id")).containsExactly("4");
    }

    @Test
    void refusesARunThatANewerOneHasOvertaken() {
        var sink = sink(Map.of());
        var paused = stage(sink, "r1", 1, "SELECT 1 AS id");
        commit(sink, "r2", 2, "SELECT 2 AS id");
        assertThatThrownBy(paused::commit).isInstanceOf(LeaseLostException.class);
        assertThat(out("id")).containsExactly("2");
    }

    @Test
    void refusesToCommitWhatASuccessorHasDiscarded() {
        var paused = stage(sink(Map.of()), "r1", 1, "SELECT 1 AS id");
        sink(Map.of()).discard(output("r1", 1, Optional.empty()));
        assertThatThrownBy(paused::commit)
                .isInstanceOf(EtlException.class)
                .hasMessageContaining("was discarded by a later run");
        assertThat(database.has("out")).isFalse();
        assertThat(database.texts("SELECT relname FROM pg_class WHERE relname LIKE 'mastic_stage%'"))
                .isEmpty();
    }

    @Test
    void remembersWhatItsRunsHaveRead() {
        var sink = sink(Map.of());
        var receipt = commit(sink, "r1", 1, "SELECT 1 AS id");
        stage(sink, "r2", 2, "SELECT 2 AS id");
        var first = output("r1", 1, Optional.empty());
        assertThat(sink.outputs("job"))
                .containsExactly(new RememberedOutput(first.run(), "lake", first.slices(), receipt));
    }

    @Test
    void anotherAttemptOnTheSameInputIsTheSameOutput() {
        var sink = sink(Map.of());
        commit(sink, "r1", 1, "SELECT 1 AS id");
        assertThat(sink.find(output("r1", 2, Optional.empty()))).isInstanceOf(Found.Committed.class);
    }

    @Test
    void refusedRowsBecomeFaults() {
        database.run("CREATE TABLE out (id int NOT NULL, name varchar(3))");
        var staged = stage(
                sink(Map.of()),
                "r1",
                1,
                "SELECT * FROM VALUES (1, 'abc'), (NULL, 'x'), (2, 'abcd'), (3, NULL), (4, 'a\\u0000') AS t(id, name)");
        staged.commit();
        assertThat(out("id")).containsExactly("1", "3");
        assertThat(staged.faultSources()).isNotEmpty();
        assertThat(staged.receipt().rows()).isEqualTo(2);
    }

    @Test
    void theDatabaseFillsColumnsThatTheFrameLacks() {
        database.run(
                "CREATE TABLE out (n int GENERATED ALWAYS AS IDENTITY, id int, at timestamptz DEFAULT now(), \"Note\" text)");
        commit(sink(Map.of()), "r1", 1, "SELECT 1 AS id");
        assertThat(out("n || ' ' || (at IS NOT NULL) || ' ' || (\"Note\" IS NULL)"))
                .containsExactly("1 true true");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id int                | SELECT 1L AS id            | column 'id' does not fit without loss (got bigint; expected integer)",
                "id numeric(3,1)       | SELECT 1.25BD AS id        | got decimal(3,2); expected numeric(3,1)",
                "id int                | SELECT 1 AS id, 2 AS nmae  | it has no column 'nmae'",
                "id int, at int NOT NULL | SELECT 1 AS id           | column 'at' takes no null and the frame does not have it",
                "id int GENERATED ALWAYS AS IDENTITY | SELECT 1 AS id | the database itself fills column 'id'",
                "id int[]              | SELECT array(1) AS id      | column 'id' does not fit without loss (got array<int>",
            })
    void refusesColumnsByNameBeforeItReads(String columns, String rows, String message) {
        database.run("CREATE TABLE out (" + columns + ")");
        assertThatThrownBy(() -> sink(Map.of()).check(Shapes.of("", frame(rows).schema())))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("Cannot write to table public.out: ")
                .hasMessageContaining(message);
    }

    @Test
    void refusesATableThatItCannotMake() {
        assertThatThrownBy(() -> sink(Map.of())
                        .check(Shapes.of("", frame("SELECT array(1) AS a").schema())))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("column 'a' does not fit");
        assertThatThrownBy(() -> sink(Map.of("dbtable", "publik.out"))
                        .check(Shapes.of("", frame("SELECT 1 AS a").schema())))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(
                        "there is no schema 'publik' (has: information_schema, public; did you mean 'public'?)");
    }

    @Test
    void namesTheColumnThatTheDatabaseRefuses() {
        database.run("CREATE TABLE out (id int, document jsonb)");
        assertThatThrownBy(() -> stage(sink(Map.of()), "r1", 1, "SELECT 1 AS id, '{' AS document"))
                .isInstanceOf(EtlException.class)
                .hasMessageContaining("column document");
        assertThat(out("id")).isEmpty();
    }

    @Test
    void aRefusalOfTheTargetChangesNothing() {
        database.run("CREATE TABLE out (id int PRIMARY KEY)", "INSERT INTO out VALUES (2)");
        var staged = stage(sink(Map.of()), "r1", 1, "SELECT * FROM VALUES 1, 2, 3 AS t(id)");
        assertThatThrownBy(staged::commit)
                .isInstanceOf(CommitRefusedException.class)
                .hasMessageContaining("Cannot commit to table public.out in jdbc:postgresql://")
                .hasMessageContaining("Key (id)=(2) already exists");
        assertThat(out("id")).containsExactly("2");
        assertThat(sink(Map.of()).find(output("r1", 1, Optional.empty()))).isInstanceOf(Found.Complete.class);
    }

    @ParameterizedTest
    @CsvSource({
        "23502, true",
        "23505, true",
        "22001, true",
        "42703, true",
        "42501, true",
        "P0001, true",
        "08006, false",
        "40001, false",
        "40P01, false",
        "53100, false",
        "55P03, false",
        "57014, false",
        "57P01, false"
    })
    void refusesForGoodOnlyWhatDoesNotPass(String state, boolean forGood) {
        var failure = new PostgresDatabase("jdbc:postgresql://here/db", Optional.empty(), Optional.empty())
                .commitFailure(new TableId("public", "out"), new SQLException("why", state));
        assertThat(failure instanceof CommitRefusedException).isEqualTo(forGood);
        assertThat(failure).hasMessageMatching("Cannot commit to table public.out in jdbc:postgresql://.*: why");
    }

    @ParameterizedTest
    @CsvSource({"append, keys, a", "upsert, run-column, run"})
    void settingsOfOtherModesAreRefused(String mode, String setting, String value) {
        var settings = new HashMap<String, Object>(Map.of("mode", mode, setting, value));
        if (mode.equals("upsert")) {
            assertThatThrownBy(() -> sink(settings))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("needs keys");
            settings.put("keys", "id");
            assertThatThrownBy(() -> sink(settings))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("run-column is of mode append (got mode upsert)");
        } else {
            settings.put("sequence", "at");
            assertThatThrownBy(() -> sink(settings))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("sequence is of mode upsert");
        }
    }

    private Sink upsert(Map<String, ?> more) {
        var settings = new HashMap<String, Object>(more);
        settings.put("mode", "upsert");
        settings.put("keys", "id");
        return sink(settings);
    }

    private Sink sink(Map<String, ?> more) {
        var settings = new HashMap<String, Object>(more);
        settings.putIfAbsent("dbtable", "out");
        return database.sink(settings);
    }

    private Staged stage(Sink sink, String runId, long token, String rows) {
        return sink.stage(Frames.of("", frame(rows)), output(runId, token, Optional.empty()));
    }

    private Receipt commit(Sink sink, String runId, long token, String rows) {
        return stage(sink, runId, token, rows).commit();
    }

    private void redo(Sink sink, String runId, long token, String replaced, String rows) {
        var run = new Run("job", replaced, new Token(0));
        sink.stage(Frames.of("", frame(rows)), output(runId, token, Optional.of(run)))
                .commit();
    }

    private static Output output(String runId, long token, Optional<Run> replaces) {
        return new Output(new Run("job", runId, new Token(token)), "lake", Inputs.of(runId), replaces);
    }

    private DynamicFrame frame(String sql) {
        return DynamicFrame.fromDF(spark.sql(sql), "rows", FrameContext.outsideJobs(Registry.of(List.of())));
    }

    private List<String> out(String expression) {
        return database.texts("SELECT (" + expression + ")::text FROM out ORDER BY 1");
    }
}
