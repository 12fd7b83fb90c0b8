// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.GeneratedCode;
import dev.mastic.testkit.JobCounter;
import dev.mastic.testkit.PlanNodes;
import dev.mastic.testkit.SparkExtension;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.WholeStageCodegenExec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import scala.collection.JavaConverters;

/** A chain of Glue's verbs reads no more of files than what is asked for. */
@ExtendWith(SparkExtension.class)
class PushDownTest {
    private static final String ORDERS = "id bigint, price uniontype<double,string>, nothing void,"
            + " customer struct<name:string,zip:string>, items array<struct<sku:string,n:int>>, note string";

    @GeneratedCode
    @Test
    void filtersAndColumnsReachTheFiles(SparkSession spark, @TempDir Path folder) {
        var orders = FrameLiterals.of(spark)
                .frame(
                        "orders",
                        ORDERS,
                        "{'id':1,'price':{'double':1.5},'customer':{'name':'Ann','zip':'1'},'note':'x'}",
                        "{'id':7,'price':{'string':'2.5'},'customer':{'name':'Bob','zip':'2'}}");
        var place = folder.resolve("orders").toString();
        orders.dropFields("nothing").toDF().write().parquet(place);
        var read = DynamicFrame.fromDF(spark.read().parquet(place), "orders", orders.context());
        var jobs = JobCounter.jobsOf(spark, () -> {
            var plan = chain(read).toDF().queryExecution().executedPlan();
            var scan = scan(plan);
            assertThat(scan.dataFilters().mkString(",")).contains("(id#").contains("> 5");
            assertThat(scan.metadata().get("PushedFilters").get()).contains("GreaterThan(id,5)");
            assertThat(scan.requiredSchema().catalogString())
                    .isEqualTo(
                            "struct<id:bigint,price:struct<double:double,string:string>,customer:struct<name:string>>");
            assertThat(plan).isInstanceOf(WholeStageCodegenExec.class);
            assertThat(plan.collectLeaves().size()).isEqualTo(1);
        });
        assertThat(jobs).isZero();
        var rows = chain(read).toDF();
        assertThat(PlanNodes.of(rows).names()).doesNotContainAnyElementsOf(PlanNodes.SLOW);
        assertThat(rows.toJSON().collectAsList())
                .containsExactly("{\"number\":7,\"paid\":2.5,\"who\":{\"name\":\"Bob\"}}");
    }

    private static DynamicFrame chain(DynamicFrame orders) {
        return orders.resolveChoice("price -> cast:double")
                .applyMapping(
                        "id -> order", "price -> paid", "customer.name -> who.name", "items -> items", "note -> note")
                .filter("`order` > 5")
                .dropNullFields()
                .renameField("order", "number")
                .selectFields("number", "paid", "who")
                .dropFields("items");
    }

    private static FileSourceScanExec scan(SparkPlan plan) {
        return JavaConverters.seqAsJavaList(plan.collectLeaves()).stream()
                .map(PushDownTest::scanIn)
                .findFirst()
                .orElseThrow();
    }

    private static FileSourceScanExec scanIn(SparkPlan leaf) {
        assertThat(leaf).isInstanceOf(FileSourceScanExec.class);
        return (FileSourceScanExec) leaf;
    }
}
