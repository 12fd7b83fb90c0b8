// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import static dev.mastic.testkit.FrameAssert.assertFrame;
import static dev.mastic.transforms.DropFields.dropFields;
import static dev.mastic.transforms.MapToCollection.mapToCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Transform;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.TransformContract;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class MapToCollectionTest extends TransformContract {
    @Override
    protected String name() {
        return "map-to-collection";
    }

    @Override
    protected Transform transform() {
        return mapToCollection(dropFields("x"));
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of("apply", Map.of("transform", "drop-fields", "paths", List.of("x")));
    }

    @Override
    protected Frames sample(FrameLiterals literals) {
        return Frames.of(
                "a",
                literals.frame("a", "struct<x:int,y:int>", "{'x':1,'y':2}", "{}"),
                "step.b",
                literals.frame("b", "struct<x:int,z:struct<x:int>>", "{'x':1,'z':{'x':3}}"));
    }

    @Test
    void appliesATransformToEachFrame(SparkSession spark) {
        var mapped = transform().apply(sample(FrameLiterals.of(spark)));
        assertThat(mapped.names()).containsExactly("a", "step.b");
        assertFrame(mapped.get("a")).hasType("struct<y:int>").hasRows("{'y':2}", "{}");
        assertFrame(mapped.get("step.b")).hasRows("{'z':{'x':3}}");
    }

    @Test
    void saysWhichFrameIsWrong(SparkSession spark) {
        var shapes = sample(FrameLiterals.of(spark)).shapes();
        var splits = mapToCollection(new SplitFields(dropFields("x").paths(), Optional.empty()));
        assertThatThrownBy(() -> mapToCollection(dropFields("x", "z")).outputShapes(shapes))
                .isInstanceOf(UsageException.class)
                .hasMessageEndingWith("in frame 'step.b'");
        assertThatThrownBy(() -> splits.outputShapes(shapes))
                .hasMessage(
                        "Cannot map frame 'a' to one: the transform makes 2 (a1, a2; flat-map-collection takes several)");
    }

    @Test
    void matchesRowsIfItsTransformDoes() {
        assertThat(transform().matchesRows()).isFalse();
        assertThat(mapToCollection(Join.on("a")).matchesRows()).isTrue();
        assertThat(FlatMapCollection.flatMapCollection(Join.on("a")).matchesRows())
                .isTrue();
    }

    @Test
    void refusesWhatIsNoTransform() {
        assertRefused(Map.of("transform", "drop-field", "paths", "x"), "did you mean 'drop-fields'?");
        assertRefused(Map.of("transform", "drop-fields", "path", "x"), "unknown setting 'path'");
        assertRefused(Map.of("paths", "x"), "a block with a transform and its settings");
        assertRefused("drop-fields", "a block with a transform and its settings");
    }

    private static void assertRefused(Object apply, String why) {
        var plugin = new MapToCollection.Plugin();
        assertThatThrownBy(() -> {
                    var settings = plugin.settings().of("step", Map.of("apply", apply));
                    plugin.create(settings, new Registered());
                })
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(why);
    }
}
