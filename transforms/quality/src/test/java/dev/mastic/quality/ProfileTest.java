// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.plugin.Registry;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.JobCounter;
import dev.mastic.testkit.SparkExtension;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class ProfileTest {
    @Test
    void measuresColumnsOfEveryKind(SparkSession spark) {
        var frame = FrameLiterals.of(spark)
                .frame(
                        "people",
                        "struct<id:int,name:string,home:struct<zip:string>,any:uniontype<int,string>,tags:array<string>,"
                                + "born:date,`odd.name`:double>",
                        "{'id':1,'name':'Ada','home':{'zip':'A1'},'any':{'int':7},'tags':['x'],'born':'1815-12-10','odd.name':0.1}",
                        "{'id':2,'name':'Ada','home':{},'any':{'string':'b'},'odd.name':0.2}",
                        "{'id':3,'name':'Bob'}");
        var columns = Profile.of(frame).columns();
        assertThat(columns)
                .extracting(Profile.Column::name)
                .containsExactly("id", "name", "home.zip", "any.int", "any.string", "tags", "born", "odd.name");
        assertThat(columns).extracting(Profile.Column::nulls).containsExactly(0L, 0L, 2L, 2L, 2L, 2L, 2L, 1L);
        assertThat(columns.get(0).numbers().mean()).hasValue(2);
        assertThat(columns.get(1).top()).hasValue(List.of(new Profile.Top("Ada", 2), new Profile.Top("Bob", 1)));
        assertThat(columns.get(1).range()).isEqualTo(new Profile.Range(Optional.of("Ada"), Optional.of("Bob")));
        assertThat(columns.get(1).distinct()).hasValue(2);
        assertThat(columns.get(5).distinct()).isEmpty();
        assertThat(columns.get(6).range().min()).hasValue("1815-12-10");
        assertThat(columns.get(7).numbers().mean()).hasValue(0.15);
    }

    @Test
    void readsTheRowsOnceInOneJob(SparkSession spark) {
        var frame = many(spark, 4);
        assertThat(JobCounter.jobsOf(spark, () -> Profile.of(frame))).isEqualTo(1);
    }

    @Test
    void saysTheSameOnAnyPartitions(SparkSession spark) {
        var one = Profile.of(many(spark, 1));
        assertThat(Profile.of(many(spark, 8))).isEqualTo(one);
        assertThat(Profile.of(many(spark, 32))).isEqualTo(one);
        var id = one.columns().get(0);
        assertThat(id.isDistinctExact()).isFalse();
        assertThat(id.top()).isEmpty();
        assertThat(id.distinct().getAsLong()).isBetween(2850L, 3000L);
        assertThat(one.columns().get(2).top())
                .hasValueSatisfying(top -> assertThat(top).hasSize(7));
    }

    @Test
    void takesNoRows(SparkSession spark) {
        var none = many(spark, 1);
        var profile = Profile.of(none.derive(none.schema(), none.toDF().limit(0)));
        assertThat(profile.rows()).isZero();
        assertThat(profile.columns()).allSatisfy(column -> {
            assertThat(column.distinct()).hasValue(0);
            assertThat(column.range().min()).isEmpty();
        });
    }

    private static DynamicFrame many(SparkSession spark, int partitions) {
        var rows = spark.range(3000)
                .selectExpr("id", "id / 10.0D as price", "cast(id % 7 as string) as day")
                .repartition(partitions, functions.rand(3));
        return DynamicFrame.fromDF(rows, "many", FrameContext.outsideJobs(Registry.of(List.of())));
    }
}
