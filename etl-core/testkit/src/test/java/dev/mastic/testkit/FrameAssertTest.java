// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.testkit;

import static dev.mastic.testkit.FrameAssert.assertFrame;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class FrameAssertTest {
    @Test
    void takesRowsInAnyOrderAndByValue(SparkSession spark) {
        var frame = FrameLiterals.of(spark)
                .frame("prices", "struct<id:int,price:double>", "{'id':1,'price':1.5}", "{'id':2}");
        assertFrame(frame)
                .hasType("struct<id:int,price:double>")
                .hasRows("{'id':2,'price':null}", "{'price':1.50,'id':1}");
    }

    @Test
    void saysWhichRowsAndCellsDiffer(SparkSession spark) {
        var frame = FrameLiterals.of(spark)
                .frame("prices", "struct<id:int,price:double>", "{'id':1,'price':1.5}", "{'id':2}");
        assertThatThrownBy(() -> assertFrame(frame).hasRows("{'id':1,'price':2}", "{'id':3}"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Rows of prices: 1 missing, 1 extra, 1 different")
                .hasMessageContaining("missing {\"id\":3}")
                .hasMessageContaining("extra {\"id\":2}")
                .hasMessageContaining("different {\"id\":1,\"price\":2}: price was 1.5, expected 2");
    }
}
