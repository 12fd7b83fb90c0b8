// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import static dev.mastic.testkit.FrameAssert.assertFrame;
import static dev.mastic.transforms.SelectFromCollection.selectFromCollection;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Transform;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.TransformContract;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SelectFromCollectionTest extends TransformContract {
    @Override
    protected String name() {
        return "select-from-collection";
    }

    @Override
    protected Transform transform() {
        return selectFromCollection("others");
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of("frame", "others");
    }

    @Override
    protected Frames sample(FrameLiterals literals) {
        return Frames.of(
                        "ages.adults", literals.frame("adults", "struct<a:int>", "{'a':18}"),
                        "ages.others", literals.frame("others", "struct<b:int>", "{'b':1}", "{}"))
                .with("2020", literals.frame("year", "struct<c:int>", "{'c':2}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"others", "ages.others", "1"})
    void findsAFrameByNameOrPlace(String frame, SparkSession spark) {
        var selected = selectFromCollection(frame).apply(sample(FrameLiterals.of(spark)));
        assertFrame(selected.get(Frames.RESULT)).hasRows("{'b':1}", "{}");
    }

    @Test
    void takesANumberAsANameFirst(SparkSession spark) {
        var selected = selectFromCollection("2020").apply(sample(FrameLiterals.of(spark)));
        assertFrame(selected.get(Frames.RESULT)).hasRows("{'c':2}");
    }

    @Test
    void refusesANameThatIsNotThereOrMeansSeveral(SparkSession spark) {
        var frames = sample(FrameLiterals.of(spark));
        assertThatThrownBy(() -> selectFromCollection("ages.other").outputShapes(frames.shapes()))
                .isInstanceOf(UsageException.class)
                .hasMessage("Cannot select frame 'ages.other': there is none of this name"
                        + " (has: ages.adults, ages.others, 2020; did you mean 'ages.others'?)");
        assertThatThrownBy(() -> selectFromCollection("3").outputShapes(frames.shapes()))
                .hasMessageContaining("there is none of this name");
        var twice = frames.with("old.others", frames.get("2020"));
        assertThatThrownBy(() -> selectFromCollection("others").apply(twice))
                .hasMessage("Cannot select frame 'others': the name means several (ages.others, old.others)");
    }
}
