// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import static dev.mastic.testkit.FrameAssert.assertFrame;
import static dev.mastic.transforms.FlatMapCollection.flatMapCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.TransformContract;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class FlatMapCollectionTest extends TransformContract {
    @Override
    protected String name() {
        return "flat-map-collection";
    }

    @Override
    protected Transform transform() {
        return flatMapCollection(new SplitFields(List.of(ColumnPath.of("x")), Optional.empty()));
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of("apply", Map.of("transform", "split-fields", "paths", List.of("x")));
    }

    @Override
    protected Frames sample(FrameLiterals literals) {
        return Frames.of(
                "a",
                literals.frame("a", "struct<x:int,y:int>", "{'x':1,'y':2}", "{}"),
                "b",
                literals.frame("b", "struct<x:int,z:struct<x:int>>", "{'x':1,'z':{'x':3}}"));
    }

    @Test
    void collectsWhatATransformMakesOfEachFrame(SparkSession spark) {
        var all = transform().apply(sample(FrameLiterals.of(spark)));
        assertThat(all.names()).containsExactly("a1", "a2", "b1", "b2");
        assertFrame(all.get("b2")).hasRows("{'z':{'x':3}}");
    }

    @Test
    void namesASingleOutputAfterItsInput(SparkSession spark) {
        var all = flatMapCollection(DropFields.dropFields("x")).apply(sample(FrameLiterals.of(spark)));
        assertThat(all.names()).containsExactly("a", "b");
    }

    @Test
    void refusesTwoFramesOfOneName(SparkSession spark) {
        var frames = sample(FrameLiterals.of(spark));
        var named = flatMapCollection(
                new SplitFields(List.of(ColumnPath.of("x")), Optional.of(new SplitNames("left", "right"))));
        assertThatThrownBy(() -> named.outputShapes(frames.shapes()))
                .isInstanceOf(UsageException.class)
                .hasMessage("Cannot flat-map the collection: two frames would be called 'left', the second made of 'b'"
                        + " (let the transform name its outputs after the input)");
    }
}
