// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import static dev.mastic.testkit.FrameAssert.assertFrame;
import static dev.mastic.transforms.Comparison.compare;
import static dev.mastic.transforms.SplitRows.splitRows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import dev.mastic.core.config.Problems;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Shapes;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.type.Type;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.JsonRows;
import dev.mastic.testkit.SparkExtension;
import dev.mastic.testkit.TransformContract;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SplitRowsTest extends TransformContract {
    private static final String TYPE =
            "struct<age:int,d:decimal(5,2),f:double,name:string,ok:boolean,day:date,at:timestamp,"
                    + "address:struct<`zip.code`:string>,c:uniontype<int,string>,nothing:void,list:array<int>>";

    @Override
    protected String name() {
        return "split-rows";
    }

    @Override
    protected Transform transform() {
        return new SplitRows(
                List.of(compare("age", ">=", 18), compare("age", "<", 65), compare("address.`zip.code`", "!=", "0")),
                new SplitNames("adults", "others"));
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of(
                "comparisons",
                Map.of("age", Map.of(">=", 18, "<", 65), "address.`zip.code`", Map.of("!=", "0")),
                "names",
                List.of("adults", "others"));
    }

    @Override
    protected Frames sample(FrameLiterals literals) {
        return Frames.of("people", people(literals));
    }

    private static DynamicFrame people(FrameLiterals literals) {
        return literals.frame(
                "people",
                TYPE,
                "{'age':20,'d':1.50,'f':1.5,'name':'Ada','ok':true,'day':'2024-02-01','at':'2024-02-01T10:00:00Z',"
                        + "'address':{'zip.code':'1'},'c':{'int':20}}",
                "{'age':70,'d':2.00,'f':2.5,'name':'Bob','ok':false,'day':'2023-02-01','at':'2023-02-01T10:00:00Z',"
                        + "'address':{'zip.code':'2'},'c':{'string':'20'}}",
                "{'age':30,'address':{}}",
                "{}");
    }

    @Test
    void putsRowsThatHoldAllComparisonsFirstAndAllOthersSecond(SparkSession spark) {
        var both = transform().apply(sample(FrameLiterals.of(spark)));
        assertThat(both.names()).containsExactly("adults", "others");
        assertThat(both.get("adults").toDF().select("name").collectAsList().toString())
                .isEqualTo("[[Ada]]");
        assertThat(both.get("others").count()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "age|=|20|Ada", "age|!=|20|Bob,", "age|<|20.5|Ada", "age|>|9000000000|", "age|<|9000000000|Ada,Bob,",
                "d|=|1.5|Ada", "d|>|1|Ada,Bob", "f|>=|1.5|Ada,Bob", "f|<=|2|Ada", "f|!=|1.50|Bob"
            })
    void comparesNumbersByValue(String path, String operator, String number, String names, SparkSession spark) {
        assertFirst(spark, compare(path, operator, new BigDecimal(number)), names == null ? "" : names);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name|>|Ada|Bob",
                "day|>=|2024-01-01|Ada",
                "at|<|2024-02-01 10:00:00|Bob",
                "at|=|2024-02-01T10:00:00Z|Ada",
                "address.`zip.code`|=|2|Bob",
                "c.string|=|20|Bob",
                "nothing|=|x|"
            })
    void comparesTextsAndTimes(String path, String operator, String text, String names, SparkSession spark) {
        assertFirst(spark, compare(path, operator, text), names == null ? "" : names);
    }

    @Test
    void comparesBooleansAndBranches(SparkSession spark) {
        assertFirst(spark, compare("ok", "!=", true), "Bob");
        assertFirst(spark, compare("c.int", "=", 20L), "Ada");
    }

    private static void assertFirst(SparkSession spark, Comparison comparison, String names) {
        var people = people(FrameLiterals.of(spark));
        var both = splitRows(comparison).apply(Frames.of("people", people));
        var found = new ArrayList<String>();
        both.get("frame1")
                .toDF()
                .select("name")
                .collectAsList()
                .forEach(row -> found.add(row.isNullAt(0) ? "" : row.getString(0)));
        assertThat(String.join(",", found)).isEqualTo(names);
        assertThat(both.get("frame2").count()).isEqualTo(4 - found.size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "agee|no column 'agee' in people",
                "name|Cannot compare name = 1: it is string (expected a text in quotes)",
                "ok|it is boolean (expected true or false)",
                "day|it is date (expected a text in quotes)",
                "c|it is uniontype<int,string> (resolve the choice first, or name a branch: int, string)",
                "list|it is array<int> (expected the path of",
                "address|it is struct<"
            })
    void refusesWhatCannotBeCompared(String path, String why) {
        assertRefused(compare(path, "=", 1), why);
    }

    @Test
    void refusesConstantsOfAnotherKind() {
        assertRefused(compare("age", "=", "x"), "Cannot compare age = 'x': it is int (expected a number)");
        assertRefused(compare("day", "=", "soon"), "it is a date (expected a text such as 2024-12-31)");
        assertThatThrownBy(() -> compare("age", "~", 1)).hasMessageContaining("has: =, !=, <, <=, >, >=");
        assertThatThrownBy(() -> splitRows()).hasMessageContaining("there is no comparison");
    }

    private static void assertRefused(Comparison comparison, String why) {
        assertThatThrownBy(() -> splitRows(comparison).outputShapes(Shapes.of("people", FrameLiterals.type(TYPE))))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(why);
    }

    @Test
    void readsPathsWithAndWithoutQuotes() {
        assertThat(
                        read(
                                "comparisons { address.zip { \"<\" = 1.50, \"!=\" = \"x\" }, \"address.zip\" { \"=\" = true } }"))
                .isEqualTo(splitRows(
                        compare("address.zip", "<", 1.5),
                        compare("address.zip", "!=", "x"),
                        compare("address.zip", "=", true)));
        for (var wrong : List.of(
                "comparisons = 1 | a block of operators",
                "comparisons {} | at least one comparison",
                "comparisons { a = 1 } | a block of operators",
                "comparisons { a { b = 1 } } | not 'b'",
                "comparisons { a { \"=\" = null } } | not null",
                "comparisons { \"a..b\" { \"=\" = 1 } } | expected a name",
                "comparisons { a { \"=\" = 1 } }, names = [x] | a list of two different names")) {
            var parts = wrong.split(" \\| ");
            assertThatThrownBy(() -> read(parts[0]))
                    .as(wrong)
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining(parts[1]);
        }
    }

    private static Transform read(String text) {
        var plugin = new SplitRows.Plugin();
        var problems = new Problems();
        var settings = plugin.settings().read(ConfigFactory.parseString(text).root(), "", problems);
        problems.throwIfAny("split-rows");
        return plugin.create(settings, null);
    }

    @Test
    void letsSourcesSkipByBothConditions(SparkSession spark, @TempDir Path folder) {
        var path = folder.resolve("people").toString();
        spark.range(10)
                .selectExpr("cast(id as int) as age", "id as other")
                .write()
                .parquet(path);
        var people = FrameLiterals.of(spark).frame("people", "struct<age:int,other:bigint>");
        var both = splitRows(compare("age", ">", 4))
                .apply(Frames.of(
                        "people", people.derive(people.schema(), spark.read().parquet(path))));
        assertThat(plan(both.get("frame1"))).contains("PushedFilters: [IsNotNull(age), GreaterThan(age,4)]");
        assertThat(plan(both.get("frame2"))).contains("PushedFilters: [Or(LessThanOrEqual(age,4),IsNull(age))]");
    }

    private static String plan(DynamicFrame frame) {
        return frame.toDF().queryExecution().executedPlan().toString();
    }

    @Test
    void neitherLosesNorDoublesRowsOfAFrameThatDependsOnChance(SparkSession spark) {
        var random = spark.range(0, 2000, 1, 4).select(functions.rand().as("r"));
        var frame = people(FrameLiterals.of(spark));
        var noisy = frame.derive(Type.Struct.of(new Type.Field("r", Type.Primitive.DOUBLE)), random);
        var both = splitRows(compare("r", "<", 0.5)).apply(Frames.of("noisy", noisy));
        var rows = new ArrayList<>(JsonRows.of(both.get("frame1")).rows());
        rows.addAll(JsonRows.of(both.get("frame2")).rows());
        assertThat(rows).hasSize(2000).doesNotHaveDuplicates();
        assertThat(rows.size()).isNotEqualTo(0);
    }

    @Property(tries = 10, edgeCases = EdgeCasesMode.NONE)
    void putsEachRowIntoExactlyOneFrame(
            @ForAll @Size(max = 12) List<Byte> ages, @ForAll byte limit, @ForAll Comparison.Operator operator) {
        var rows = ages.stream()
                .map(age -> age % 3 == 0 ? "{'name':'" + age + "'}" : "{'age':" + age + "}")
                .toArray(String[]::new);
        var frame = FrameLiterals.of(SparkExtension.session()).frame("people", TYPE, rows);
        var both = splitRows(compare("age", operator.toString(), limit), compare("age", "!=", 1))
                .apply(Frames.of("people", frame));
        var all = new ArrayList<>(JsonRows.of(both.get("frame1")).rows());
        all.addAll(JsonRows.of(both.get("frame2")).rows());
        assertThat(all).containsExactlyInAnyOrderElementsOf(JsonRows.of(frame).rows());
        assertFrame(both.get("frame1")).hasType(TYPE);
    }
}
