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
import dev.mastic.core.frame.Shapes;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.plugin.Registry;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.TransformContract;
import dev.mastic.transforms.Join.Unmatched;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class LookupTest extends TransformContract {
    @Override
    protected String name() {
        return "lookup";
    }

    @Override
    protected Transform transform() {
        return lookup(Optional.of(Unmatched.KEEP), "place.city", "c", "m");
    }

    private static Lookup lookup(Optional<Unmatched> unmatched, String... values) {
        return new Lookup(
                List.of(ColumnPath.parse("address.zip")),
                List.of(ColumnPath.of("code")),
                Stream.of(values).map(ColumnPath::parse).toList(),
                unmatched);
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of(
                "keys1",
                List.of("address.zip"),
                "keys2",
                List.of("code"),
                "values",
                List.of("place.city", "c", "m"),
                "unmatched",
                "keep");
    }

    @Override
    protected Frames sample(FrameLiterals literals) {
        return Frames.of("orders", orders(literals), "zips", zips(literals));
    }

    private static DynamicFrame orders(FrameLiterals literals) {
        return literals.frame(
                "orders",
                "struct<id:int,address:struct<zip:int>>",
                "{'id':1,'address':{'zip':10}}",
                "{'id':2,'address':{'zip':10}}",
                "{'id':3,'address':{'zip':99}}",
                "{'id':4,'address':{}}",
                "{'id':5}");
    }

    private static DynamicFrame zips(FrameLiterals literals) {
        return literals.frame(
                "zips",
                "struct<code:bigint,place:struct<city:string>,c:uniontype<int,string>,m:map<string,int>,other:int>",
                "{'code':10,'place':{'city':'X'},'c':{'int':1},'m':{'k':1},'other':1}",
                "{'code':10,'place':{'city':'X'},'c':{'int':1},'m':{'k':1},'other':2}",
                "{'code':11,'place':{'city':'Y'},'other':3}",
                "{'place':{'city':'nowhere'}}");
    }

    private static DynamicFrame result(Lookup lookup, DynamicFrame first, DynamicFrame second) {
        return lookup.apply(Frames.of(first.name(), first, second.name(), second))
                .get(Frames.RESULT);
    }

    @Test
    void addsOnlyTheValuesAndNoRows(SparkSession spark) {
        var literals = FrameLiterals.of(spark);
        var found = result(lookup(Optional.empty(), "place.city", "c", "m"), orders(literals), zips(literals));
        assertFrame(found)
                .hasType("struct<id:int,address:struct<zip:int>,city:string,c:uniontype<int,string>,m:map<string,int>>")
                .hasRows(
                        "{'id':1,'address':{'zip':10},'city':'X','c':{'int':1},'m':{'k':1}}",
                        "{'id':2,'address':{'zip':10},'city':'X','c':{'int':1},'m':{'k':1}}",
                        "{'id':3,'address':{'zip':99}}",
                        "{'id':4,'address':{}}",
                        "{'id':5}");
        assertThat(found.errorsCount()).isZero();
    }

    @Test
    void faultsRowsThatAskForAKeyWithDifferentValues(SparkSession spark) {
        var literals = FrameLiterals.of(spark);
        var found = result(lookup(Optional.empty(), "other"), orders(literals), zips(literals));
        assertFrame(found).hasRows("{'id':3,'address':{'zip':99}}", "{'id':4,'address':{}}", "{'id':5}");
        assertFrame(found.errorsAsDynamicFrame())
                .hasRows(
                        fault("{\\\"id\\\":1,\\\"address\\\":{\\\"zip\\\":10}}"),
                        fault("{\\\"id\\\":2,\\\"address\\\":{\\\"zip\\\":10}}"));
    }

    private static String fault(String raw) {
        return "{\"source\":\"orders\",\"step\":\"orders\",\"column\":\"address.zip\","
                + "\"reason\":\"several rows with different values in zips for address.zip\",\"raw\":\"" + raw + "\"}";
    }

    @Test
    void treatsRowsThatItDoesNotFindAsItIsTold(SparkSession spark) {
        var literals = FrameLiterals.of(spark);
        var faulted = result(lookup(Optional.of(Unmatched.FAULT), "c"), orders(literals), zips(literals));
        assertThat(faulted.count()).isEqualTo(2);
        assertThat(faulted.errorsCount()).isEqualTo(3);
        var dropped = result(lookup(Optional.of(Unmatched.DROP), "c"), orders(literals), zips(literals));
        assertThat(dropped.count()).isEqualTo(2);
        assertThat(dropped.errorsCount()).isZero();
    }

    @Test
    void countsNewRowsThatItDoesNotFind(SparkSession spark) {
        var literals = FrameLiterals.of(spark);
        var context = new FrameContext(Registry.fromClasspath(), "step", Read.NEW, 1);
        var found = result(lookup(Optional.empty(), "c"), orders(literals.with(context)), zips(literals));
        assertThat(found.count()).isEqualTo(5);
        var unmatched = found.faultSources().stream()
                .filter(source -> source.kind() == FaultSource.Kind.UNMATCHED_ALLOWED)
                .findFirst()
                .orElseThrow();
        assertThat(unmatched.signalled()).isTrue();
        assertThat(unmatched.faults().count()).isEqualTo(3);
    }

    @Test
    void addsAllButTheKeysUnlessTold(SparkSession spark) {
        var literals = FrameLiterals.of(spark);
        var key = List.of(ColumnPath.of("code"));
        var codes = literals.frame("codes", "struct<code:int>", "{'code':11}");
        var all = new Lookup(key, key, List.of(), Optional.empty());
        assertFrame(result(all, codes, zips(literals)))
                .hasType(
                        "struct<code:int,place:struct<city:string>,c:uniontype<int,string>,m:map<string,int>,other:int>")
                .hasRows("{'code':11,'place':{'city':'Y'},'other':3}");
        assertThatThrownBy(() -> result(all, zips(literals), codes))
                .hasMessage("Cannot look up zips in codes: codes has no column but its keys");
    }

    @Test
    void refusesColumnsThatAreThereAlready(SparkSession spark) {
        var literals = FrameLiterals.of(spark);
        assertThatThrownBy(() -> lookup(Optional.empty(), "c", "id")
                        .outputShapes(sample(literals).shapes()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("Cannot look up orders in zips: there would be two columns 'id'");
        assertThatThrownBy(() -> lookup(Optional.empty(), "place.town")
                        .outputShapes(sample(literals).shapes()))
                .hasMessageContaining("no column 'town' in 'place'");
        assertThatThrownBy(() -> lookup(Optional.empty())
                        .outputShapes(Shapes.of("orders", orders(literals).schema())))
                .hasMessageContaining("Cannot look up 1 frames");
    }
}
