// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mastic.core.bookmark.FrameCount;
import dev.mastic.core.bookmark.Output;
import dev.mastic.core.bookmark.Receipt;
import dev.mastic.core.bookmark.Run;
import dev.mastic.core.bookmark.Token;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.io.Found;
import dev.mastic.core.io.Sink;
import dev.mastic.core.io.SinkCapability;
import dev.mastic.core.plugin.Registry;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
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

    /** Whether the target consists of files, which are counted. */
    protected boolean writesFiles() {
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
        var back = staged.rows(LazySpark.of(spark)).get("");
        assertThat(back.schema()).isEqualTo(frame(spark).schema());
        assertThat(back.toDF().collectAsList())
                .containsExactlyInAnyOrder(
                        RowFactory.create(1L, "n1"), RowFactory.create(2L, "n2"), RowFactory.create(3L, "n3"));
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
        assertThat(complete.rows(LazySpark.of(spark)).get("").count()).isEqualTo(2);

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
        assertThat(staged.rows(LazySpark.of(spark)).get("").count()).isZero();
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
        assertThat(staged.rows(LazySpark.of(spark)).names()).containsExactly("adults", "children");
        staged.commit();
        assertThat(visible(spark, "adults")).containsExactly(1L, 2L);
        assertThat(visible(spark, "children")).containsExactly(3L);
    }

    private static List<Long> rows(Receipt receipt) {
        return receipt.written().stream().map(FrameCount::rows).toList();
    }
}
