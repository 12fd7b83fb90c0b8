// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.config.ConfigProblemsException;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.plugin.Registry;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.TransformContract;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleTest extends TransformContract {
    @Override
    protected String name() {
        return "sample";
    }

    @Override
    protected Transform transform() {
        return Sample.sample(0.5, 7);
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of("fraction", 0.5, "seed", 7);
    }

    @Override
    protected Frames sample(FrameLiterals literals) {
        var rows = IntStream.range(0, 200)
                .mapToObj(i -> "{'a.b':" + i + ",'v':{'int':" + i + "},'s':{}}")
                .toArray(String[]::new);
        return Frames.of(
                "rows", literals.frame("rows", "struct<`a.b`:int,v:uniontype<int,string>,s:struct<x:int>>", rows));
    }

    private DynamicFrame frame(SparkSession spark) {
        return sample(FrameLiterals.of(spark)).frames().iterator().next();
    }

    @Test
    void takesAboutTheFraction(SparkSession spark) {
        assertThat(frame(spark).apply(Sample.sample(0.5, 7)).count()).isBetween(60L, 140L);
        assertThat(frame(spark).apply(Sample.sample(0, 7)).count()).isZero();
        assertThat(frame(spark).apply(Sample.sample(1, 7)).count()).isEqualTo(200);
    }

    @Test
    void drawsTheSameRowsFromTheSameSeedAndStep(SparkSession spark) {
        var derived = new Sample(0.5, OptionalLong.empty());
        var rows = frame(spark).at("a").apply(derived).toDF().collectAsList();
        assertThat(frame(spark).at("a").apply(derived).toDF().collectAsList()).isEqualTo(rows);
        assertThat(frame(spark).at("b").apply(derived).toDF().collectAsList()).isNotEqualTo(rows);
    }

    @Test
    void refusesWhatIsNoFraction() {
        assertThatThrownBy(() -> Sample.sample(1.5, 7))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("expected 0 to 1");
        assertThatThrownBy(() -> Sample.sample(Double.NaN, 7)).isInstanceOf(UsageException.class);
        var factory = Registry.fromClasspath().get(Transform.class, "sample");
        assertThatThrownBy(() -> factory.settings().of("x", Map.of("fraction", "half")))
                .isInstanceOf(ConfigProblemsException.class)
                .hasMessageContaining("a number from 0 to 1");
    }

    @Test
    void readsOnlyWhatItNeedsInGeneratedCode(SparkSession spark, @TempDir Path folder) {
        var rows = ScanPlan.frame(spark, folder, "`a.b` int, v uniontype<int,string>, other int");
        ScanPlan.of(rows.filter("`a.b` > 1").apply(Sample.sample(0.5, 7)).selectFields("v"))
                .pushes("IsNotNull(`a.b`)", "GreaterThan(`a.b`,1)")
                .reads("struct<a.b:int,v:struct<int:int,string:string>>")
                .isGenerated();
    }
}
