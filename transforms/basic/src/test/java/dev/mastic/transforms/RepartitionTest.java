// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import static dev.mastic.testkit.FrameAssert.assertFrame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Shapes;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.TransformContract;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;

class RepartitionTest extends TransformContract {
    private static final String TYPE = "struct<id:int,s:struct<a:string>,m:map<string,int>>";

    @Override
    protected String name() {
        return "repartition";
    }

    @Override
    protected Transform transform() {
        return new Repartition(OptionalInt.of(3), List.of(ColumnPath.parse("s.a"), ColumnPath.of("id")));
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of("partitions", 3, "columns", List.of("s.a", "id"));
    }

    @Override
    protected Frames sample(FrameLiterals literals) {
        return Frames.of(
                "rows",
                literals.frame(
                        "rows",
                        TYPE,
                        "{'id':1,'s':{'a':'x'},'m':{'k':1}}",
                        "{'id':2,'s':{'a':'x'}}",
                        "{'s':{}}",
                        "{}"));
    }

    @Test
    void spreadsRowsEvenlyOrByColumns(SparkSession spark) {
        var rows = sample(FrameLiterals.of(spark)).get("rows");
        assertThat(rows.apply(Repartition.repartition(3)).toDF().rdd().getNumPartitions())
                .isEqualTo(3);
        var byColumn = new Repartition(OptionalInt.empty(), List.of(ColumnPath.parse("s.a")));
        var places = rows.apply(byColumn)
                .toDF()
                .withColumn("place", functions.spark_partition_id())
                .groupBy("s.a")
                .agg(functions.count_distinct(functions.col("place")).as("places"));
        assertThat(places.filter("places <> 1").count()).isZero();
        assertFrame(rows.apply(byColumn))
                .hasType(TYPE)
                .hasRows("{'id':1,'s':{'a':'x'},'m':{'k':1}}", "{'id':2,'s':{'a':'x'}}", "{'s':{}}", "{}");
    }

    @Test
    void refusesWhatHasNoHash() {
        var in = Shapes.of("rows", FrameLiterals.type(TYPE));
        assertThatThrownBy(() -> new Repartition(OptionalInt.empty(), List.of(ColumnPath.of("m"))).outputShapes(in))
                .isInstanceOf(UsageException.class)
                .hasMessage("Cannot repartition: m holds a map, which has no hash (got map<string,int>)");
        assertThatThrownBy(() -> new Repartition(OptionalInt.empty(), List.of(ColumnPath.of("idd"))).outputShapes(in))
                .hasMessageContaining("did you mean 'id'?");
        assertThatThrownBy(() -> new Repartition(OptionalInt.empty(), List.of()))
                .hasMessageContaining("neither partitions nor columns");
    }
}
