// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mastic.core.bookmark.FrameCount;
import dev.mastic.core.bookmark.Output;
import dev.mastic.core.bookmark.Receipt;
import dev.mastic.core.bookmark.Run;
import dev.mastic.core.bookmark.Token;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.io.Found;
import dev.mastic.core.io.RememberedOutput;
import dev.mastic.core.io.Sink;
import dev.mastic.core.io.SinkCapability;
import dev.mastic.core.io.Staged;
import dev.mastic.core.plugin.Registry;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What every sink that adds rows must hold. Frames have the columns {@code id long, name string}; each question is
 * asked of a fresh instance, as a process that recovers would ask it.
 */
@ExtendWith(SparkExtension.class)
public abstract class SinkContract {
    private static final StructType SCHEMA =
            new StructType().add("id", DataTypes.LongType).add("name", DataTypes.StringType);

    /** A new instance on the target of this test, which is empty when the test begins. */
    protected abstract Sink open();

    /**
     * The ids that readers see in the target, sorted; empty if the target does not exist.
     *
     * @param frame the name under which the rows were staged
     */
    protected abstract List<Long> visible(SparkSession spark, String frame);

    /** The same with the mode in which its output takes the place of all rows; nothing if it has no such mode. */
    protected Optional<Sink> openReplacing() {
        return Optional.empty();
    }

    /**
     * The same, partitioned by {@code name}, with the mode in which its output takes the place of the rows in the
     * partitions that it has rows in; nothing if it has no such mode.
     */
    protected Optional<Sink> openReplacingPartitions() {
        return Optional.empty();
    }

    /** Whether the target keeps what the runs have read. */
    protected boolean remembersInputs() {
        return false;
    }

    /** Whether the target consists of files, which are counted. */
    protected boolean writesFiles() {
        return true;
    }

    /** Whether what is staged can be read before it is visible; else {@link Staged#rows} refuses by a {@link UsageException}. */
    protected boolean readsBack() {
        return true;
    }

    /** A frame of ids; each test row's name is {@code n<id>}. */
    protected static DynamicFrame frame(SparkSession spark, long... ids) {
        var rows = LongStream.of(ids)
                .mapToObj(id -> RowFactory.create(id, "n" + id))
                .toList();
        return frame(spark.createDataFrame(rows, SCHEMA).repartition(2));
    }

    /** A frame outside any job. */
    protected static DynamicFrame frame(Dataset<Row> rows) {
        return DynamicFrame.fromDF(rows, "people", FrameContext.outsideJobs(Registry.of(List.of())));
    }

    /** The identity of what a sink writes in a run. */
    protected static Output output(String job, String runId, long token, String sink) {
        var run = new Run(job, runId, new Token(token));
        return new Output(run, sink, List.of(), Optional.empty());
    }

    @Test
    protected void stagedRowsAreSeenByNobody(SparkSession spark) {
        var staged = open().stage(Frames.of("", frame(spark, 1, 2, 3)), output("job", "r1", 1, "lake"));
        assertThat(visible(spark, "")).isEmpty();
        assertThat(staged.receipt().written()).extracting(FrameCount::rows).containsExactly(3L);
        assertThat(open().latest("job")).isEmpty();
    }

    @Test
    protected void commitMakesExactlyTheStagedRowsVisible(SparkSession spark) {
        var staged = open().stage(Frames.of("", frame(spark, 1, 2, 3)), output("job", "r1", 1, "lake"));
        var receipt = staged.commit();
        assertThat(visible(spark, "")).containsExactly(1L, 2L, 3L);
        assertThat(receipt.rows()).isEqualTo(3);
        assertThat(receipt.written()).extracting(FrameCount::frame).containsExactly("");
        assertThat(receipt.files() > 0).isEqualTo(writesFiles());
    }

    @Test
    protected void stagedRowsCanBeReadBack(SparkSession spark) {
        var staged = open().stage(Frames.of("", frame(spark, 1, 2, 3)), output("job", "r1", 1, "lake"));
        if (!readsBack()) {
            assertThatThrownBy(() -> staged.rows(LazySpark.of(spark))).isInstanceOf(UsageException.class);
            return;
        }
        var back = staged.rows(LazySpark.of(spark)).get("");
        assertThat(back.schema()).isEqualTo(frame(spark).schema());
        assertThat(back.toDF().collectAsList())
                .containsExactlyInAnyOrder(
                        RowFactory.create(1L, "n1"), RowFactory.create(2L, "n2"), RowFactory.create(3L, "n3"));
    }

    @Test
    protected void restoringATargetThatIsKnownIsHarmless(SparkSession spark) {
        open().restore();
        var output = output("job", "r1", 1, "lake");
        open().stage(Frames.of("", frame(spark, 1, 2)), output).commit();
        open().restore();
        assertThat(open().find(output)).isInstanceOf(Found.Committed.class);
        assertThat(visible(spark, "")).containsExactly(1L, 2L);
    }

    @Test
    protected void committingTwiceIsHarmless(SparkSession spark) {
        var output = output("job", "r1", 1, "lake");
        var staged = open().stage(Frames.of("", frame(spark, 1, 2)), output);
        var receipt = staged.commit();
        assertThat(staged.commit()).isEqualTo(receipt);
        assertThat(visible(spark, "")).containsExactly(1L, 2L);
    }

    @Test
    protected void laterRunsAddTheirRows(SparkSession spark) {
        open().stage(Frames.of("", frame(spark, 1, 2)), output("job", "r1", 1, "lake"))
                .commit();
        open().stage(Frames.of("", frame(spark, 2, 3)), output("job", "r2", 2, "lake"))
                .commit();
        assertThat(visible(spark, "")).containsExactly(1L, 2L, 2L, 3L);
    }

    @Test
    protected void freshInstancesFindWhatThereIs(SparkSession spark) {
        var output = output("job", "r1", 1, "lake");
        assertThat(open().find(output)).isInstanceOf(Found.Absent.class);

        var receipt = open().stage(Frames.of("", frame(spark, 1, 2)), output).receipt();
        var found = open().find(output);
        assertThat(found).isInstanceOf(Found.Complete.class);
        var complete = ((Found.Complete) found).staged();
        assertThat(complete.receipt()).isEqualTo(receipt);
        if (readsBack()) {
            assertThat(complete.rows(LazySpark.of(spark)).get("").count()).isEqualTo(2);
        }

        var committed = complete.commit();
        assertThat(rows(committed)).isEqualTo(rows(receipt));
        assertThat(open().find(output)).isEqualTo(new Found.Committed(committed));
        assertThat(visible(spark, "")).containsExactly(1L, 2L);
    }

    @Test
    protected void discardLeavesNothing(SparkSession spark) {
        var output = output("job", "r1", 1, "lake");
        open().stage(Frames.of("", frame(spark, 1, 2)), output);
        open().discard(output);
        assertThat(open().find(output)).isInstanceOf(Found.Absent.class);
        assertThat(visible(spark, "")).isEmpty();
        open().discard(output);
        open().stage(Frames.of("", frame(spark, 3)), output).commit();
        assertThat(visible(spark, "")).containsExactly(3L);
    }

    @Test
    protected void discardDoesNotTouchWhatIsCommitted(SparkSession spark) {
        var output = output("job", "r1", 1, "lake");
        var staged = open().stage(Frames.of("", frame(spark, 1, 2)), output);
        staged.commit();
        staged.discard();
        open().discard(output);
        assertThat(visible(spark, "")).containsExactly(1L, 2L);
        assertThat(open().find(output)).isInstanceOf(Found.Committed.class);
    }

    @Test
    protected void stagingAgainTakesThePlaceOfAnUnfinishedAttempt(SparkSession spark) {
        var output = output("job", "r1", 1, "lake");
        open().stage(Frames.of("", frame(spark, 1, 2)), output);
        open().stage(Frames.of("", frame(spark, 1, 2)), output).commit();
        assertThat(visible(spark, "")).containsExactly(1L, 2L);
    }

    @Test
    protected void emptyFramesCommitNoRows(SparkSession spark) {
        var output = output("job", "r1", 1, "lake");
        var staged = open().stage(Frames.of("", frame(spark)), output);
        if (readsBack()) {
            assertThat(staged.rows(LazySpark.of(spark)).get("").count()).isZero();
        }
        assertThat(staged.commit().rows()).isZero();
        assertThat(visible(spark, "")).isEmpty();
    }

    @Test
    protected void outputsOfOthersStayAsTheyAre(SparkSession spark) {
        var mine = output("job", "same", 1, "lake");
        var ofOtherJob = output("other", "same", 1, "lake");
        var ofOtherSink = output("job", "same", 1, "copy");
        open().stage(Frames.of("", frame(spark, 1)), mine);
        open().stage(Frames.of("", frame(spark, 2)), ofOtherJob);
        open().stage(Frames.of("", frame(spark, 3)), ofOtherSink);
        open().discard(mine);
        assertThat(open().find(ofOtherJob)).isInstanceOf(Found.Complete.class);
        ((Found.Complete) open().find(ofOtherSink)).staged().commit();
        assertThat(visible(spark, "")).containsExactly(3L);
        ((Found.Complete) open().find(ofOtherJob)).staged().commit();
        assertThat(visible(spark, "")).containsExactly(2L, 3L);
    }

    @Test
    protected void tellsTheNewestCommittedRunOfAJob(SparkSession spark) {
        assertThat(open().latest("job")).isEmpty();
        var first = output("job", "r1", 9, "lake");
        var second = output("job", "r0", 10, "lake");
        open().stage(Frames.of("", frame(spark, 1)), first).commit();
        open().stage(Frames.of("", frame(spark, 2)), second).commit();
        open().stage(Frames.of("", frame(spark, 3)), output("job", "r3", 11, "lake"));
        open().stage(Frames.of("", frame(spark, 4)), output("other", "r4", 12, "lake"))
                .commit();
        assertThat(open().latest("job")).contains(second.run());
        assertThat(open().latest("jo")).isEmpty();
    }

    @Test
    protected void severalFramesBecomeVisibleUnderTheirNames(SparkSession spark) {
        assumeTrue(open().capabilities().contains(SinkCapability.SEVERAL_FRAMES));
        var output = output("job", "r1", 1, "lake");
        var staged = open().stage(Frames.of("adults", frame(spark, 1, 2), "children", frame(spark, 3)), output);
        assertThat(visible(spark, "adults")).isEmpty();
        assertThat(staged.receipt().written()).extracting(FrameCount::rows).containsExactly(2L, 1L);
        if (readsBack()) {
            assertThat(staged.rows(LazySpark.of(spark)).names()).containsExactly("adults", "children");
        }
        staged.commit();
        assertThat(visible(spark, "adults")).containsExactly(1L, 2L);
        assertThat(visible(spark, "children")).containsExactly(3L);
    }

    @Test
    protected void replacingTakesAllOtherRowsAwayAtOnce(SparkSession spark) {
        var sink = replacing(openReplacing());
        commit(open(), frame(spark, 1, 2), output("job", "r1", 1, "lake"));
        commit(open(), frame(spark, 3), output("other", "r1", 1, "lake"));
        var output = output("job", "r2", 2, "lake");
        var staged = sink.stage(Frames.of("", frame(spark, 4, 5)), output);
        assertThat(visible(spark, "")).containsExactly(1L, 2L, 3L);
        var receipt = staged.commit();
        assertThat(receipt.rows()).isEqualTo(2);
        assertThat(visible(spark, "")).containsExactly(4L, 5L);
        assertThat(replacing(openReplacing()).find(output)).isEqualTo(new Found.Committed(receipt));
        assertThat(staged.commit()).isEqualTo(receipt);
        assertThat(visible(spark, "")).containsExactly(4L, 5L);
    }

    @Test
    protected void aReplacementThatIsDiscardedLeavesTheRowsThatThereAre(SparkSession spark) {
        var sink = replacing(openReplacing());
        commit(open(), frame(spark, 1, 2), output("job", "r1", 1, "lake"));
        var output = output("job", "r2", 2, "lake");
        sink.stage(Frames.of("", frame(spark, 4, 5)), output);
        replacing(openReplacing()).discard(output);
        assertThat(visible(spark, "")).containsExactly(1L, 2L);
    }

    @Test
    protected void replacingByNothingLeavesNothing(SparkSession spark) {
        var sink = replacing(openReplacing());
        commit(open(), frame(spark, 1, 2), output("job", "r1", 1, "lake"));
        commit(sink, frame(spark), output("job", "r2", 2, "lake"));
        assertThat(visible(spark, "")).isEmpty();
    }

    @Test
    protected void replacingPartitionsLeavesTheOthers(SparkSession spark) {
        var first = replacing(openReplacingPartitions());
        commit(first, named(spark, "1 a", "2 b", "3 b", "4 c"), output("job", "r1", 1, "lake"));
        assertThat(visible(spark, "")).containsExactly(1L, 2L, 3L, 4L);
        commit(replacing(openReplacingPartitions()), named(spark, "5 b", "6 d"), output("job", "r2", 2, "lake"));
        assertThat(visible(spark, "")).containsExactly(1L, 4L, 5L, 6L);
        commit(replacing(openReplacingPartitions()), frame(spark), output("job", "r3", 3, "lake"));
        assertThat(visible(spark, "")).containsExactly(1L, 4L, 5L, 6L);
    }

    @Test
    protected void aRedoTakesThePlaceOfTheRunThatItReplaces(SparkSession spark) {
        assumeTrue(open().capabilities().contains(SinkCapability.REDO));
        var first = output("job", "r1", 1, "lake");
        commit(open(), frame(spark, 1, 2), first);
        commit(open(), frame(spark, 3), output("job", "r2", 2, "lake"));
        commit(open(), frame(spark, 2), output("other", "r1", 1, "lake"));
        var redo = redo("r3", 3, first);
        var staged = open().stage(Frames.of("", frame(spark, 10)), redo);
        assertThat(visible(spark, "")).containsExactly(1L, 2L, 2L, 3L);
        staged.commit();
        assertThat(visible(spark, "")).containsExactly(2L, 3L, 10L);
        assertThat(staged.commit().rows()).isEqualTo(1);
        commit(open(), frame(spark, 11, 12), redo("r4", 4, redo));
        assertThat(visible(spark, "")).containsExactly(2L, 3L, 11L, 12L);
    }

    @Test
    protected void aRedoThatIsDiscardedLeavesTheFirstOutput(SparkSession spark) {
        assumeTrue(open().capabilities().contains(SinkCapability.REDO));
        var first = output("job", "r1", 1, "lake");
        commit(open(), frame(spark, 1, 2), first);
        var redo = redo("r2", 2, first);
        open().stage(Frames.of("", frame(spark, 10)), redo);
        open().discard(redo);
        assertThat(visible(spark, "")).containsExactly(1L, 2L);
    }

    @Test
    protected void refusesToRedoWhatIsNotThere(SparkSession spark) {
        assumeTrue(open().capabilities().contains(SinkCapability.REDO));
        commit(open(), frame(spark, 1, 2), output("job", "r1", 1, "lake"));
        var redo = redo("r3", 3, output("job", "r2", 2, "lake"));
        assertThatThrownBy(() -> open().stage(Frames.of("", frame(spark, 10)), redo))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("r2");
        assertThat(visible(spark, "")).containsExactly(1L, 2L);
    }

    @Test
    protected void remembersWhatCommittedRunsHaveRead(SparkSession spark) {
        assumeTrue(remembersInputs());
        var first = reading("r1", 9, "a");
        var second = reading("r0", 10, "b");
        commit(open(), frame(spark, 1), first);
        commit(open(), frame(spark), second);
        open().stage(Frames.of("", frame(spark, 3)), reading("r3", 11, "c"));
        commit(open(), frame(spark, 2), output("other", "r1", 1, "lake"));
        assertThat(open().outputs("job"))
                .satisfiesExactly(
                        output -> assertRemembered(output, first), output -> assertRemembered(output, second));
        assertThat(open().outputs("jo")).isEmpty();
    }

    private static void assertRemembered(RememberedOutput remembered, Output output) {
        assertThat(remembered.run()).isEqualTo(output.run());
        assertThat(remembered.sink()).isEqualTo(output.sink());
        assertThat(remembered.slices()).isEqualTo(output.slices());
    }

    private static Output reading(String runId, long token, String input) {
        var output = output("job", runId, token, "lake");
        return new Output(output.run(), output.sink(), Inputs.of(input), Optional.empty());
    }

    /** The identity of an output that takes the place of an earlier one. */
    protected static Output redo(String runId, long token, Output replaced) {
        var run = new Run(replaced.run().job(), runId, new Token(token));
        return new Output(run, replaced.sink(), replaced.slices(), Optional.of(replaced.run()));
    }

    private static Receipt commit(Sink sink, DynamicFrame frame, Output output) {
        return sink.stage(Frames.of("", frame), output).commit();
    }

    private static Sink replacing(Optional<Sink> sink) {
        assumeTrue(sink.isPresent());
        return sink.orElseThrow();
    }

    /** Rows of an id and a name each. */
    private static DynamicFrame named(SparkSession spark, String... rows) {
        var split = Stream.of(rows)
                .map(row -> row.split(" "))
                .map(row -> RowFactory.create(Long.valueOf(row[0]), row[1]))
                .toList();
        return frame(spark.createDataFrame(split, SCHEMA));
    }

    private static List<Long> rows(Receipt receipt) {
        return receipt.written().stream().map(FrameCount::rows).toList();
    }
}
