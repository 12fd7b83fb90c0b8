// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import static dev.mastic.testkit.FrameAssert.assertFrame;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.RowFault;
import dev.mastic.core.frame.SparkTypes;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.SparkExtension;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** No contract kit: the rows of this transform are not made from those of its input, so an empty input has some. */
@ExtendWith(SparkExtension.class)
class ErrorsAsDynamicFrameTest {
    private static DynamicFrame refusing(SparkSession spark) {
        return FrameLiterals.of(spark)
                .frame("ids", "struct<id:int>", "{'id':1}", "{'id':2}", "{}")
                .filter(record -> record.getField("id", Integer.class).orElseThrow() > 1);
    }

    @Test
    void givesTheRefusedRows(SparkSession spark) {
        var errors = refusing(spark).apply(ErrorsAsDynamicFrame.errorsAsDynamicFrame());
        var byName = refusing(spark).apply("errors-as-dynamic-frame", Map.of());
        var shape = new ErrorsAsDynamicFrame().outputShape(refusing(spark).schema());
        assertThat(errors.schema())
                .isEqualTo(shape)
                .isEqualTo(byName.schema())
                .isEqualTo(SparkTypes.fromSpark(RowFault.SCHEMA));
        assertFrame(errors)
                .hasRows("{'source':'ids','step':'ids','reason':'java.util.NoSuchElementException: No value present',"
                        + "'raw':'{}'}");
        assertThat(byName.count()).isEqualTo(1);
    }

    @Test
    void errorsHaveNoErrorsThemselves(SparkSession spark) {
        var errors = refusing(spark).errorsAsDynamicFrame();
        assertThat(errors.errorsCount()).isZero();
        assertThat(errors.faultSources()).isEmpty();
    }

    @Test
    void faultsCanBeWrittenOutAndReadBackIn(SparkSession spark, @TempDir Path folder) {
        var errors = refusing(spark).errorsAsDynamicFrame();
        var place = folder.resolve("faults").toString();
        errors.toDF().write().json(place);
        var read = spark.read().schema(RowFault.SCHEMA).json(place);
        var back = DynamicFrame.fromDF(read, "faults", errors.context());
        assertThat(back.schema()).isEqualTo(errors.schema());
        assertThat(back.toDF().collectAsList())
                .isEqualTo(errors.toDF().collectAsList())
                .hasSize(1);
    }
}
