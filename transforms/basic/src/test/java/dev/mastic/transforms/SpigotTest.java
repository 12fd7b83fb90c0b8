// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import static dev.mastic.testkit.FrameAssert.assertFrame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.config.ConfigProblemsException;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.plugin.Registry;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.TransformContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpigotTest extends TransformContract {
    @TempDir
    private static Path folder;

    @Override
    protected String name() {
        return "spigot";
    }

    @Override
    protected boolean looksAtData() {
        return true;
    }

    @Override
    protected Transform transform() {
        return new Spigot(folder.toString(), 2, 1);
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of("path", folder.toString(), "topk", 2);
    }

    @Override
    protected Frames sample(FrameLiterals literals) {
        return Frames.of(
                "a/b",
                literals.frame(
                        "a/b", "struct<v:uniontype<int,string>>", "{'v':{'int':1}}", "{'v':{'string':'x'}}", "{}"));
    }

    @Test
    void writesTheFirstRowsAndPassesAllOn(SparkSession spark) throws IOException {
        var rows = sample(FrameLiterals.of(spark)).get("a/b").spigot(folder.toString(), 2, 1);
        assertFrame(rows).hasRows("{'v':{'int':1}}", "{'v':{'string':'x'}}", "{}");
        assertThat(Files.readAllLines(folder.resolve("a_b.json"))).containsExactly("{\"v\":1}", "{\"v\":\"x\"}");
    }

    @Test
    void takesEachRowWithAChance(SparkSession spark) throws IOException {
        var context = FrameContext.outsideJobs(Registry.fromClasspath());
        DynamicFrame.fromDF(spark.range(1000).toDF(), "many", context).spigot(folder.toString(), 500, 0.1);
        assertThat(Files.readAllLines(folder.resolve("many.json"))).hasSizeBetween(50, 200);
    }

    @Test
    void checkingWritesNothing(SparkSession spark) {
        var rows = sample(FrameLiterals.of(spark)).get("a/b").withName("checked");
        new Spigot(folder.toString(), 1, 1).outputShape(rows.schema());
        assertThat(folder.resolve("checked.json")).doesNotExist();
    }

    @Test
    void refusesToTakeNoRows(SparkSession spark) {
        var rows = sample(FrameLiterals.of(spark)).get("a/b");
        assertThatThrownBy(() -> new Spigot("x", 0, 1)).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> rows.spigot("x", 1, 1.5))
                .isInstanceOf(ConfigProblemsException.class)
                .hasMessageContaining("a number above 0 up to 1");
    }
}
