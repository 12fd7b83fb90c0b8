// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.iceberg;

import static dev.mastic.connectors.iceberg.Warehouse.frames;
import static dev.mastic.connectors.iceberg.Warehouse.output;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.bookmark.LeaseLostException;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.io.Found;
import dev.mastic.core.io.Sink;
import dev.mastic.core.io.Staged;
import dev.mastic.testkit.SparkExtension;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class IcebergMergeTest {
    private static final StructType EVENTS = new StructType()
            .add("id", DataTypes.IntegerType)
            .add("seq", DataTypes.LongType)
            .add("op", DataTypes.StringType)
            .add("name", DataTypes.StringType);
    private static final Map<String, Object> UPSERT = Map.of("mode", "upsert", "keys", "id");
    private static final Map<String, Object> LATEST = Map.of("mode", "upsert", "keys", "id", "sequence", "seq");
    private static final Map<String, Object> CHANGES =
            Map.of("mode", "apply-changes", "keys", "id", "sequence", "seq", "operation", "op");
    private static final Map<String, Object> HISTORY =
            Map.of("mode", "apply-changes", "keys", "id", "sequence", "seq", "operation", "op", "scd", 2);

    private final SparkSession spark;

    @TempDir
    private Path folder;

    private Warehouse warehouse;
    private long runs;

    IcebergMergeTest(SparkSession spark) {
        this.spark = spark;
    }

    @BeforeEach
    void openWarehouse() {
        warehouse = new Warehouse(folder);
    }

    @Test
    void putsEachRowInThePlaceOfTheOneWithItsKey() {
        var first = commit(UPSERT, people("(1, 'a'), (2, 'b')"));
        assertThat(first.receipt().rows()).isEqualTo(2);
        commit(UPSERT, people("(2, 'B'), (3, 'c')"));
        assertThat(people()).containsExactly("1 a", "2 B", "3 c");
        commit(UPSERT, people("(2, 'x')").where("false"));
        assertThat(people()).containsExactly("1 a", "2 B", "3 c");
    }

    @Test
    void takesOneOfSeveralRowsOfAKeyWhateverTheirOrder() {
        commit(UPSERT, people("(1, 'a'), (1, 'b'), (1, 'c')"));
        var here = people();
        commit(UPSERT, people("(1, 'c'), (1, 'a'), (1, 'b')").repartition(3));
        assertThat(people()).hasSize(1).isEqualTo(here);
    }

    @Test
    void writesOnlyTheFilesAnewThatHoldTouchedKeys() {
        commit(Map.of("mode", "append"), spark.range(0, 1000, 1, 4).selectExpr("cast(id AS int) id", "'old' AS name"));
        var before = warehouse.table().currentSnapshot();
        commit(UPSERT, people("(7, 'new')"));
        var summary = warehouse.table().currentSnapshot().summary();
        assertThat(summary).containsEntry("deleted-data-files", "1").containsEntry("mastic.rows", "1");
        assertThat(warehouse.visible(spark).count()).isEqualTo(1000);
        assertThat(warehouse.visible(spark).where("name = 'new'").count()).isEqualTo(1);
        assertThat(before.summary()).containsEntry("total-data-files", "4");
    }

    @Test
    void lateRowsLoseAgainstNewerOnesInTheTable() {
        commit(LATEST, events("1 5 - new", "2 5 - b"));
        commit(LATEST, events("1 4 - old", "2 6 - B"));
        assertThat(warehouse
                        .visible(spark)
                        .orderBy("id")
                        .select("name")
                        .as(Encoders.STRING())
                        .collectAsList())
                .containsExactly("new", "B");
    }

    @Test
    void aLateEventDoesNotBringADeletedRowBack() {
        commit(CHANGES, events("1 1 I a", "2 1 I b"));
        commit(CHANGES, events("1 5 D -"));
        commit(CHANGES, events("1 3 U late", "3 1 d -"));
        assertThat(state("name")).containsExactly("2 1 b");
        commit(CHANGES, events("1 7 u again", "3 0 c late"));
        assertThat(state("name")).containsExactly("1 7 again", "2 1 b");
    }

    @Test
    void keepsTheNewestStateWhateverTheOrderOfEvents() {
        long seed = Long.getLong("mastic.seed", System.nanoTime());
        var events = randomEvents(new Random(seed));
        inRandomBatches(CHANGES, events, new Random(seed));
        assertThat(state("name")).as("repeat with -Dmastic.seed=%s", seed).isEqualTo(new EventModel(events).latest());
    }

    @Test
    void keepsTheWholeHistoryWhateverTheOrderOfEvents() {
        long seed = Long.getLong("mastic.seed", System.nanoTime());
        var events = randomEvents(new Random(seed));
        inRandomBatches(HISTORY, events, new Random(seed));
        assertThat(state("concat_ws(' ', name, valid_from, coalesce(valid_to, '-'), is_current)"))
                .as("repeat with -Dmastic.seed=%s", seed)
                .isEqualTo(new EventModel(events).history());
    }

    @Test
    void namesTheColumnsOfTheHistory() {
        var settings = new HashMap<>(HISTORY);
        settings.putAll(Map.of("valid-from", "since", "valid-to", "until", "is-current", "now", "delete-when", "x"));
        commit(settings, events("1 1 I a", "1 4 X -"));
        assertThat(warehouse.visible(spark).columns()).containsExactly("id", "seq", "name", "since", "until", "now");
        assertThat(state("concat_ws(' ', since, until, now)")).containsExactly("1 1 1 4 false");
    }

    @Test
    void refusesRowsWithoutKeySequenceOrOperationAsFaults() {
        var rows = events("1 1 I a", "2 2 ? b")
                .unionAll(spark.createDataFrame(
                        List.of(RowFactory.create(null, 1L, "I", "c"), RowFactory.create(3, null, "I", "d")), EVENTS));
        var staged = stage(CHANGES, rows);
        assertThat(staged.receipt().rows()).isEqualTo(1);
        assertThat(staged.faultSources())
                .filteredOn(source -> source.signalled())
                .hasSize(3);
        var reasons = staged.faultSources().stream()
                .flatMap(source -> source.faults().select("column", "reason").collectAsList().stream())
                .map(row -> row.getString(0) + ": " + row.getString(1))
                .toList();
        assertThat(reasons)
                .anyMatch(reason -> reason.startsWith("id: a key is null"))
                .anyMatch(reason -> reason.startsWith("seq: the sequence is null"))
                .anyMatch(reason -> reason.startsWith("op: no such operation"));
    }

    @Test
    void showsTheEventsThatAreStagedAndCommitsThemInAnotherProcess() {
        commit(CHANGES, events("1 1 I a"));
        stage(CHANGES, events("1 2 D -", "2 1 I b"));
        var found = ((Found.Complete) sink(CHANGES).find(output("r" + runs, runs))).staged();
        assertThat(found.rows(LazySpark.of(spark)).get("").count()).isEqualTo(1);
        assertThat(found.receipt().rows()).isEqualTo(2);
        found.commit();
        assertThat(state("name")).containsExactly("2 1 b");
        assertThat(warehouse.files()).noneMatch(file -> file.contains(".events/"));
        commit(CHANGES, events("1 1 I late"));
        assertThat(state("name")).containsExactly("2 1 b");
    }

    @Test
    void leavesNothingOfADiscardedMerge() {
        commit(CHANGES, events("1 1 I a"));
        var before = warehouse.allFiles();
        stage(CHANGES, events("1 2 D -", "2 1 I b")).discard();
        assertThat(warehouse.allFiles()).isEqualTo(before);
        assertThat(state("name")).containsExactly("1 1 a");
    }

    @Test
    void refusesToMergeWhenOthersAddRowsOfTheSameKeys() {
        commit(UPSERT, people("(1, 'a'), (5, 'e')"));
        var staged = stage(UPSERT, people("(1, 'A'), (5, 'E')"));
        warehouse.catalog().beforeNextCommit(() -> warehouse.append(people("(3, 'x')")));
        assertThatThrownBy(staged::commit)
                .isInstanceOf(EtlException.class)
                .hasMessageContaining("others have changed it since the rows were staged");
        assertThat(people()).containsExactly("1 a", "3 x", "5 e");
        assertThat(sink(UPSERT).find(output("r" + runs, runs))).isInstanceOf(Found.Absent.class);
        commit(UPSERT, people("(1, 'A'), (5, 'E')"));
        assertThat(people()).containsExactly("1 A", "3 x", "5 E");
    }

    @Test
    void mergesBesideOthersWhoAddRowsOfOtherKeys() {
        commit(UPSERT, people("(1, 'a'), (5, 'e')"));
        var staged = stage(UPSERT, people("(1, 'A'), (5, 'E')"));
        warehouse.catalog().beforeNextCommit(() -> warehouse.append(people("(9, 'x')")));
        staged.commit();
        assertThat(people()).containsExactly("1 A", "5 E", "9 x");
    }

    @Test
    void refusesAMergeThatANewerRunOvertakes() {
        var paused = stage(UPSERT, people("(1, 'old')"));
        var newer = stage(UPSERT, people("(2, 'new')"));
        warehouse.catalog().beforeNextCommit(newer::commit);
        assertThatThrownBy(paused::commit).isInstanceOf(LeaseLostException.class);
        assertThat(people()).containsExactly("2 new");
    }

    @Test
    void mergesIntoTablesOfPartitionsAndNewColumns() {
        var settings = new HashMap<>(UPSERT);
        settings.putAll(Map.of("partition-by", List.of("name"), "schema-change", "evolve"));
        commit(settings, people("(1, 'a'), (2, 'b')"));
        commit(settings, people("(1, 'b')").selectExpr("id", "name", "'x' AS more"));
        assertThat(people()).containsExactly("1 b", "2 b");
        assertThat(warehouse.visible(spark).where("more = 'x'").count()).isEqualTo(1);
    }

    @Test
    void refusesColumnsThatDoNotFitTheirPart() {
        assertThatThrownBy(() -> stage(Map.of("mode", "upsert", "keys", "ids"), people("(1, 'a')")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("no column 'ids'")
                .hasMessageContaining("did you mean 'id'?");
        assertThatThrownBy(() -> stage(HISTORY, events("1 1 I a").withColumnRenamed("name", "valid_to")))
                .hasMessageContaining("the frame has a column 'valid_to', which the history needs");
        commit(CHANGES, events("1 1 D a"));
        var others = new HashMap<>(CHANGES);
        others.put("keys", List.of("id", "name"));
        assertThatThrownBy(() -> stage(others, events("1 1 I a")))
                .hasMessageContaining("it remembers deletes by other columns (got id, name, seq; expected keys and"
                        + " sequence id, seq)");
    }

    private static List<EventModel.Event> randomEvents(Random random) {
        var events = new ArrayList<EventModel.Event>();
        for (int i = 0; i < 40; i++) {
            int id = random.nextInt(6);
            long seq = random.nextInt(12);
            var op = List.of("I", "U", "D").get((int) ((id * 7 + seq * 3) % 3));
            events.add(new EventModel.Event(id, seq, op, "n" + id + "-" + seq));
        }
        Collections.shuffle(events, random);
        return events;
    }

    private void inRandomBatches(Map<String, Object> settings, List<EventModel.Event> events, Random random) {
        for (int from = 0; from < events.size(); ) {
            int to = Math.min(events.size(), from + 5 + random.nextInt(20));
            var rows = events.subList(from, to).stream()
                    .map(event -> RowFactory.create(event.id(), event.seq(), event.op(), event.name()))
                    .toList();
            commit(settings, spark.createDataFrame(rows, EVENTS));
            from = to;
        }
    }

    /** Each text is id, sequence, operation and name; a dash is null. */
    private Dataset<Row> events(String... written) {
        var rows = new ArrayList<Row>();
        for (var text : written) {
            var parts = text.split(" ");
            rows.add(RowFactory.create(
                    Integer.parseInt(parts[0]),
                    Long.parseLong(parts[1]),
                    parts[2].equals("-") ? null : parts[2],
                    parts[3].equals("-") ? null : parts[3]));
        }
        return spark.createDataFrame(rows, EVENTS);
    }

    private Dataset<Row> people(String values) {
        return spark.sql("SELECT * FROM VALUES " + values + " AS t(id, name)");
    }

    private Sink sink(Map<String, ?> settings) {
        var all = new HashMap<String, Object>(settings);
        all.put("table", "lake.people");
        return warehouse.sink(all);
    }

    private Staged stage(Map<String, ?> settings, Dataset<Row> rows) {
        runs++;
        return sink(settings).stage(frames(rows), output("r" + runs, runs));
    }

    private Staged commit(Map<String, ?> settings, Dataset<Row> rows) {
        var staged = stage(settings, rows);
        staged.commit();
        return staged;
    }

    private List<String> people() {
        return texts("concat_ws(' ', id, name)");
    }

    private List<String> state(String more) {
        return texts("concat_ws(' ', id, seq, " + more + ")");
    }

    private List<String> texts(String expression) {
        return warehouse.visible(spark).selectExpr(expression).as(Encoders.STRING()).collectAsList().stream()
                .sorted()
                .toList();
    }
}
