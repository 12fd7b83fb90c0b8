// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import static dev.mastic.testkit.FrameAssert.assertFrame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.DynamicRecord;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.plugin.Registry;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.TransformContract;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilterTest extends TransformContract {
    private static final String TYPE = "struct<age:int,name:string,id:uniontype<int,string>>";

    /** Grown up. */
    public record IsAdult() implements FilterFunction<DynamicRecord> {
        @Override
        public boolean call(DynamicRecord record) {
            return record.getField("age", Integer.class).orElseThrow() >= 18;
        }
    }

    @Override
    protected String name() {
        return "filter";
    }

    @Override
    protected Transform transform() {
        return Filter.filter("age >= 18");
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of("condition", "age >= 18");
    }

    @Override
    protected Frames sample(FrameLiterals literals) {
        return Frames.of(
                "people",
                literals.frame(
                        "people",
                        TYPE,
                        "{'age':18,'name':'Ann','id':{'int':1}}",
                        "{'age':17,'name':'Bob','id':{'string':'x'}}",
                        "{}"));
    }

    private DynamicFrame people(SparkSession spark) {
        return sample(FrameLiterals.of(spark)).get("people");
    }

    @Test
    void keepsRowsThatHoldTheCondition(SparkSession spark) {
        var adult = "{'age':18,'name':'Ann','id':{'int':1}}";
        assertFrame(people(spark).filter("age >= 18")).hasType(TYPE).hasRows(adult);
        assertFrame(people(spark).filter("id.int = 1 and name like 'A%'")).hasRows(adult);
        assertFrame(people(spark).filter("not (age >= 18)")).hasRows("{'age':17,'name':'Bob','id':{'string':'x'}}");
    }

    @Test
    void keepsRowsByAClass(SparkSession spark) {
        var adults = people(spark).apply("filter", Map.of("class", IsAdult.class.getName()));
        assertFrame(adults).hasRows("{'age':18,'name':'Ann','id':{'int':1}}");
        assertFrame(adults.errorsAsDynamicFrame().selectFields("reason", "raw"))
                .hasRows("{'reason':'java.util.NoSuchElementException: No value present','raw':'{}'}");
    }

    @Test
    void reachesTheSource(SparkSession spark, @TempDir Path folder) {
        people(spark)
                .toDF()
                .select("age", "name")
                .coalesce(1)
                .write()
                .mode("overwrite")
                .parquet(folder.toString());
        var stored = DynamicFrame.fromDF(
                spark.read().parquet(folder.toString()), "stored", FrameContext.outsideJobs(Registry.fromClasspath()));
        var plan = stored.renameField("age", "years")
                .filter("years >= 18")
                .toDF()
                .queryExecution()
                .executedPlan();
        assertThat(plan.toString()).contains("PushedFilters: [IsNotNull(age), GreaterThanOrEqual(age,18)]");
    }

    @Test
    void refusesConditionsThatAreNone(SparkSession spark) {
        assertThatThrownBy(() -> people(spark).filter("ages >= 18"))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("Cannot filter by 'ages >= 18'")
                .hasMessageContaining("did you mean 'age'?");
        assertThatThrownBy(() -> people(spark).filter("age + 1")).hasMessageContaining("no condition");
        assertThatThrownBy(() -> people(spark).apply("filter", Map.of()))
                .hasMessageContaining("expected either condition or class");
    }
}
