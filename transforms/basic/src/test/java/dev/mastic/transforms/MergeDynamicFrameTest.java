// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import static dev.mastic.testkit.FrameAssert.assertFrame;
import static dev.mastic.transforms.MergeDynamicFrame.mergeDynamicFrame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Shapes;
import dev.mastic.core.frame.Transform;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.SparkExtension;
import dev.mastic.testkit.TransformContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class MergeDynamicFrameTest extends TransformContract {
    @Override
    protected String name() {
        return "merge-dynamic-frame";
    }

    @Override
    protected Transform transform() {
        return mergeDynamicFrame("id", "part.no");
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of("keys", List.of("id", "part.no"));
    }

    @Override
    protected Frames sample(FrameLiterals literals) {
        var source = literals.frame(
                "source",
                "struct<id:int,part:struct<no:int>,v:int,old:string>",
                "{'id':1,'part':{'no':1},'v':10,'old':'a'}",
                "{'id':1,'part':{'no':1},'v':11}",
                "{'id':1,'part':{'no':2},'v':12}",
                "{'id':2,'part':{},'v':13}",
                "{}");
        var stage = literals.frame(
                "stage",
                "struct<id:bigint,part:struct<no:int>,v:string,fresh:boolean>",
                "{'id':1,'part':{'no':1},'v':'x','fresh':true}",
                "{'id':1,'part':{'no':1},'v':'y'}",
                "{'id':2,'part':{},'v':'z'}",
                "{'id':9,'part':{'no':9}}",
                "{}");
        return Frames.of("source", source, "stage", stage);
    }

    @Test
    void replacesRecordsByTheirKeysAndAddsTheOthers(SparkSession spark) {
        var merged = transform().apply(sample(FrameLiterals.of(spark))).get(Frames.RESULT);
        assertFrame(merged)
                .hasType("struct<id:bigint,part:struct<no:int>,v:uniontype<int,string>,old:string,fresh:boolean>")
                .hasRows(
                        "{'id':1,'part':{'no':1},'v':{'string':'x'},'fresh':true}",
                        "{'id':1,'part':{'no':1},'v':{'string':'y'}}",
                        "{'id':1,'part':{'no':2},'v':{'int':12}}",
                        "{'id':2,'part':{},'v':{'int':13}}",
                        "{'id':2,'part':{},'v':{'string':'z'}}",
                        "{'id':9,'part':{'no':9}}",
                        "{}",
                        "{}");
        assertThat(merged.name()).isEqualTo("source");
    }

    @Test
    void refusesKeysThatAreMissingOrCannotBeCompared(SparkSession spark) {
        var in = sample(FrameLiterals.of(spark)).shapes();
        assertThatThrownBy(() -> mergeDynamicFrame("old").outputShapes(in))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("Cannot merge source with stage stage: no column 'old' in stage");
        assertThatThrownBy(() -> mergeDynamicFrame("v").outputShapes(in))
                .hasMessage("Cannot merge source with stage stage: source.v is int, stage.v is string"
                        + " (expected scalars that can be compared; map one of them first)");
        assertThatThrownBy(() -> mergeDynamicFrame().outputShapes(in)).hasMessageContaining("at least one");
        assertThatThrownBy(() -> mergeDynamicFrame("id").outputShapes(Shapes.of("source", in.get("source"))))
                .hasMessage("Cannot merge 1 frames (got source; expected two)");
    }

    @Test
    void matchesRowsOfTwoFrames() {
        assertThat(transform().matchesRows()).isTrue();
    }

    /** A record: its key, which may be null, and a value. */
    private record Entry(Integer key, int value) {
        String json() {
            return key == null ? "{'v':" + value + "}" : "{'k':" + key + ",'v':" + value + "}";
        }
    }

    @Property(tries = 12, edgeCases = EdgeCasesMode.NONE)
    void mergesAsTheModelDoes(@ForAll("entries") List<Entry> source, @ForAll("entries") List<Entry> stage) {
        var literals = FrameLiterals.of(SparkExtension.session());
        var expected = new ArrayList<>(stage);
        source.stream()
                .filter(mine -> stage.stream()
                        .noneMatch(other -> mine.key() != null && mine.key().equals(other.key())))
                .forEach(expected::add);
        var merged = mergeDynamicFrame("k")
                .apply(Frames.of("source", frame(literals, "source", source), "stage", frame(literals, "stage", stage)))
                .get(Frames.RESULT);
        assertFrame(merged).hasRows(expected.stream().map(Entry::json).toArray(String[]::new));
    }

    private static DynamicFrame frame(FrameLiterals literals, String name, List<Entry> entries) {
        return literals.frame(
                name, "struct<k:int,v:int>", entries.stream().map(Entry::json).toArray(String[]::new));
    }

    @Provide
    Arbitrary<List<Entry>> entries() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 4).injectNull(0.2),
                        Arbitraries.integers().between(0, 9))
                .as(Entry::new)
                .list()
                .ofMaxSize(8);
    }
}
