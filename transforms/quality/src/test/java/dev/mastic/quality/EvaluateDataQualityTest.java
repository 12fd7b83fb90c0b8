// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.quality;

import static dev.mastic.quality.EvaluateDataQuality.evaluateDataQuality;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Transform;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.TransformContract;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class EvaluateDataQualityTest extends TransformContract {
    private static final List<String> RULES =
            List.of("IsUnique \"id\"", "ColumnValues \"name\" = \"Ada\"", "RowCount > 0");

    @Override
    protected String name() {
        return "evaluate-data-quality";
    }

    @Override
    protected Transform transform() {
        return evaluateDataQuality(RULES.toArray(String[]::new));
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of("rules", RULES);
    }

    @Override
    protected Frames sample(FrameLiterals literals) {
        return Frames.of(
                "people",
                literals.frame("people", "struct<id:int,name:string>", "{'id':1,'name':'Ada'}", "{'id':2}", "{}"));
    }

    @Override
    protected boolean looksAtData() {
        return true;
    }

    @Override
    protected boolean holdsRows(String output) {
        return !output.equals(EvaluateDataQuality.RULE_OUTCOMES);
    }

    @Test
    void tellsOfRulesAndOfRows(SparkSession spark) {
        var out = transform().apply(sample(FrameLiterals.of(spark)));
        assertThat(out.names()).containsExactly("original-data", "rule-outcomes", "row-level-outcomes");
        assertThat(out.get("rule-outcomes")
                        .toDF()
                        .select("Rule", "Outcome", "FailureReason")
                        .collectAsList())
                .extracting(Object::toString)
                .containsExactly(
                        "[IsUnique \"id\",Passed,null]",
                        "[ColumnValues \"name\" = \"Ada\",Failed,2 rows of 3 break it, 2 of them by a NULL]",
                        "[RowCount > 0,Passed,null]");
        assertThat(out.get("row-level-outcomes")
                        .toDF()
                        .selectExpr(
                                "id",
                                "concat_ws('+', DataQualityRulesPass)",
                                "concat_ws('+', DataQualityRulesFail)",
                                "concat_ws('+', DataQualityRulesSkip)",
                                "DataQualityEvaluationResult")
                        .collectAsList())
                .extracting(Object::toString)
                .containsExactlyInAnyOrder(
                        "[1,IsUnique \"id\"+ColumnValues \"name\" = \"Ada\",,RowCount > 0,Passed]",
                        "[2,IsUnique \"id\",ColumnValues \"name\" = \"Ada\",RowCount > 0,Failed]",
                        "[null,IsUnique \"id\",ColumnValues \"name\" = \"Ada\",RowCount > 0,Failed]");
    }

    @Test
    void refusesColumnsThatAreNotThereOrOfAnotherType(SparkSession spark) {
        var people = sample(FrameLiterals.of(spark));
        assertThatThrownBy(() -> evaluateDataQuality("IsComplete \"nam\"").outputShapes(people.shapes()))
                .isInstanceOf(UsageException.class)
                .hasMessage("Cannot run rule IsComplete \"nam\": Input data does not include column nam!"
                        + " (has: id, name; did you mean 'name'?)");
        assertThatThrownBy(() -> evaluateDataQuality("Mean \"name\" > 1").apply(people))
                .hasMessage("Cannot run rule Mean \"name\" > 1: column 'name' is not of the right type"
                        + " (got string; expected a number)");
        assertThatThrownBy(() ->
                        evaluateDataQuality("RowCountMatch \"others\" = 1.0").outputShapes(people.shapes()))
                .hasMessage("Cannot run rule RowCountMatch \"others\" = 1.0: no frame 'others' to compare with"
                        + " (there are none)");
    }

    @Test
    void refusesColumnsThatItWouldAdd(SparkSession spark) {
        var again = transform().apply(sample(FrameLiterals.of(spark))).get("row-level-outcomes");
        assertThatThrownBy(
                        () -> transform().outputShapes(Frames.of("again", again).shapes()))
                .hasMessage("Cannot add the outcomes of rules: there is a column 'DataQualityRulesPass' already;"
                        + " rename it before");
    }
}
