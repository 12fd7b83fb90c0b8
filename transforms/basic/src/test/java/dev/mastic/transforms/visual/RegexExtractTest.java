// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import static dev.mastic.testkit.FrameAssert.assertFrame;
import static dev.mastic.transforms.visual.RegexExtract.regexExtract;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.config.ConfigProblemsException;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.GeneratedCode;
import dev.mastic.testkit.TransformContract;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RegexExtractTest extends TransformContract {
    @Override
    protected String name() {
        return "regex-extract";
    }

    @Override
    protected Transform transform() {
        return new RegexExtract(
                ColumnPath.parse("call.line"),
                BoundedPattern.compile("(GET|POST) (\\S+)( HTTP)?"),
                List.of(ColumnPath.of("method"), ColumnPath.parse("call.path"), ColumnPath.of("rest")),
                Unfit.NULL);
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of(
                "column",
                "call.line",
                "regex",
                "(GET|POST) (\\S+)( HTTP)?",
                "to",
                List.of("method", "call.path", "rest"),
                "unfit",
                "null");
    }

    @Override
    protected Frames sample(FrameLiterals literals) {
        return Frames.of(
                "calls",
                literals.frame(
                        "calls",
                        "struct<id:int,call:struct<line:string>>",
                        "{'id':1,'call':{'line':'GET /a HTTP'}}",
                        "{'id':2,'call':{'line':'PUT /a'}}",
                        "{'id':3,'call':{}}",
                        "{'id':4}",
                        "{}"));
    }

    private static DynamicFrame lines(SparkSession spark, String... rows) {
        return FrameLiterals.of(spark).frame("lines", "struct<line:string>", rows);
    }

    @Test
    void givesEachGroupOfTheFirstMatch(SparkSession spark) {
        assertFrame(sample(FrameLiterals.of(spark)).get("calls").apply((RegexExtract) transform()))
                .hasType("struct<id:int,call:struct<line:string,path:string>,method:string,rest:string>")
                .hasRows(
                        "{'id':1,'call':{'line':'GET /a HTTP','path':'/a'},'method':'GET','rest':' HTTP'}",
                        "{'id':2,'call':{'line':'PUT /a'}}",
                        "{'id':3,'call':{}}",
                        "{'id':4}",
                        "{}");
    }

    @Test
    void givesTheMatchWhereThereAreNoGroups(SparkSession spark) {
        assertFrame(lines(spark, "{'line':'größe 42 und 7'}").apply(regexExtract("line", "\\d+", "number")))
                .hasRows("{'line':'größe 42 und 7','number':'42'}");
    }

    @Test
    void tellsAnEmptyGroupFromNone(SparkSession spark) {
        assertFrame(lines(spark, "{'line':'ab'}", "{'line':'b'}").apply(regexExtract("line", "(a)?(x*)b", "a", "x")))
                .hasRows("{'line':'ab','a':'a','x':''}", "{'line':'b','x':''}");
    }

    @Test
    void givesUpOnHostileTexts(SparkSession spark) {
        var hostile = "a".repeat(50_000) + "!";
        var refused = lines(spark, "{'line':'aaa'}", "{'line':'" + hostile + "'}", "{}")
                .apply(regexExtract("line", "^((?:a+)+)$", "all"));
        assertFrame(refused).hasRows("{'line':'aaa','all':'aaa'}", "{}");
        assertThat(refused.errorsAsDynamicFrame()
                        .toDF()
                        .select("column", "reason")
                        .collectAsList()
                        .toString())
                .isEqualTo("[[line,'^((?:a+)+)$' needs too many steps on it]]");
        for (var regex : List.of("^(a|aa)+$", "^(a|b|ab)*c", "(.*)*x", "(x+x+)+y")) {
            assertThat(BoundedPattern.compile(regex).groups(UTF8String.fromString(hostile.replace('a', 'x'))))
                    .satisfiesAnyOf(row -> assertThat(row).isNull(), row -> assertThat(row.numFields())
                            .isPositive());
        }
    }

    @Test
    void refusesAnotherNumberOfColumnsThanGroups() {
        assertThatThrownBy(() -> regexExtract("line", "(a)(b)", "a"))
                .isInstanceOf(UsageException.class)
                .hasMessage("Cannot extract '(a)(b)': it has 2 groups (got 1 column: [a]; expected one for each group,"
                        + " or one for the match if there are no groups)");
    }

    @Test
    void refusesWhatIsNoExpressionAndNoText(SparkSession spark) {
        assertThatThrownBy(() -> new RegexExtract.Plugin()
                        .settings()
                        .of("regex-extract", Map.of("column", "line", "regex", "(a", "to", "a")))
                .isInstanceOf(ConfigProblemsException.class)
                .hasMessageContaining("Cannot read '(a' as a regular expression: Unclosed group at character 3");
        var ids = FrameLiterals.of(spark).frame("ids", "struct<id:uniontype<int,string>>");
        assertThatThrownBy(() -> ids.apply(regexExtract("id", "a", "a")))
                .hasMessage(
                        "Cannot extract from 'id': id is of another type (got uniontype<int,string>; expected string;"
                                + " resolve the choice before)");
        assertThatThrownBy(() -> ids.apply(regexExtract("idd", "a", "a")))
                .hasMessage("Cannot extract from 'idd': no column 'idd' in the record (has: id; did you mean 'id'?)");
    }

    @GeneratedCode
    @ParameterizedTest
    @EnumSource
    void matchesEachTextOnce(Unfit unfit, SparkSession spark) {
        var extract = new RegexExtract(
                ColumnPath.of("line"),
                BoundedPattern.compile("(a)(b)"),
                List.of(ColumnPath.of("a"), ColumnPath.of("b")),
                unfit);
        var code = CodegenTexts.of(lines(spark, "{'line':'ab'}").apply(extract).toDF());
        assertThat(code.split("\\.groups\\(", -1)).hasSize(2);
    }
}
