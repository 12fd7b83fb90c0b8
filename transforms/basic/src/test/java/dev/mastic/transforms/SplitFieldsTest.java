// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import static dev.mastic.testkit.FrameAssert.assertFrame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.PlanNodes;
import dev.mastic.testkit.SparkExtension;
import dev.mastic.testkit.TransformContract;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;

class SplitFieldsTest extends TransformContract {
    private static final List<String> LEAVES = List.of("id", "name.first", "name.last", "tags.key", "tags.value");

    @Override
    protected String name() {
        return "split-fields";
    }

    @Override
    protected Transform transform() {
        return split("name.first", "tags.key");
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of("paths", List.of("name.first", "tags.key"), "names", List.of("some", "rest"));
    }

    private static SplitFields split(String... paths) {
        return new SplitFields(
                Stream.of(paths).map(ColumnPath::parse).toList(), Optional.of(new SplitNames("some", "rest")));
    }

    @Override
    protected Frames sample(FrameLiterals literals) {
        return Frames.of(
                "people",
                literals.frame(
                        "people",
                        "struct<id:int,name:struct<first:string,last:string>,tags:array<struct<key:string,value:int>>>",
                        "{'id':1,'name':{'first':'Ada','last':'L'},'tags':[{'key':'a','value':1},null,{}]}",
                        "{'id':2,'name':{},'tags':[]}",
                        "{}"));
    }

    @Test
    void givesTheListedFieldsAndTheRest(SparkSession spark) {
        var both = split("name.first", "tags[].key", "gone").apply(sample(FrameLiterals.of(spark)));
        assertFrame(both.get("some"))
                .hasType("struct<name:struct<first:string>,tags:array<struct<key:string>>>")
                .hasRows("{'name':{'first':'Ada'},'tags':[{'key':'a'},null,{}]}", "{'name':{},'tags':[]}", "{}");
        assertFrame(both.get("rest"))
                .hasType("struct<id:int,name:struct<last:string>,tags:array<struct<value:int>>>")
                .hasRows(
                        "{'id':1,'name':{'last':'L'},'tags':[{'value':1},null,{}]}",
                        "{'id':2,'name':{},'tags':[]}",
                        "{}");
        assertThat(both.get("some").name()).isEqualTo("some");
    }

    @Test
    void namesTheFramesAfterTheInputUnlessTold(SparkSession spark) {
        var people = sample(FrameLiterals.of(spark));
        var split = new SplitFields(List.of(ColumnPath.of("id")), Optional.empty());
        assertThat(split.apply(people).names()).containsExactly("people1", "people2");
    }

    @Test
    void refusesToLeaveASideWithoutFields(SparkSession spark) {
        var people = sample(FrameLiterals.of(spark)).shapes();
        assertThatThrownBy(() -> split("idd").outputShapes(people))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("did you mean 'id'?");
        assertThatThrownBy(() -> split("id", "name", "tags").outputShapes(people))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("no field would be left");
        assertThatThrownBy(() -> new SplitNames("a", "a")).hasMessageContaining("two different names");
    }

    @Test
    void givesBothFramesTheSameRowsOfAFrameThatDependsOnChance(SparkSession spark) {
        var people = sample(FrameLiterals.of(spark)).get("people");
        var noisy = people.derive(
                people.schema(),
                people.toDF()
                        .withColumn("id", functions.rand().multiply(1e9).cast("int"))
                        .select("id", "name", "tags"));
        var shared = new SplitFields(List.of(ColumnPath.of("name")), Optional.empty())
                .apply(Frames.of("noisy", noisy))
                .get("noisy2");
        assertThat(PlanNodes.of(shared.toDF()).names()).contains("InMemoryRelation");
        assertThat(PlanNodes.of(split("name")
                                .apply(Frames.of("people", people))
                                .get("rest")
                                .toDF())
                        .names())
                .doesNotContain("InMemoryRelation");
    }

    /** Both sides put together again are the original. */
    @Property(tries = 10, edgeCases = EdgeCasesMode.NONE)
    void losesNoFieldAndKeepsNoneTwice(@ForAll("paths") Set<String> paths) {
        var people = sample(FrameLiterals.of(SparkExtension.session()));
        var both = split(paths.toArray(String[]::new)).apply(people);
        for (var leaf : LEAVES) {
            var field = ColumnPath.parse(leaf.replace("tags.", "tags[]."));
            boolean isListed = paths.contains(leaf);
            assertThat(field.in(both.get("some").schema()).isPresent()).as(leaf).isEqualTo(isListed);
            assertThat(field.in(both.get("rest").schema()).isPresent()).as(leaf).isEqualTo(!isListed);
            var side = both.get(isListed ? "some" : "rest");
            assertThat(side.toDF().select(leaf).collectAsList())
                    .isEqualTo(people.get("people").toDF().select(leaf).collectAsList());
        }
    }

    @Provide
    Arbitrary<Set<String>> paths() {
        return Arbitraries.of(LEAVES).set().ofMinSize(1).ofMaxSize(4);
    }
}
