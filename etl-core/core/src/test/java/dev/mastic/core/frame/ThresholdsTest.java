// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.plugin.Registry;
import dev.mastic.core.type.Type;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class ThresholdsTest {
    private final SparkSession spark = TestSpark.session();

    /** Refuses the ids that a number divides. */
    private record NotDivisibleBy(int number) implements FrameTransform {
        @Override
        public Type.Struct outputShape(Type.Struct in) {
            return in;
        }

        @Override
        public DynamicFrame apply(DynamicFrame in) {
            var condition = in.toDF().col("id").mod(number).notEqual(0);
            return in.refuseUnless(condition, "id", "divisible by " + number);
        }
    }

    @Test
    void countsPerStageAndInAll() {
        var frame = tenIds().apply(new NotDivisibleBy(5)).apply(new NotDivisibleBy(3));
        assertThat(frame.count()).isEqualTo(5);
        assertThat(frame.stageErrorsCount()).isEqualTo(3);
        assertThat(frame.errorsCount()).isEqualTo(5);
        assertThat(tenIds().stageErrorsCount()).isZero();
    }

    @Test
    void zeroAllowsAnyNumberOfErrors() {
        var frame = tenIds().withThresholds(0, 0).apply(new NotDivisibleBy(1));
        assertThat(frame.errorsCount()).isEqualTo(10);
        assertThatCode(frame::assertErrorThreshold).doesNotThrowAnyException();
    }

    @Test
    void refusesMoreErrorsOfAStageThanItAllows() {
        assertThatCode(() -> tenIds().withThresholds(5, 0)
                        .apply(new NotDivisibleBy(2))
                        .assertErrorThreshold())
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> tenIds().withThresholds(4, 0)
                        .apply(new NotDivisibleBy(2))
                        .assertErrorThreshold())
                .isInstanceOf(ErrorThresholdException.class)
                .hasMessage("Cannot go on after step 'ids': too many rows were refused by the step itself"
                        + " (got 5; expected at most 4)");
    }

    @Test
    void theTotalCountsTheStepsBefore() {
        var frame = tenIds().apply(new NotDivisibleBy(5)).withThresholds(3, 4).apply(new NotDivisibleBy(3));
        assertThatThrownBy(frame::assertErrorThreshold)
                .isInstanceOf(ErrorThresholdException.class)
                .hasMessageContaining("refused up to and with the step (got 5; expected at most 4)");
    }

    @Test
    void thresholdsHoldForTheNextVerbOnly() {
        var frame = tenIds().withThresholds(1, 0).apply(new NotDivisibleBy(11)).apply(new NotDivisibleBy(2));
        assertThatCode(frame::assertErrorThreshold).doesNotThrowAnyException();
    }

    @Test
    void anEarlierStepIsHeldToItsThresholdsLater() {
        var frame = tenIds().withThresholds(1, 0).apply(new NotDivisibleBy(2)).apply(new NotDivisibleBy(11));
        var joined = tenIds().derive(frame.schema(), frame.toDF(), frame);
        assertThatThrownBy(joined::assertErrorThreshold).isInstanceOf(ErrorThresholdException.class);
    }

    @Test
    void theRemarkOfAStepStandsInItsRefusals() {
        var frame = tenIds().withInfo("ticket 7").apply(new NotDivisibleBy(10)).apply(new NotDivisibleBy(9));
        assertThat(frame.errorsAsDynamicFrame().toDF().select("reason").collectAsList())
                .extracting(row -> row.getString(0))
                .containsExactlyInAnyOrder("divisible by 10 [ticket 7]", "divisible by 9");
    }

    @Test
    void refusesNegativeThresholds() {
        assertThatThrownBy(() -> tenIds().withThresholds(-1, 0))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("got stage threshold -1");
    }

    private DynamicFrame tenIds() {
        return DynamicFrame.fromDF(spark.range(1, 11).toDF(), "ids", FrameContext.outsideJobs(Registry.of(List.of())));
    }
}
