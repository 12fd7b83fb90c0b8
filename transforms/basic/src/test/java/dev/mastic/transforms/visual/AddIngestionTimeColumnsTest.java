// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import static dev.mastic.testkit.FrameAssert.assertFrame;
import static dev.mastic.transforms.visual.AddIngestionTimeColumns.addIngestionTimeColumns;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.config.ConfigProblemsException;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.RunStart;
import dev.mastic.core.frame.Transform;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.TransformContract;
import dev.mastic.transforms.visual.AddIngestionTimeColumns.Granularity;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class AddIngestionTimeColumnsTest extends TransformContract {
    @Override
    protected String name() {
        return "add-ingestion-time-columns";
    }

    @Override
    protected Transform transform() {
        return addIngestionTimeColumns(Granularity.HOUR);
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of("granularity", "hour");
    }

    @Override
    protected Frames sample(FrameLiterals literals) {
        var start = new RunStart(Instant.parse("2024-01-31T23:05:30Z"), OptionalLong.empty());
        return Frames.of(
                "rows",
                literals.with(literals.context().startedAt(start))
                        .frame("rows", "struct<a:int,ingest_day:int>", "{'a':1,'ingest_day':7}", "{}"));
    }

    @Test
    void addsTextsWithLeadingZerosInThePlaceOfWhatIsThere(SparkSession spark) {
        var rows = sample(FrameLiterals.of(spark)).get("rows");
        var time =
                "'ingest_day':'31','ingest_year':'2024','ingest_month':'01','ingest_hour':'23','ingest_minute':'05'}";
        assertFrame(rows.apply(addIngestionTimeColumns(Granularity.MINUTE)))
                .hasType("struct<a:int,ingest_day:string,ingest_year:string,ingest_month:string,ingest_hour:string,"
                        + "ingest_minute:string>")
                .hasRows("{'a':1," + time, "{" + time);
    }

    @Test
    void addsDaysIfNothingIsSaid() {
        var plugin = new AddIngestionTimeColumns.Plugin();
        assertThat(plugin.create(plugin.settings().of("step", Map.of()), null))
                .isEqualTo(addIngestionTimeColumns(Granularity.DAY));
        assertThatThrownBy(() -> plugin.settings().of("step", Map.of("granularity", "second")))
                .isInstanceOf(ConfigProblemsException.class)
                .hasMessageContaining("day, hour, minute");
    }
}
