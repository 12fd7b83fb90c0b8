// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.iceberg;

import static dev.mastic.connectors.iceberg.Warehouse.frames;
import static dev.mastic.connectors.iceberg.Warehouse.output;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.bookmark.FrameCount;
import dev.mastic.core.bookmark.LeaseLostException;
import dev.mastic.core.bookmark.Output;
import dev.mastic.core.bookmark.Receipt;
import dev.mastic.core.bookmark.Run;
import dev.mastic.core.bookmark.Token;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.ExitCode;
import dev.mastic.core.failure.OutcomeUnknownException;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.io.Found;
import dev.mastic.core.io.Staged;
import dev.mastic.testkit.SparkExtension;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class IcebergCommitTest {
    private final SparkSession spark;

    @TempDir
    private Path folder;

    private Warehouse warehouse;

    IcebergCommitTest(SparkSession spark) {
        this.spark = spark;
    }

    @BeforeEach
    void openWarehouse() {
        warehouse = new Warehouse(folder);
    }

    @Test
    void commitsTwiceWithoutHarm() {
        var staged = stage(people(3), output("r1", 1));
        var receipt = staged.commit();

        assertThat(staged.commit()).isEqualTo(receipt);

        assertThat(warehouse.visible(spark).count()).isEqualTo(3);
        assertThat(warehouse.table().history()).hasSize(1);
        assertThat(warehouse.files()).hasSize((int) receipt.files());
    }

    @Test
    void dropsTheFilesOfASecondAttemptOfACommittedRun() {
        var receipt = commit(people(3), output("r1", 1));
        var again = stage(people(3), output("people-job", "r1", 2, "lake", "d1"));

        assertThat(again.commit()).isEqualTo(receipt);

        assertThat(warehouse.visible(spark).count()).isEqualTo(3);
        assertThat(warehouse.files()).hasSize((int) receipt.files());
    }

    @Test
    void keepsTheRowsOfOthersWhoCommitInBetween() {
        stage(people(1), output("r0", 0)).commit();
        var staged = stage(people(3), output("r1", 1));
        others(people(10));

        staged.commit();

        assertThat(warehouse.visible(spark).count()).isEqualTo(14);
    }

    @Test
    void startsOverWhenSomebodyCommitsAtTheSameMoment() {
        var staged = stage(people(3), output("r1", 1));
        warehouse.catalog().beforeNextCommit(() -> others(people(10)));

        var receipt = staged.commit();

        assertThat(warehouse.visible(spark).count()).isEqualTo(13);
        assertThat(receipt.snapshotId())
                .contains(Long.toString(warehouse.table().currentSnapshot().snapshotId()));
        assertThat(found(output("r1", 1))).isEqualTo(new Found.Committed(receipt));
    }

    @Test
    void refusesARunWhoseLeaseANewerRunHasTaken() {
        var paused = stage(people(3), output("r1", 1));
        commit(people(5), output("r2", 2));

        assertThatThrownBy(paused::commit)
                .isInstanceOf(LeaseLostException.class)
                .hasMessageContaining("run r1");
        assertThat(warehouse.visible(spark).count()).isEqualTo(5);
    }

    @Test
    void refusesARunThatIsOvertakenAtTheMomentOfItsCommit() {
        var paused = stage(people(3), output("r1", 1));
        var newer = stage(people(5), output("r2", 2));
        warehouse.catalog().beforeNextCommit(newer::commit);

        assertThatThrownBy(paused::commit).isInstanceOf(LeaseLostException.class);
        assertThat(warehouse.visible(spark).count()).isEqualTo(5);
    }

    @Test
    void refusesARunThatAnEmptyNewerRunOvertakes() {
        var paused = stage(people(3), output("r1", 1));
        var newer = stage(people(0), output("r2", 2));
        warehouse.catalog().beforeNextCommit(newer::commit);

        assertThatThrownBy(paused::commit).isInstanceOf(LeaseLostException.class);
        assertThat(warehouse.visible(spark).count()).isZero();
    }

    @Test
    void refusesAnEmptyRunThatIsOvertaken() {
        var paused = stage(people(0), output("r1", 1));
        var newer = stage(people(5), output("r2", 2));
        warehouse.catalog().beforeNextCommit(newer::commit);

        assertThatThrownBy(paused::commit).isInstanceOf(LeaseLostException.class);
        assertThat(warehouse.sink().latest("people-job"))
                .contains(output("r2", 2).run());
    }

    @Test
    void addsAnOutputOnceThoughTwoProcessesCommitIt() {
        var output = output("r1", 1);
        stage(people(3), output);
        var here = ((Found.Complete) found(output)).staged();
        var there = ((Found.Complete) found(output)).staged();
        warehouse.catalog().beforeNextCommit(there::commit);

        var receipt = here.commit();

        assertThat(warehouse.visible(spark).count()).isEqualTo(3);
        assertThat(found(output)).isEqualTo(new Found.Committed(receipt));
    }

    @Test
    void refusesAnotherOutputUnderTheSameRunId() {
        commit(people(3), output("r1", 1));
        var other = stage(people(5), output("r1", 2));

        assertThatThrownBy(other::commit)
                .isInstanceOf(EtlException.class)
                .hasMessage("Cannot commit sink 'lake' of run r1: the table holds another output of this run "
                        + "(got input " + output("r1", 2).digest().hex() + "; expected "
                        + output("r1", 1).digest().hex() + "): start it under a new run id");
    }

    @Test
    void letsJobsAndSinksWriteToOneTable() {
        commit(people(1), output("a", "r1", 5, "lake", "d"));
        commit(people(2), output("a", "r1", 5, "pond", "d"));
        commit(people(4), output("a.lake", "r1", 1, "x", "d"));
        commit(people(8), output("b", "r1", 1, "lake", "d"));

        assertThat(warehouse.visible(spark).count()).isEqualTo(15);
        assertThat(warehouse.sink().latest("a")).contains(new Run("a", "r1", new Token(5)));
        assertThat(warehouse.sink().latest("a.lake")).contains(new Run("a.lake", "r1", new Token(1)));
        assertThat(warehouse.sink().latest("lake")).isEmpty();
    }

    @Test
    void saysThatTheOutcomeIsUnknownAndFindsItLater() {
        var staged = stage(people(3), output("r1", 1));
        warehouse.catalog().afterNextCommit(() -> {
            throw new CommitStateUnknownException(new IOException("connection reset"));
        });

        assertThatThrownBy(staged::commit)
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("Cannot tell whether run r1 is in table")
                .hasMessageContaining("connection reset")
                .satisfies(e -> assertThat(((EtlException) e).exitCode()).isEqualTo(ExitCode.OUTCOME_UNKNOWN));
        assertThat(found(output("r1", 1))).isInstanceOf(Found.Committed.class);
        assertThat(staged.commit().rows()).isEqualTo(3);
        assertThat(warehouse.visible(spark).count()).isEqualTo(3);
    }

    @Test
    void remembersTheLastRunInATableProperty() {
        commit(people(1), output("r1", 1));
        commit(people(2), output("r2", 2));

        assertThat(warehouse.table().properties().get("mastic.run.people-job.lake"))
                .contains(
                        "\"runId\":\"r2\"",
                        "\"token\":2",
                        "\"rows\":2",
                        "\"digest\":\"" + output("r2", 2).digest().hex() + "\"");
        assertThat(warehouse.sink().latest("people-job"))
                .contains(output("r2", 2).run());
        assertThat(found(output("r1", 1))).isInstanceOf(Found.Committed.class);
    }

    @Test
    void knowsACommittedRunWhenItsSnapshotHasExpired() {
        var receipt = commit(people(3), output("r1", 1));
        others(people(1));
        warehouse
                .table()
                .expireSnapshots()
                .expireSnapshotId(Long.parseLong(receipt.snapshotId().orElseThrow()))
                .commit();
        assertThat(warehouse.table().history()).hasSize(1);

        assertThat(found(output("r1", 1))).isEqualTo(new Found.Committed(receipt));
        assertThat(warehouse.sink().latest("people-job"))
                .contains(output("r1", 1).run());
    }

    @Test
    void commitsAnEmptyOutputWithoutASnapshot() {
        var staged = stage(people(0), output("r1", 1));
        assertThat(staged.receipt().written()).containsExactly(new FrameCount("", 0, 0));
        assertThat(staged.rows(LazySpark.of(spark)).get("").count()).isZero();
        assertThat(found(output("r1", 1))).isInstanceOf(Found.Complete.class);

        var receipt = staged.commit();

        assertThat(receipt.snapshotId()).isEmpty();
        assertThat(warehouse.table().snapshots()).isEmpty();
        assertThat(found(output("r1", 1))).isEqualTo(new Found.Committed(receipt));
        assertThat(staged.commit()).isEqualTo(receipt);
        assertThat(warehouse.files()).isEmpty();
    }

    @Test
    void commitsAnEmptyOutputBesideOthers() {
        stage(people(1), output("r0", 0)).commit();
        var staged = stage(people(0), output("r1", 1));
        warehouse.catalog().beforeNextCommit(() -> others(people(10)));

        staged.commit();

        assertThat(warehouse.visible(spark).count()).isEqualTo(11);
        assertThat(warehouse.sink().latest("people-job"))
                .contains(output("r1", 1).run());
    }

    @Test
    void refusesAPropertyOfANewerMastic() {
        commit(people(1), output("r1", 1));
        warehouse
                .table()
                .updateProperties()
                .set("mastic.run.people-job.lake", "{\"version\":2,\"run\":7}")
                .commit();

        assertThatThrownBy(() -> warehouse.sink().latest("people-job"))
                .isInstanceOf(EtlException.class)
                .hasMessageContaining("written by another version of Mastic");
    }

    private Dataset<Row> people(int count) {
        return spark.range(0, count, 1, 2).selectExpr("id", "concat('p', id) AS name");
    }

    private Staged stage(Dataset<Row> rows, Output output) {
        return warehouse.sink().stage(frames(rows), output);
    }

    private Receipt commit(Dataset<Row> rows, Output output) {
        return stage(rows, output).commit();
    }

    /** As another process sees it. */
    private Found found(Output output) {
        return warehouse.sink().find(output);
    }

    private void others(Dataset<Row> rows) {
        warehouse.append(rows);
    }
}
