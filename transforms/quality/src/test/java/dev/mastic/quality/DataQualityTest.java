// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.io.Verdict;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.SparkExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class DataQualityTest {
    private static final String TYPE = "struct<id:bigint,name:string,price:double,dec:decimal(10,2),day:date,at:timestamp,"
            + "note:string,half:int>";

    /** Every type of rule that is run, each once as it holds and once as it does not. */
    private static final List<String> HOLD = List.of(
            "RowCount = 40",
            "RowCount between 39 and 41",
            "RowCount = 20 where \"half = 1\"",
            "ColumnCount = 8",
            "ColumnExists \"id\"",
            "ColumnNamesMatchPattern \"[a-z]+\"",
            "Completeness \"note\" >= 0.75",
            "Completeness \"note\" = 1.0 where \"half = 1\"",
            "IsComplete \"id\"",
            "IsUnique \"id\"",
            "IsPrimaryKey \"id\"",
            "IsPrimaryKey \"half\" \"name\"",
            "Uniqueness \"id\" = 1.0",
            "UniqueValueRatio \"id\" = 1.0",
            "DistinctValuesCount \"half\" = 2",
            "Mean \"price\" between 1.9 and 2.1",
            "Sum \"price\" >= 82.0",
            "StandardDeviation \"price\" < 1.2",
            "Entropy \"half\" between 0.69 and 0.7",
            "ColumnCorrelation \"id\" \"price\" > 0.9",
            "ColumnLength \"name\" between 1 and 4",
            "ColumnValues \"half\" in [0, 1]",
            "ColumnValues \"half\" not between 0 and 1",
            "ColumnValues \"price\" > 0",
            "ColumnValues \"name\" matches \"n[0-9]+\"",
            "ColumnValues \"note\" in [\"a\", NULL]",
            "ColumnValues \"note\" != \"b\"",
            "ColumnValues \"note\" = \"a\" with threshold >= 0.75",
            "ColumnValues \"day\" >= \"2024-01-01\"",
            "ColumnValues \"at\" < now()",
            "ColumnDataType \"name\" != \"Integer\"",
            "ColumnDataType \"id\" = \"Long\"",
            "DataFreshness \"day\" > 10 days",
            "CustomSql \"select count(*) from primary where half = 1\" = 20",
            "(IsComplete \"id\") and ((RowCount > 100) or (IsUnique \"id\"))",
            "RowCountMatch \"other\" = 2.0",
            "ReferentialIntegrity \"half\" \"other.half\" = 1.0",
            "SchemaMatch \"other\" = 1.0",
            "AggregateMatch \"sum(half)\" \"sum(other.half)\" = 2.0",
            "DatasetMatch \"other\" \"id\" >= 0.5");

    private static final List<String> FAIL = List.of(
            "RowCount > 40",
            "ColumnCount != 8",
            "ColumnExists \"idd\"",
            "ColumnNamesMatchPattern \"[a-m]+\"",
            "Completeness \"note\" > 0.8",
            "IsComplete \"note\"",
            "IsUnique \"half\"",
            "IsPrimaryKey \"note\" \"id\"",
            "IsPrimaryKey \"note\"",
            "Uniqueness \"half\" > 0.5",
            "UniqueValueRatio \"half\" > 0.5",
            "DistinctValuesCount \"half\" > 2",
            "Mean \"price\" > 2.1",
            "Sum \"price\" > 82.0",
            "StandardDeviation \"price\" > 1.2",
            "Entropy \"half\" > 1",
            "ColumnCorrelation \"id\" \"price\" < 0",
            "ColumnLength \"note\" > 0",
            "ColumnValues \"half\" between 0 and 2",
            "ColumnValues \"note\" = \"a\"",
            "ColumnValues \"note\" matches \"a\"",
            "ColumnValues \"note\" not in [\"b\", NULL]",
            "ColumnValues \"note\" = \"a\" with threshold > 0.75",
            "ColumnValues \"price\" not between 0 and 5",
            "ColumnValues \"day\" < \"2024-01-02\"",
            "ColumnDataType \"name\" = \"Integer\"",
            "DataFreshness \"day\" < 10 days",
            "CustomSql \"select count(*) from primary\" < 20",
            "(IsComplete \"note\") or (IsUnique \"half\")",
            "RowCountMatch \"other\" = 1.0",
            "AggregateMatch \"sum(half)\" \"sum(other.half)\" = 1.0");

    @Test
    void saysOfEachRuleWhetherItHoldsOnAnyPartitions(SparkSession spark) {
        var rules = new ArrayList<>(HOLD);
        rules.addAll(FAIL);
        var ruleset = Ruleset.parse("rules", String.join(",\n", rules));
        var one = verdict(ruleset, spark, 1);
        assertThat(one.rules()).extracting(Verdict.Rule::rule).isEqualTo(rules);
        assertThat(one.rules().stream().filter(Verdict.Rule::passed).map(Verdict.Rule::rule))
                .as(one.failed().stream().map(Object::toString).collect(Collectors.joining("\n")))
                .isEqualTo(HOLD);
        assertThat(one.failed()).allSatisfy(rule -> assertThat(rule.reason()).isNotEmpty());
        for (int partitions : List.of(8, 32)) {
            assertThat(verdict(ruleset, spark, partitions)).isEqualTo(one);
        }
    }

    @Test
    void saysTheSameOfAFrameAndOfItsRows(SparkSession spark) {
        var literals = FrameLiterals.of(spark);
        var type = "struct<k:int,t:string>";
        var frames = List.of(
                literals.frame("some", type, "{'k':1,'t':'a'}", "{'k':2}", "{'k':3,'t':''}"),
                literals.frame("nulls", type, "{'t':'a'}", "{}", "{'k':2,'t':' '}"),
                literals.frame("twins", type, "{'k':1,'t':'a'}", "{'k':1,'t':'b'}", "{'k':2,'t':'a'}"),
                literals.frame("unique", type, "{'k':1,'t':'a'}", "{'k':2,'t':'b'}"),
                literals.frame("empty", type));
        var rules = List.of(
                "IsComplete \"t\"",
                "IsComplete \"t\" where \"k = 2\"",
                "IsUnique \"k\"",
                "IsUnique \"k\" where \"t = 'a'\"",
                "IsPrimaryKey \"k\"",
                "IsPrimaryKey \"k\" \"t\"",
                "ColumnValues \"k\" > 1",
                "ColumnValues \"k\" between 0 and 3",
                "ColumnValues \"k\" = NULL",
                "ColumnValues \"k\" != 1",
                "ColumnValues \"k\" not in [1, NULL]",
                "ColumnValues \"t\" in [\"a\", EMPTY, WHITESPACES_ONLY]",
                "ColumnValues \"t\" not in [EMPTY, WHITESPACES_ONLY]",
                "ColumnValues \"t\" not matches \"a|b\"",
                "ColumnLength \"t\" > 0",
                "ColumnDataType \"t\" != \"Date\"",
                "(IsComplete \"t\") and (ColumnValues \"k\" > 0)");
        var quality = new DataQuality(Ruleset.parse("rules", String.join(",", rules)));
        for (var frame : frames) {
            var broken = broken(quality, frame);
            assertThat(quality.verdict(Frames.of("frame", frame)).failed())
                    .as(frame.name())
                    .extracting(Verdict.Rule::rule)
                    .containsExactlyElementsOf(
                            rules.stream().filter(broken::contains).toList());
        }
    }

    private static Set<String> broken(DataQuality quality, DynamicFrame frame) {
        return quality.rows(frame).toDF().selectExpr("explode(" + RowOutcomes.FAIL + ")").collectAsList().stream()
                .map(row -> row.getString(0))
                .collect(Collectors.toSet());
    }

    @Test
    void failsRulesThatCannotBeAskedOfTheRows(SparkSession spark) {
        var rules = "IsComplete \"nam\", Mean \"name\" > 1, IsComplete \"id\" where \"nobody = 1\","
                + " CustomSql \"select count(*) from nowhere\" > 1, RowCountMatch \"ref\" > 0.5";
        var verdict =
                new DataQuality(Ruleset.parse("rules", rules)).verdict(Frames.of("orders", orders(spark)));
        assertThat(verdict.rules()).extracting(rule -> rule.reason().orElse("")).satisfiesExactly(
                reason -> assertThat(reason).startsWith("Input data does not include column nam!"),
                reason -> assertThat(reason).contains("(got string; expected a number)"),
                reason -> assertThat(reason).startsWith("Spark cannot run it: ").contains("nobody"),
                reason -> assertThat(reason).contains("nowhere"),
                reason -> assertThat(reason).isEqualTo("no frame 'ref' to compare with (there are none)"));
    }

    @Test
    void saysOfNoRowsThatNoneBreaksARule(SparkSession spark) {
        var rules = "IsUnique \"id\", IsPrimaryKey \"id\" \"name\", Uniqueness \"id\" > 0.9, Completeness \"id\" > 0.9,"
                + " ColumnLength \"name\" > 3, Mean \"price\" > 1, RowCount > 0";
        var none = orders(spark);
        var verdict = new DataQuality(Ruleset.parse("rules", rules))
                .verdict(Frames.of("none", none.derive(none.schema(), none.toDF().limit(0))));
        assertThat(verdict.failed()).extracting(Verdict.Rule::rule).containsExactly("Mean \"price\" > 1", "RowCount > 0");
    }

    private static Verdict verdict(Ruleset ruleset, SparkSession spark, int partitions) {
        var frame = orders(spark);
        var other = frame.toDF().where("id <= 20");
        return new DataQuality(ruleset)
                .verdict(Frames.of(
                        "orders",
                        frame.derive(frame.schema(), frame.toDF().repartition(partitions, functions.rand(7))),
                        "other",
                        frame.derive(frame.schema(), other.repartition(partitions, functions.rand(7)))));
    }

    /** Forty rows; prices are sums of tenths, which no double holds exactly. */
    private static DynamicFrame orders(SparkSession spark) {
        var rows = new ArrayList<String>();
        for (int i = 1; i <= 40; i++) {
            rows.add("{'id':%d,'name':'n%d','price':%s,'dec':'%d.10','day':'2024-01-%02d','at':'2024-01-01T00:00:%02dZ'%s,'half':%d}"
                    .formatted(
                            i, i, i / 10.0, i, i % 28 + 1, i, i % 4 == 0 ? "" : ",'note':'a'", i % 2));
        }
        return FrameLiterals.of(spark).frame("orders", TYPE, rows.toArray(String[]::new));
    }
}
