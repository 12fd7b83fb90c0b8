// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import static dev.mastic.testkit.FrameAssert.assertFrame;
import static dev.mastic.transforms.visual.AddCurrentTimestamp.currentTimestamp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.config.ConfigProblemsException;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.RunStart;
import dev.mastic.core.frame.Transform;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.TransformContract;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class AddCurrentTimestampTest extends TransformContract {
    @Override
    protected String name() {
        return "current-timestamp";
    }

    @Override
    protected Transform transform() {
        return currentTimestamp("meta.loaded", "yyyy-MM-dd HH:mm");
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of("column", "meta.loaded", "format", "yyyy-MM-dd HH:mm");
    }

    @Override
    protected Frames sample(FrameLiterals literals) {
        return Frames.of(
                "rows",
                started(literals).frame("rows", "struct<a:int,meta:struct<b:int>>", "{'a':1,'meta':{'b':1}}", "{}"));
    }

    private static FrameLiterals started(FrameLiterals literals) {
        var start = new RunStart(Instant.parse("2024-01-31T23:15:30.123456789Z"), OptionalLong.empty());
        return literals.with(literals.context().startedAt(start));
    }

    @Test
    void isWhenTheRunStartedInEveryRow(SparkSession spark) {
        var rows = sample(FrameLiterals.of(spark)).get("rows").apply(currentTimestamp("t"));
        assertFrame(rows).hasType("struct<a:int,meta:struct<b:int>,t:timestamp>");
        assertThat(rows.toDF()
                        .selectExpr("cast(t as string)")
                        .distinct()
                        .collectAsList()
                        .toString())
                .isEqualTo("[[2024-01-31 23:15:30.123456]]");
    }

    @Test
    void writesATextInTheZoneOfTheSession(SparkSession spark) {
        spark.conf().set("spark.sql.session.timeZone", "Asia/Tokyo");
        try {
            assertFrame(sample(FrameLiterals.of(spark)).get("rows").apply((AddCurrentTimestamp) transform()))
                    .hasType("struct<a:int,meta:struct<b:int,loaded:string>>")
                    .hasRows(
                            "{'a':1,'meta':{'b':1,'loaded':'2024-02-01 08:15'}}",
                            "{'meta':{'loaded':'2024-02-01 08:15'}}");
        } finally {
            spark.conf().set("spark.sql.session.timeZone", "UTC");
        }
    }

    @Test
    void refusesWhatIsNoPattern() {
        assertThatThrownBy(() -> currentTimestamp("t", "YYYY"))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "Cannot use 'YYYY' as a pattern of times: Y is the year that a week belongs to (expected yyyy)");
        assertThatThrownBy(() -> new AddCurrentTimestamp.Plugin()
                        .settings()
                        .of("current-timestamp", Map.of("column", "t", "format", "jjjj")))
                .isInstanceOf(ConfigProblemsException.class)
                .hasMessageContaining("Cannot use 'jjjj' as a pattern of times: Unknown pattern letter: j");
    }
}
