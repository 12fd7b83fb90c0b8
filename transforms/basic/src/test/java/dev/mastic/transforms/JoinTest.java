// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import static dev.mastic.testkit.FrameAssert.assertFrame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.bookmark.Read;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FaultSource;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.JoinKeys;
import dev.mastic.core.frame.Shapes;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.plugin.Registry;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.PlanNodes;
import dev.mastic.testkit.TransformContract;
import dev.mastic.transforms.Join.Unmatched;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JoinTest extends TransformContract {
    private static final String MEMBERSHIPS = "struct<person_id:int,role:string,links:array<string>>";
    private static final String PEOPLE = "struct<links:array<string>,person_id:bigint,name:string>";

    @Override
    protected String name() {
        return "join";
    }

    @Override
    protected Transform transform() {
        return new Join(
                List.of(ColumnPath.parse("ids.a"), ColumnPath.parse("b")),
                List.of(ColumnPath.parse("a"), ColumnPath.parse("b")),
                false,
                Optional.of(Unmatched.KEEP),
                JoinType.INNER);
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of("keys1", List.of("ids.a", "b"), "keys2", List.of("a", "b"), "unmatched", "keep");
    }

    @Override
    protected Frames sample(FrameLiterals literals) {
        return Frames.of(
                "left",
                literals.frame(
                        "left",
                        "struct<ids:struct<a:int>,b:string,c:uniontype<int,string>>",
                        "{'ids':{'a':1},'b':'x','c':{'int':1}}",
                        "{'ids':{'a':2},'b':'x'}",
                        "{}"),
                "right",
                literals.frame(
                        "right", "struct<a:decimal(20,2),b:string,d:int>", "{'a':1.00,'b':'x','d':5}", "{'d':6}"));
    }

    private static FrameLiterals reading(SparkSession spark, Read read) {
        return FrameLiterals.of(spark).with(new FrameContext(Registry.fromClasspath(), "step", read, 1));
    }

    private static DynamicFrame memberships(FrameLiterals literals) {
        return literals.frame(
                "memberships",
                MEMBERSHIPS,
                "{'person_id':1,'role':'rep','links':['m']}",
                "{'person_id':1,'role':'sen'}",
                "{'person_id':3,'role':'rep'}",
                "{'role':'none'}");
    }

    private static DynamicFrame people(FrameLiterals literals) {
        return literals.frame(
                "people",
                PEOPLE,
                "{'person_id':1,'name':'Ann','links':['p']}",
                "{'person_id':2,'name':'Bob'}",
                "{'name':'Nobody'}");
    }

    private static DynamicFrame result(Join join, DynamicFrame first, DynamicFrame second) {
        return join.apply(Frames.of(first.name(), first, second.name(), second)).get(Frames.RESULT);
    }

    private static Join on(Unmatched unmatched) {
        var key = List.of(ColumnPath.of("person_id"));
        return new Join(key, key, true, Optional.of(unmatched), JoinType.INNER);
    }

    @Test
    void keepsOneKeyColumnAndDotsClashingNamesOfTheFirstFrame(SparkSession spark) {
        var literals = FrameLiterals.of(spark);
        assertFrame(result(Join.on("person_id"), memberships(literals), people(literals)))
                .hasType("struct<person_id:bigint,role:string,`.links`:array<string>,links:array<string>,name:string>")
                .hasRows(
                        "{'person_id':1,'role':'rep','.links':['m'],'links':['p'],'name':'Ann'}",
                        "{'person_id':1,'role':'sen','links':['p'],'name':'Ann'}");
    }

    @Test
    void keepsBothKeysOfDifferentNamesAndOfOneName(SparkSession spark) {
        var literals = FrameLiterals.of(spark);
        var customers = literals.frame("customers", "struct<zip:int,n:int>", "{'zip':10001,'n':1}");
        var zips = literals.frame("zips", "struct<zip:int,code:int>", "{'zip':10001,'code':10001}");
        assertFrame(customers.join(zips, JoinKeys.on(List.of("zip"), List.of("zip"))))
                .hasType("struct<`.zip`:int,n:int,zip:int,code:int>")
                .hasRows("{'.zip':10001,'n':1,'zip':10001,'code':10001}");
        assertFrame(customers.join(zips, JoinKeys.on(List.of("zip"), List.of("code"))))
                .hasType("struct<`.zip`:int,n:int,zip:int,code:int>")
                .hasRows("{'.zip':10001,'n':1,'zip':10001,'code':10001}");
    }

    @Test
    void dotsTwiceWhereTheDottedNameIsTaken(SparkSession spark) {
        var literals = FrameLiterals.of(spark);
        var first = literals.frame("a", "struct<k:int,x:int,`.x`:int>", "{'k':1,'x':2,'.x':3}");
        var second = literals.frame("b", "struct<k:int,x:int>", "{'k':1,'x':4}");
        assertFrame(result(Join.on("k"), first, second))
                .hasType("struct<k:int,`..x`:int,`.x`:int,x:int>")
                .hasRows("{'k':1,'..x':2,'.x':3,'x':4}");
    }

    @Test
    void joinsAFrameWithItself(SparkSession spark) {
        var people = people(FrameLiterals.of(spark));
        assertFrame(people.join(people, JoinKeys.on("person_id").unmatched("keep")))
                .hasRows(
                        "{'person_id':1,'.name':'Ann','name':'Ann','.links':['p'],'links':['p']}",
                        "{'person_id':2,'.name':'Bob','name':'Bob'}",
                        "{'.name':'Nobody'}");
        var older = people.renameField("name", "old").dropFields("links");
        var twice = people.join(older, JoinKeys.on("person_id").unmatched("fault"));
        assertFrame(twice)
                .hasRows(
                        "{'person_id':1,'links':['p'],'name':'Ann','old':'Ann'}",
                        "{'person_id':2,'name':'Bob','old':'Bob'}");
        assertThat(twice.errorsCount()).isEqualTo(1);
    }

    @Test
    void isAPlainInnerJoinOutsideJobs(SparkSession spark) {
        var literals = FrameLiterals.of(spark);
        var joined = result(Join.on("person_id"), memberships(literals), people(literals));
        assertThat(joined.faultSources()).isEmpty();
        assertThat(PlanNodes.of(joined.toDF()).names()).doesNotContain("SignalUnless");
        assertThat(joined.toDF().queryExecution().optimizedPlan().toString()).contains("Join Inner");
    }

    @Test
    void faultsNewRowsWithoutAPartnerInALookup(SparkSession spark) {
        var joined =
                result(Join.on("person_id"), memberships(reading(spark, Read.NEW)), people(reading(spark, Read.ALL)));
        var source = joined.faultSources().iterator().next();
        assertThat(source.kind()).isEqualTo(FaultSource.Kind.UNMATCHED);
        assertThat(source.signalled()).isFalse();
        assertThat(joined.count()).isEqualTo(2);
        assertThat(source.signalled()).isTrue();
        assertFrame(joined.errorsAsDynamicFrame())
                .hasRows(
                        fault("memberships", "no partner in people", "{\\\"person_id\\\":3,\\\"role\\\":\\\"rep\\\"}"),
                        fault("memberships", "no partner in people", "{\\\"role\\\":\\\"none\\\"}"));
        assertThat(joined.context().read()).isEqualTo(Read.NEW);
    }

    @Test
    void looksAfterTheSecondFrameIfOnlyThatIsNew(SparkSession spark) {
        var lookup = people(reading(spark, Read.ALL));
        var fresh = memberships(reading(spark, Read.NEW));
        assertFrame(result(Join.on("person_id"), lookup, fresh).errorsAsDynamicFrame())
                .hasRows(
                        fault("memberships", "no partner in people", "{\\\"person_id\\\":3,\\\"role\\\":\\\"rep\\\"}"),
                        fault("memberships", "no partner in people", "{\\\"role\\\":\\\"none\\\"}"));
        assertFrame(result(on(Unmatched.KEEP), lookup, fresh))
                .hasType("struct<`.links`:array<string>,person_id:bigint,name:string,role:string,links:array<string>>")
                .hasRows(
                        "{'person_id':1,'role':'rep','.links':['p'],'links':['m'],'name':'Ann'}",
                        "{'person_id':1,'role':'sen','.links':['p'],'name':'Ann'}",
                        "{'person_id':3,'role':'rep'}",
                        "{'role':'none'}");
    }

    private static String fault(String source, String reason, String raw) {
        return "{\"source\":\"" + source + "\",\"step\":\"step\",\"column\":\"person_id\",\"reason\":\"" + reason
                + " for person_id\",\"raw\":\"" + raw + "\"}";
    }

    @Test
    void countsWhatItDropsInJobs(SparkSession spark) {
        var joined =
                result(Join.on("person_id"), memberships(reading(spark, Read.NEW)), people(reading(spark, Read.NEW)));
        assertAllowed(joined, 2);
        assertThat(joined.errorsCount()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Unmatched.class)
    void treatsRowsWithoutAPartnerAsItIsTold(Unmatched unmatched, SparkSession spark) {
        var literals = FrameLiterals.of(spark);
        var joined = result(on(unmatched), memberships(literals), people(literals));
        switch (unmatched) {
            case KEEP -> assertAllowed(joined, 4);
            case DROP -> assertAllowed(joined, 2);
            case FAULT -> {
                assertThat(joined.count()).isEqualTo(2);
                assertThat(joined.errorsCount()).isEqualTo(2);
            }
        }
    }

    private static void assertAllowed(DynamicFrame joined, long rows) {
        var source = joined.faultSources().iterator().next();
        assertThat(source.kind()).isEqualTo(FaultSource.Kind.UNMATCHED_ALLOWED);
        assertThat(joined.count()).isEqualTo(rows);
        assertThat(source.signalled()).isTrue();
        assertThat(source.faults().count()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(Unmatched.class)
    void signalsNothingWhereEveryRowHasAPartner(Unmatched unmatched, SparkSession spark) {
        var literals = FrameLiterals.of(spark);
        var first = literals.frame("a", "struct<person_id:int>", "{'person_id':1}");
        var joined = result(on(unmatched), first, people(literals));
        assertThat(joined.count()).isEqualTo(1);
        assertThat(joined.faultSources()).noneMatch(FaultSource::signalled);
    }

    @Test
    void comparesNumbersOfDifferentWidthsInTheWider() {
        assertKeyType("int", "bigint", "bigint");
        assertKeyType("decimal(5,2)", "int", "decimal(12,2)");
        assertKeyType("int", "double", "double");
        assertKeyType("float", "double", "double");
        assertKeyType("void", "string", "string");
    }

    private static void assertKeyType(String type1, String type2, String common) {
        var in = new Shapes(Map.of("a", FrameLiterals.type("struct<k:" + type1 + ">")));
        var both = new LinkedHashMap<>(in.byName());
        both.put("b", FrameLiterals.type("struct<k:" + type2 + ">"));
        assertThat(Join.on("k").outputShapes(new Shapes(both)).get(Frames.RESULT))
                .isEqualTo(FrameLiterals.type("struct<k:" + common + ">"));
    }

    @Test
    void refusesKeysThatCannotBeCompared() {
        for (var types : List.of(
                List.of("string", "int"),
                List.of("date", "timestamp"),
                List.of("struct<a:int>", "struct<a:int>"),
                List.of("uniontype<int,string>", "string"))) {
            assertThatThrownBy(() -> assertKeyType(types.get(0), types.get(1), "int"))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("Cannot join a to b: a.k is " + types.get(0) + ", b.k is " + types.get(1));
        }
    }

    @Test
    void explainsAMissingKey(SparkSession spark) {
        var literals = FrameLiterals.of(spark);
        var first = literals.frame("persons", "struct<id:int,name:string>");
        assertThatThrownBy(() -> result(Join.on("idd"), first, memberships(literals)))
                .hasMessage("Cannot join persons to memberships: no column 'idd' in persons"
                        + " (has: id, name; did you mean 'id'?)");
        assertThatThrownBy(() -> Join.on("id").outputShapes(Shapes.of("persons", first.schema())))
                .hasMessageContaining("Cannot join 1 frames");
    }

    @Test
    void refusesUnclearKeys() {
        var plugin = new Join.Plugin();
        for (var written : List.<Map<String, ?>>of(
                Map.of(), Map.of("keys1", "a"), Map.of("keys", "a", "keys1", "a", "keys2", "b"))) {
            var settings = plugin.settings().of("test", written);
            assertThatThrownBy(() -> plugin.create(settings, null))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("expected either keys, or keys1 and keys2");
        }
        assertThatThrownBy(() -> Join.on("a.b")).hasMessageContaining("write keys1 and keys2");
        assertThatThrownBy(
                        () -> new Join(List.of(ColumnPath.of("a")), List.of(), false, Optional.empty(), JoinType.INNER))
                .hasMessageContaining("keys come in pairs");
    }

    @Test
    void keepsRowsWithoutAPartnerAsItsTypeSays(SparkSession spark) {
        var pairs = List.of("{'id':1,'a':'x','b':'p'}");
        assertTyped(spark, JoinType.INNER, pairs);
        assertTyped(spark, JoinType.LEFT, pairs, "{'id':2,'a':'y'}", "{'a':'n'}");
        assertTyped(spark, JoinType.RIGHT, pairs, "{'id':3,'b':'q'}", "{'b':'m'}");
        assertTyped(spark, JoinType.OUTER, pairs, "{'id':2,'a':'y'}", "{'a':'n'}", "{'id':3,'b':'q'}", "{'b':'m'}");
    }

    private static void assertTyped(SparkSession spark, JoinType type, List<String> pairs, String... alone) {
        var literals = FrameLiterals.of(spark);
        var rows = new ArrayList<>(pairs);
        rows.addAll(List.of(alone));
        assertFrame(result(Join.on("id").as(type), left(literals), right(literals)))
                .hasType("struct<id:bigint,a:string,b:string>")
                .hasRows(rows.toArray(String[]::new));
    }

    private static DynamicFrame left(FrameLiterals literals) {
        return literals.frame("left", "struct<id:int,a:string>", "{'id':1,'a':'x'}", "{'id':2,'a':'y'}", "{'a':'n'}");
    }

    private static DynamicFrame right(FrameLiterals literals) {
        return literals.frame(
                "right", "struct<b:string,id:bigint>", "{'id':1,'b':'p'}", "{'id':3,'b':'q'}", "{'b':'m'}");
    }

    @Test
    void keepsBothKeysOfAnOuterJoinWhereTheyAreWrittenApart(SparkSession spark) {
        var literals = FrameLiterals.of(spark);
        var keys = JoinKeys.on(List.of("id"), List.of("id")).type("outer");
        assertFrame(left(literals).join(right(literals), keys))
                .hasType("struct<`.id`:int,a:string,b:string,id:bigint>")
                .hasRows(
                        "{'.id':1,'a':'x','id':1,'b':'p'}",
                        "{'.id':2,'a':'y'}",
                        "{'a':'n'}",
                        "{'id':3,'b':'q'}",
                        "{'b':'m'}");
    }

    @Test
    void onlyFiltersTheFirstFrameInSemiAndAntiJoins(SparkSession spark) {
        var literals = FrameLiterals.of(spark);
        var twice = result(Union.union(), right(literals));
        assertFrame(result(Join.on("id").as(JoinType.LEFTSEMI), left(literals), twice))
                .hasType("struct<id:int,a:string>")
                .hasRows("{'id':1,'a':'x'}");
        assertFrame(result(Join.on("id").as(JoinType.LEFTANTI), left(literals), twice))
                .hasType("struct<id:int,a:string>")
                .hasRows("{'id':2,'a':'y'}", "{'a':'n'}");
    }

    private static DynamicFrame result(Union union, DynamicFrame frame) {
        return union.apply(Frames.of("a", frame, "right", frame))
                .get(Frames.RESULT)
                .withName("right");
    }

    @ParameterizedTest
    @EnumSource(
            value = JoinType.class,
            names = {"LEFT", "RIGHT"})
    void countsTheNewRowsThatItKeepsWithoutAPartner(JoinType type, SparkSession spark) {
        var fresh = reading(spark, Read.NEW);
        var old = reading(spark, Read.ALL);
        boolean isLeft = type == JoinType.LEFT;
        var joined = result(Join.on("id").as(type), left(isLeft ? fresh : old), right(isLeft ? old : fresh));
        assertAllowed(joined, 3);
        var other = result(Join.on("id").as(type), left(isLeft ? old : fresh), right(isLeft ? fresh : old));
        assertThat(other.faultSources()).isEmpty();
        assertThat(other.count()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(JoinType.class)
    void hasTheShapeThatEachTypePromises(JoinType type, SparkSession spark) {
        var literals = FrameLiterals.of(spark);
        var join = Join.on("id").as(type);
        var in = Frames.of("left", left(literals), "right", right(literals));
        assertThat(join.apply(in).shapes()).isEqualTo(join.outputShapes(in.shapes()));
        assertThat(PlanNodes.of(join.apply(in).get(Frames.RESULT).toDF()).names())
                .doesNotContain("CartesianProductExec", "BroadcastNestedLoopJoinExec")
                .doesNotContainAnyElementsOf(PlanNodes.SLOW);
    }

    @Test
    void refusesATypeBesideUnmatched() {
        var key = List.of(ColumnPath.of("id"));
        assertThatThrownBy(() -> new Join(key, key, true, Optional.of(Unmatched.DROP), JoinType.LEFT))
                .isInstanceOf(UsageException.class)
                .hasMessage("Cannot join with type left and unmatched drop: the type says already which rows stay"
                        + " (expected unmatched in an inner join only)");
        var plugin = new Join.Plugin();
        assertThatThrownBy(() -> plugin.settings().of("join", Map.of("keys", "id", "type", "left-semi")))
                .hasMessageContaining("did you mean 'leftsemi'?");
        assertThat(plugin.create(plugin.settings().of("join", Map.of("keys", "id", "type", "leftsemi")), null))
                .isEqualTo(Join.on("id").as(JoinType.LEFTSEMI));
    }

    @Test
    void saysThatAChoiceIsNoKey() {
        assertThatThrownBy(() -> assertKeyType("uniontype<int,string>", "uniontype<int,string>", "int"))
                .hasMessageEndingWith("(resolve the choice first)");
    }

    @Test
    void matchesRowsOfTwoFrames() {
        assertThat(transform().matchesRows()).isTrue();
    }
}
