// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.frame;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.plugin.Registry;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The signal of refused rows, through frames on a real Spark. */
class SignalUnlessTest {
    private static final StructType SCHEMA =
            new StructType().add("id", DataTypes.LongType).add("amount", DataTypes.IntegerType);
    private static final String[] GOOD = {"[1,10]", "[3,30]"};

    private final SparkSession spark = TestSpark.session();

    @TempDir
    Path folder;

    /** Two good rows, one that fails the condition and one for which it is null. */
    private Dataset<Row> rows() {
        var rows = List.of(
                RowFactory.create(1L, 10),
                RowFactory.create(2L, -20),
                RowFactory.create(3L, 30),
                RowFactory.create(4L, null));
        return spark.createDataFrame(rows, SCHEMA).repartition(2);
    }

    private DynamicFrame refused(Dataset<Row> rows) {
        var context = FrameContext.outsideJobs(Registry.of(List.of())).at("positive");
        return DynamicFrame.fromDF(rows, "orders", context)
                .refuseUnless(col("amount").gt(0), "amount", "must be greater than 0");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void keepsGoodRowsAndGivesTheOthersBackAsFaults(boolean generated) {
        with(Map.of("spark.sql.codegen.wholeStage", "" + generated), () -> {
            var frame = refused(rows());
            assertThat(texts(frame.toDF())).containsExactlyInAnyOrder(GOOD);
            assertThat(signal(frame).signalled()).isTrue();
            assertThat(texts(frame.errorsAsDynamicFrame().toDF()))
                    .containsExactlyInAnyOrder(
                            "[orders,null,null,positive,amount,must be greater than 0,{\"id\":2,\"amount\":-20}]",
                            "[orders,null,null,positive,amount,must be greater than 0,{\"id\":4}]");
            assertThat(frame.errorsCount()).isEqualTo(2);
            assertThat(frame.count()).isEqualTo(2);
        });
    }

    @Test
    void worksWhereNoCodeIsGenerated() {
        var interpreted =
                Map.of("spark.sql.codegen.wholeStage", "false", "spark.sql.codegen.factoryMode", "NO_CODEGEN");
        with(interpreted, () -> {
            var frame = refused(rows());
            assertThat(texts(frame.toDF())).containsExactlyInAnyOrder(GOOD);
            assertThat(signal(frame).signalled()).isTrue();
        });
    }

    @Test
    void signalsOnlyAfterAnAction() {
        var frame = refused(rows());
        frame.toDF().queryExecution().executedPlan();
        frame.errorsAsDynamicFrame();
        assertThat(signal(frame).signalled()).isFalse();
        frame.count();
        assertThat(signal(frame).signalled()).isTrue();
    }

    @Test
    void doesNotSignalWithoutAFailingRow() {
        var frame = refused(rows().filter("amount > 5"));
        assertThat(frame.count()).isEqualTo(2);
        assertThat(signal(frame).signalled()).isFalse();
        assertThat(frame.errorsCount()).isZero();
    }

    @Test
    void doesNotSignalWhenOnlyTheFaultsAreAsked() {
        var frame = refused(rows());
        assertThat(frame.errorsCount()).isEqualTo(2);
        assertThat(signal(frame).signalled()).isFalse();
    }

    @Test
    void signalsThroughShuffleAndAggregation() {
        var frame = refused(rows());
        var sums = frame.toDF()
                .repartition(3)
                .groupBy(expr("id % 2"))
                .sum("amount")
                .orderBy("sum(amount)");
        assertThat(texts(sums)).containsExactly("[1,40]");
        assertThat(signal(frame).signalled()).isTrue();
    }

    @Test
    void signalsThroughACache() {
        var frame = refused(rows());
        var cached = frame.toDF().persist(StorageLevel.MEMORY_ONLY());
        try {
            assertThat(cached.count()).isEqualTo(2);
            assertThat(signal(frame).signalled()).isTrue();
        } finally {
            cached.unpersist();
        }
    }

    /** Were the condition pushed into the scan, the row groups of bad rows would be skipped and never signalled. */
    @Test
    void staysAboveTheScanAndBelowLaterFilters() {
        rows().sort("id").coalesce(1).write().option("parquet.block.size", 32).parquet(folder + "/in");
        var frame = refused(spark.read().parquet(folder + "/in"));
        var later = frame.toDF().filter("id = 1 and amount = 10");
        var plan = later.queryExecution().executedPlan().toString();
        assertThat(plan)
                .containsSubsequence(
                        "Filter (", "= 1", "Filter signal_unless(", "FileScan parquet", "PushedFilters: []");
        assertThat(texts(later)).containsExactly("[1,10]");
        assertThat(signal(frame).signalled())
                .as("rows that the later filter drops too")
                .isTrue();
    }

    @Test
    void staysWhenItsColumnsAreNotAskedFor() {
        var frame = refused(rows());
        assertThat(texts(frame.toDF().select("id").filter("id = 2"))).isEmpty();
        assertThat(signal(frame).signalled()).isTrue();
    }

    @Test
    void signalsEachStepForItself() {
        var first = refused(rows());
        var second = first.at("small").refuseUnless(col("amount").lt(20), "amount", "must be less than 20");
        assertThat(texts(second.toDF())).containsExactly("[1,10]");
        assertThat(second.faultSources()).extracting(FaultSource::step).containsExactly("positive", "small");
        assertThat(second.faultSources()).allMatch(FaultSource::signalled);
        assertThat(texts(second.errorsAsDynamicFrame().toDF().select("step", "raw")))
                .containsExactlyInAnyOrder(
                        "[positive,{\"id\":2,\"amount\":-20}]",
                        "[positive,{\"id\":4}]",
                        "[small,{\"id\":3,\"amount\":30}]");
    }

    @Test
    void notesRowsWithoutDroppingThem() {
        var in = DynamicFrame.fromDF(rows(), "orders", FrameContext.outsideJobs(Registry.of(List.of())));
        var kind = FaultSource.Kind.UNMATCHED_ALLOWED;
        var frame = in.note(
                col("amount").gt(0),
                new Refusal("orders", "amount", "late", kind, in.toDF().limit(0)));
        assertThat(frame.count()).isEqualTo(4);
        assertThat(signal(frame).signalled()).isTrue();
        assertThat(frame.errorsCount()).as("what the job allows is no error").isZero();
    }

    @Test
    void tellsTheStepOfAnOperator() {
        var condition = new SignalUnless(col("amount").expr(), Signal.in(spark, "test"), "positive", false);
        Expression nested =
                new org.apache.spark.sql.Column(condition).and(col("id").gt(1)).expr();
        assertThat(SignalUnless.stepIn(nested)).contains("positive");
        assertThat(SignalUnless.stepIn(col("id").expr())).isEmpty();
    }

    @Test
    void aSignalIsASetOfFacts() {
        var signal = Signal.<String>in(spark, "test");
        assertThat(signal.isZero()).isTrue();
        signal.add("a");
        signal.add("a");
        var other = signal.copyAndReset();
        assertThat(other.isZero()).isTrue();
        other.add("b");
        signal.merge(other);
        assertThat(signal.value()).containsExactlyInAnyOrder("a", "b");
        assertThat(signal.copy().value()).isEqualTo(signal.value());
    }

    private static FaultSource signal(DynamicFrame frame) {
        return frame.faultSources().iterator().next();
    }

    private static List<String> texts(Dataset<Row> rows) {
        return rows.collectAsList().stream().map(Row::toString).toList();
    }

    private void with(Map<String, String> settings, Runnable test) {
        settings.forEach((key, value) -> spark.conf().set(key, value));
        try {
            test.run();
        } finally {
            settings.keySet().forEach(key -> spark.conf().unset(key));
        }
    }
}
