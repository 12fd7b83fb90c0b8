// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.iceberg;

import static dev.mastic.connectors.iceberg.Warehouse.frames;
import static dev.mastic.connectors.iceberg.Warehouse.output;
import static dev.mastic.connectors.iceberg.Warehouse.redo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.mastic.core.bookmark.Output;
import dev.mastic.core.bookmark.Receipt;
import dev.mastic.core.failure.CommitRefusedException;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.io.Found;
import dev.mastic.core.io.RememberedOutput;
import dev.mastic.core.io.Staged;
import dev.mastic.testkit.SparkExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.types.Types;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class IcebergModesTest {
    private final SparkSession spark;

    @TempDir
    private Path folder;

    private Warehouse warehouse;

    IcebergModesTest(SparkSession spark) {
        this.spark = spark;
    }

    @BeforeEach
    void openWarehouse() {
        warehouse = new Warehouse(folder);
    }

    @Test
    void overwritesTheWholeTable() {
        commit("append", rows("(1, 'a'), (2, 'b')"), output("r1", 1));
        commit("overwrite", rows("(3, 'c')"), output("r2", 2));
        assertThat(visible()).containsExactly("3 c");
        commit("overwrite", rows("(3, 'c')").where("false"), output("r3", 3));
        assertThat(visible()).isEmpty();
    }

    @Test
    void anOverwriteTakesAlsoWhatOthersAddInBetween() {
        commit("append", rows("(1, 'a')"), output("r1", 1));
        var staged = stage("overwrite", rows("(3, 'c')"), output("r2", 2));
        warehouse.catalog().beforeNextCommit(() -> warehouse.append(rows("(9, 'x')")));
        staged.commit();
        assertThat(visible()).containsExactly("3 c");
    }

    @Test
    void overwritesThePartitionsThatGetRows() {
        commitTo("overwrite-partitions", rows("(1, 'a'), (2, 'b')"), output("r1", 1));
        commitTo("overwrite-partitions", rows("(3, 'b'), (4, 'c')"), output("r2", 2));
        assertThat(visible()).containsExactly("1 a", "3 b", "4 c");
        commitTo("overwrite-partitions", rows("(3, 'b')").where("false"), output("r3", 3));
        assertThat(visible()).containsExactly("1 a", "3 b", "4 c");
    }

    @Test
    void refusesToOverwritePartitionsThatOthersHaveChanged() {
        commitTo("overwrite-partitions", rows("(1, 'a')"), output("r1", 1));
        warehouse.table().updateSpec().removeField("name").commit();
        assertThatThrownBy(() -> commitTo("overwrite-partitions", rows("(1, 'a')"), output("r2", 2)))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("it holds files from before its partitions were changed")
                .hasMessageContaining("mode = overwrite");
    }

    @Test
    void putsTheOutputOfARunInThePlaceOfAnEarlierOne() {
        commit("append", rows("(1, 'wrong'), (2, 'b')"), output("r1", 1));
        commit("append", rows("(3, 'c')"), output("r2", 2));
        expireAllButTheLast();

        var receipt = commit("append", rows("(1, 'right')"), redo("r3", 3, output("r1", 1)));

        assertThat(receipt.rows()).isEqualTo(1);
        assertThat(visible()).containsExactly("1 right", "3 c");
        commit("append", rows("(7, 'again')"), redo("r4", 4, output("r3", 3)));
        assertThat(visible()).containsExactly("3 c", "7 again");
    }

    @Test
    void refusesToReplaceWhatIsNoLongerThere() {
        commit("append", rows("(1, 'a')"), output("r1", 1));
        commit("overwrite", rows("(2, 'b')"), output("r2", 2));
        assertThatThrownBy(() -> commit("append", rows("(1, 'a')"), redo("r3", 3, output("r1", 1))))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("Cannot replace the output of run r1 in table")
                .hasMessageContaining("(got 0 rows in 0 files; expected 1 in 1)");
        assertThatThrownBy(() -> commit("append", rows("(1, 'a')"), redo("r3", 3, output("r0", 0))))
                .hasMessageContaining("the table knows no output of it");
    }

    @Test
    void refusesAReplacementWhoseRowsOthersTakeAwayMeanwhile() {
        commit("append", rows("(1, 'a')"), output("r1", 1));
        var staged = stage("append", rows("(1, 'b')"), redo("r2", 2, output("r1", 1)));
        warehouse.catalog().beforeNextCommit(() -> warehouse
                .table()
                .newDelete()
                .deleteFromRowFilter(Expressions.alwaysTrue())
                .commit());
        assertThatThrownBy(staged::commit)
                .isInstanceOf(EtlException.class)
                .hasMessageContaining("others have changed it since the rows were staged");
        assertThat(visible()).isEmpty();
        assertThat(warehouse.sink().find(redo("r2", 2, output("r1", 1)))).isInstanceOf(Found.Absent.class);
    }

    @Test
    void remembersWhatItsOutputsHaveRead() {
        var sink = warehouse.sink();
        assertThat(sink.outputs("people-job")).isEmpty();
        commit("append", rows("(1, 'a')"), output("r1", 1));
        commit("append", rows("(2, 'b')").where("false"), output("r2", 2));
        commit("append", rows("(3, 'c')"), output("other-job", "r1", 1, "lake", "x"));
        expireAllButTheLast();
        stage("append", rows("(4, 'd')"), output("r3", 3));

        assertThat(warehouse.sink().outputs("people-job"))
                .extracting(RememberedOutput::run, RememberedOutput::slices)
                .containsExactly(
                        tuple(output("r1", 1).run(), output("r1", 1).slices()),
                        tuple(output("r2", 2).run(), output("r2", 2).slices()));
        assertThat(warehouse.sink().outputs("people-job").get(0).receipt().rows())
                .isEqualTo(1);
    }

    @Test
    void remembersAnOutputWhoseProcessEndedAtItsCommit() throws Exception {
        stage("append", rows("(1, 'a')"), output("r1", 1));
        var note = folder.resolve("lake/people/_mastic/people-job.lake.r1-1.staged");
        ((Found.Complete) warehouse.sink().find(output("r1", 1))).staged().commit();
        Files.createFile(note);
        assertThat(warehouse.sink().outputs("people-job")).hasSize(1);

        commit("append", rows("(2, 'b')"), output("r2", 2));
        expireAllButTheLast();

        assertThat(note).doesNotExist();
        assertThat(warehouse.sink().outputs("people-job")).hasSize(2);
    }

    @Test
    void forgetsWhatADiscardedOutputHasRead() {
        commit("append", rows("(1, 'a')"), output("r1", 1));
        stage("append", rows("(2, 'b')"), output("r2", 2));
        warehouse.sink().discard(output("r2", 2));
        warehouse.sink().discard(output("r1", 1));
        assertThat(warehouse.sink().outputs("people-job")).hasSize(1);
        assertThat(warehouse.allFiles())
                .filteredOn(file -> file.contains("r2-2"))
                .isEmpty();
    }

    @Test
    void givesTheTableNewAndWiderColumnsWithTheRows() {
        commit("append", rows("(1, 'a')"), output("r1", 1));
        var wider = spark.sql("SELECT 5000000000L AS id, 'b' AS name, named_struct('x', 1) AS place");
        var staged = stage(Map.of("schema-change", "evolve"), wider, output("r2", 2));
        assertThat(warehouse.table().schema().columns()).hasSize(2);
        assertThat(staged.rows(LazySpark.of(spark)).get("").schema().names()).containsExactly("id", "name", "place");
        warehouse.catalog().beforeNextCommit(() -> warehouse.append(rows("(9, 'x')")));

        ((Found.Complete) warehouse.sink().find(output("r2", 2))).staged().commit();

        assertThat(warehouse.table().schema().findType("id")).isEqualTo(Types.LongType.get());
        assertThat(visible()).containsExactly("1 a", "9 x", "5000000000 b");
        var nested = spark.sql("SELECT 6 AS id, named_struct('y', 'deep') AS place");
        stage(Map.of("schema-change", "evolve"), nested, output("r3", 3)).commit();
        assertThat(warehouse.visible(spark).where("place.y = 'deep'").count()).isEqualTo(1);
    }

    @Test
    void aDiscardedOutputChangesNoColumns() {
        commit("append", rows("(1, 'a')"), output("r1", 1));
        var more = spark.sql("SELECT 2 AS id, 'b' AS name, 'x' AS more");
        stage(Map.of("schema-change", "evolve"), more, output("r2", 2)).discard();
        assertThat(warehouse.table().schema().columns()).hasSize(2);
    }

    @Test
    void refusesColumnsThatCannotEvolve() {
        commit("append", rows("(1, 'a')"), output("r1", 1));
        assertThatThrownBy(() -> stage(
                        Map.of("schema-change", "evolve"),
                        spark.sql("SELECT 1 AS id, 2 AS name, 3 AS more"),
                        output("r2", 2)))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("column 'name' does not fit without loss (got int; expected string)");
        assertThatThrownBy(() -> commit("append", spark.sql("SELECT 1 AS id, 3 AS more"), output("r2", 2)))
                .hasMessageContaining("the table has no column 'more'")
                .hasMessageContaining("schema-change = evolve");
    }

    @Test
    void refusesACommitToATableThatHasLostAColumn() {
        commit("append", rows("(1, 'a')"), output("r1", 1));
        var staged = stage("append", rows("(2, 'b')"), output("r2", 2));
        warehouse
                .catalog()
                .beforeNextCommit(() ->
                        warehouse.table().updateSchema().deleteColumn("name").commit());
        assertThatThrownBy(staged::commit)
                .isInstanceOf(CommitRefusedException.class)
                .hasMessageContaining("column 'name' has gone or has another name");
        assertThat(warehouse.visible(spark).count()).isEqualTo(1);
        assertThat(warehouse.sink().find(output("r2", 2))).isInstanceOf(Found.Absent.class);
    }

    @Test
    void takesAColumnThatOthersAddMeanwhile() {
        commit("append", rows("(1, 'a')"), output("r1", 1));
        var staged = stage("append", rows("(2, 'b')"), output("r2", 2));
        warehouse.catalog().beforeNextCommit(() -> warehouse
                .table()
                .updateSchema()
                .addColumn("more", Types.StringType.get())
                .commit());
        staged.commit();
        assertThat(visible()).containsExactly("1 a", "2 b");
    }

    @Test
    void refusesSettingsThatDoNotGoTogether() {
        assertThatThrownBy(() -> stage(Map.of("keys", "id"), rows("(1, 'a')"), output("r1", 1)))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("'keys' does not go with this mode: only upsert and apply-changes look at keys");
        assertThatThrownBy(() -> stage(Map.of("mode", "upsert"), rows("(1, 'a')"), output("r1", 1)))
                .hasMessageContaining("the mode needs keys");
        assertThatThrownBy(
                        () -> stage(Map.of("mode", "apply-changes", "keys", "id"), rows("(1, 'a')"), output("r1", 1)))
                .hasMessageContaining("apply-changes needs a sequence");
    }

    private Dataset<Row> rows(String values) {
        return spark.sql("SELECT * FROM VALUES " + values + " AS t(id, name)").coalesce(1);
    }

    private Staged stage(Map<String, ?> settings, Dataset<Row> rows, Output output) {
        var all = new HashMap<String, Object>(settings);
        all.put("table", "lake.people");
        return warehouse.sink(all).stage(frames(rows), output);
    }

    private Staged stage(String mode, Dataset<Row> rows, Output output) {
        return stage(Map.of("mode", mode), rows, output);
    }

    private Receipt commit(String mode, Dataset<Row> rows, Output output) {
        return stage(mode, rows, output).commit();
    }

    private Receipt commitTo(String mode, Dataset<Row> rows, Output output) {
        return stage(Map.of("mode", mode, "partition-by", List.of("name")), rows, output)
                .commit();
    }

    private void expireAllButTheLast() {
        warehouse
                .table()
                .expireSnapshots()
                .expireOlderThan(Long.MAX_VALUE)
                .retainLast(1)
                .commit();
    }

    private List<String> visible() {
        return warehouse
                .visible(spark)
                .orderBy("id")
                .selectExpr("concat(id, ' ', name)")
                .as(Encoders.STRING())
                .collectAsList();
    }
}
