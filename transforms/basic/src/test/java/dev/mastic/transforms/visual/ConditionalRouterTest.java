// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import static dev.mastic.testkit.FrameAssert.assertFrame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import dev.mastic.core.config.Problems;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Shapes;
import dev.mastic.core.frame.Transform;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.JsonRows;
import dev.mastic.testkit.TransformContract;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConditionalRouterTest extends TransformContract {
    private static final String TYPE = "struct<id:int,amount:double,tags:array<string>,c:uniontype<int,string>>";

    @Override
    protected String name() {
        return "conditional-router";
    }

    @Override
    protected Transform transform() {
        return router("others", "big", "amount >= 1000", "odd", "id % 2 = 1");
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of("routes", Map.of("big", "amount >= 1000", "odd", "id % 2 = 1"), "default", "others");
    }

    private static ConditionalRouter router(String other, String... routes) {
        var byName = new LinkedHashMap<String, String>();
        for (int i = 0; i < routes.length; i += 2) {
            byName.put(routes[i], routes[i + 1]);
        }
        return new ConditionalRouter(byName, other);
    }

    @Override
    protected Frames sample(FrameLiterals literals) {
        return Frames.of(
                "orders",
                literals.frame(
                        "orders",
                        TYPE,
                        "{'id':1,'amount':5000,'tags':['x'],'c':{'int':1}}",
                        "{'id':2,'amount':1000}",
                        "{'id':3,'amount':1,'c':{'string':'x'}}",
                        "{'id':4,'tags':[null]}",
                        "{}"));
    }

    @Test
    void putsARowIntoEachRouteWhoseConditionItHolds(SparkSession spark) {
        var routed = transform().apply(sample(FrameLiterals.of(spark)));
        assertThat(routed.names()).containsExactly("big", "odd", "others");
        assertFrame(routed.get("big"))
                .hasType(TYPE)
                .hasRows("{'id':1,'amount':5000,'tags':['x'],'c':{'int':1}}", "{'id':2,'amount':1000}");
        assertFrame(routed.get("odd"))
                .hasRows("{'id':1,'amount':5000,'tags':['x'],'c':{'int':1}}", "{'id':3,'amount':1,'c':{'string':'x'}}");
        assertFrame(routed.get("others")).hasType(TYPE).hasRows("{'id':4,'tags':[null]}", "{}");
        assertThat(routed.get("odd").name()).isEqualTo("odd");
    }

    @Test
    void takesANullConditionAsNoMatch(SparkSession spark) {
        var routed = router("rest", "none", "NULL", "strings", "c.string = 'x'").apply(sample(FrameLiterals.of(spark)));
        assertThat(routed.get("none").count()).isZero();
        assertThat(routed.get("strings").count()).isEqualTo(1);
        assertThat(routed.get("rest").count()).isEqualTo(4);
    }

    @Test
    void refusesWhatIsNoCondition() {
        assertRefused(router("x", "a", "amount"), "Cannot route rows to 'a': it is no condition (got double");
        assertRefused(router("x", "a", "amuont > 1"), "amount");
        assertRefused(router("x", "a", "amount >"), "Cannot route rows to 'a'");
        assertThatThrownBy(() -> router("a", "a", "true")).hasMessageContaining("'a' is a route and the default");
        assertThatThrownBy(() -> router("a")).hasMessageContaining("there is no route");
    }

    private static void assertRefused(ConditionalRouter router, String why) {
        assertThatThrownBy(() -> router.outputShapes(Shapes.of("orders", FrameLiterals.type(TYPE))))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(why);
    }

    @Test
    void readsRoutesInTheOrderOfTheirLines() {
        assertThat(read("routes {\n z = \"id = 1\"\n a = \"id = 2\"\n m = \"id = 3\"\n}")
                        .outputShapes(Shapes.of("orders", FrameLiterals.type(TYPE)))
                        .names())
                .containsExactly("z", "a", "m", "default_group");
        for (var wrong : List.of("routes {}", "routes = [x]", "routes { a = 1 }")) {
            assertThatThrownBy(() -> read(wrong)).hasMessageContaining("a block with a condition for each name");
        }
    }

    private static Transform read(String text) {
        var plugin = new ConditionalRouter.Plugin();
        var problems = new Problems();
        var settings = plugin.settings().read(ConfigFactory.parseString(text).root(), "", problems);
        problems.throwIfAny("conditional-router");
        return plugin.create(settings, null);
    }

    @Test
    void letsSourcesSkipByAConditionAndReadNoOtherColumns(SparkSession spark, @TempDir Path folder) {
        var path = folder.resolve("orders").toString();
        spark.range(10)
                .selectExpr("cast(id as int) as id", "id as other")
                .write()
                .parquet(path);
        var orders = FrameLiterals.of(spark).frame("orders", "struct<id:int,other:bigint>");
        var routed = router("rest", "few", "id < 3", "some", "other > 5")
                .apply(Frames.of(
                        "orders", orders.derive(orders.schema(), spark.read().parquet(path))));
        assertThat(plan(routed.get("few"))).contains("PushedFilters: [IsNotNull(id), LessThan(id,3)]");
        assertThat(routed.get("rest").count()).isEqualTo(3);
    }

    private static String plan(DynamicFrame frame) {
        return frame.toDF().queryExecution().executedPlan().toString();
    }

    @Test
    void decidesOnceByConditionsThatDependOnChance(SparkSession spark) {
        var ids = DynamicFrame.fromDF(
                spark.range(0, 2000, 1, 4).toDF(),
                "ids",
                FrameLiterals.of(spark).context());
        var routed = router("rest", "some", "rand() < 0.5").apply(Frames.of("ids", ids));
        var rows = new ArrayList<>(JsonRows.of(routed.get("some")).rows());
        rows.addAll(JsonRows.of(routed.get("rest")).rows());
        assertThat(rows).hasSize(2000).doesNotHaveDuplicates();
    }
}
