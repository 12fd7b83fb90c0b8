// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import static dev.mastic.transforms.visual.Limit.limit;
import static dev.mastic.transforms.visual.Sort.sort;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.plugin.Registry;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.TransformContract;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LimitTest extends TransformContract {
    @Override
    protected String name() {
        return "limit";
    }

    @Override
    protected Transform transform() {
        return limit(2);
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of("rows", 2);
    }

    @Override
    protected Frames sample(FrameLiterals literals) {
        return Frames.of(
                "rows",
                literals.frame(
                        "rows",
                        "struct<`a.b`:int,v:uniontype<int,string>,s:struct<x:int>>",
                        "{'a.b':1}",
                        "{'v':{'int':1},'s':{}}",
                        "{}"));
    }

    private DynamicFrame frame(SparkSession spark) {
        return sample(FrameLiterals.of(spark)).frames().iterator().next();
    }

    @Test
    void givesAtMostSoManyRows(SparkSession spark) {
        assertThat(frame(spark).apply(limit(2)).count()).isEqualTo(2);
        assertThat(frame(spark).apply(limit(9)).count()).isEqualTo(3);
        assertThat(frame(spark).apply(limit(0)).count()).isZero();
    }

    @Test
    void refusesFewerThanNoneAndTooMany() {
        assertThatThrownBy(() -> limit(-1)).isInstanceOf(UsageException.class);
        var factory = Registry.fromClasspath().get(Transform.class, "limit");
        var settings = factory.settings().of("x", Map.of("rows", 3_000_000_000L));
        assertThatThrownBy(() -> factory.create(settings, null))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("Cannot limit to 3000000000 rows: it is too many");
    }

    @Test
    void readsOnlyWhatItNeedsInGeneratedCode(SparkSession spark, @TempDir Path folder) {
        var rows = ScanPlan.frame(spark, folder, "`a.b` int, v uniontype<int,string>, other int");
        ScanPlan.of(rows.filter("`a.b` > 1")
                        .apply(limit(5))
                        .apply(sort("`a.b`"))
                        .selectFields("v"))
                .pushes("IsNotNull(`a.b`)", "GreaterThan(`a.b`,1)")
                .reads("struct<a.b:int,v:struct<int:int,string:string>>")
                .isGenerated();
    }
}
