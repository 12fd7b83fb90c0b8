// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.ml;

import static dev.mastic.testkit.FrameAssert.assertFrame;
import static dev.mastic.transforms.ml.FillMissingValues.fillMissingValues;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Shapes;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.GeneratedCode;
import dev.mastic.testkit.JsonRows;
import dev.mastic.testkit.PlanNodes;
import dev.mastic.testkit.TransformContract;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FillMissingValuesTest extends TransformContract {
    private static final String TYPE = "struct<price:decimal(12,2),rooms:int,area:double,town:string,big:boolean,"
            + "note:string,nested:struct<v:int>,c:uniontype<int,string>>";

    @Override
    protected String name() {
        return "fill-missing-values";
    }

    @Override
    protected Transform transform() {
        return new FillMissingValues(ColumnPath.of("price"), Optional.of("told"), 500, 7);
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of("column", "price", "output", "told", "training-rows", 500, "seed", 7);
    }

    @Override
    protected boolean looksAtData() {
        return true;
    }

    @Override
    protected Frames sample(FrameLiterals literals) {
        return Frames.of("houses", houses(literals));
    }

    /** The price is 1000 a room and 10 for each square metre, and 500 in Ulm; Ulm has the big ones. */
    private static DynamicFrame houses(FrameLiterals literals) {
        var rows = IntStream.range(0, 60).mapToObj(i -> {
            int rooms = 1 + i % 7;
            int area = 20 + (i * 37) % 90;
            boolean inUlm = area > 70;
            int price = rooms * 1000 + area * 10 + (inUlm ? 500 : 0);
            return "{'rooms':" + rooms + ",'area':" + area + ",'note':'n" + i + "'"
                    + (i % 10 == 3 ? "" : ",'price':" + price + ",'big':" + inUlm)
                    + ",'town':'" + (i % 10 == 4 ? "" : inUlm ? "Ulm" : "Bonn") + "','nested':{'v':" + i + "}}";
        });
        return literals.frame(
                "houses", TYPE, Stream.concat(rows, Stream.of("{}")).toArray(String[]::new));
    }

    @Test
    void tellsNumbersFromTheOtherColumns(SparkSession spark) {
        var houses = houses(FrameLiterals.of(spark)).dropFields("big");
        var known = houses.derive(houses.schema(), houses.toDF().filter("town <> ''"));
        var filled = known.apply(fillMissingValues("price"));
        assertFrame(filled)
                .hasType(TYPE.replace("big:boolean,", "").replace("string>>", "string>,price_filled:decimal(12,2)>"));
        for (var row : filled.toDF().collectAsList()) {
            if (!row.isNullAt(0)) {
                assertThat(row.getDecimal(7)).isEqualTo(row.getDecimal(0));
            } else {
                double price = row.getInt(1) * 1000 + row.getDouble(2) * 10 + (row.getDouble(2) > 70 ? 500 : 0);
                assertThat(row.getDecimal(7).doubleValue()).isCloseTo(price, within(0.01));
            }
        }
        assertThat(filled.toDF().filter("price_filled IS NULL").count()).isZero();
    }

    @Test
    void tellsTextsAndBooleansFromTheOtherColumns(SparkSession spark) {
        var houses = houses(FrameLiterals.of(spark));
        var towns = houses.apply(fillMissingValues("town")).toDF();
        assertThat(towns.filter("area IS NOT NULL AND town_filled <> if(area > 70, 'Ulm', 'Bonn')")
                        .count())
                .isZero();
        assertThat(towns.filter("town_filled IS NULL OR town_filled = ''").count())
                .isZero();
        assertThat(towns.filter("town <> '' AND town <> town_filled").count()).isZero();
        var big = houses.apply(fillMissingValues("big")).toDF();
        assertThat(big.filter("area IS NOT NULL AND big_filled <> (area > 70)").count())
                .isZero();
        assertThat(big.filter("big_filled IS NULL").count()).isZero();
    }

    @GeneratedCode
    @Test
    void putsWhatItLearntIntoGeneratedCode(SparkSession spark) {
        var filled = houses(FrameLiterals.of(spark)).apply(fillMissingValues("town"));
        assertThat(PlanNodes.of(filled.toDF()).names()).doesNotContainAnyElementsOf(PlanNodes.SLOW);
        var plan = filled.toDF().queryExecution().executedPlan();
        assertThat(plan.toString()).contains("*(1) Project");
        assertThat(filled.schema().names()).doesNotContain("vote0");
    }

    @Test
    void givesTheSameWhateverThePartitions(SparkSession spark) {
        var houses = houses(FrameLiterals.of(spark));
        var spread = houses.derive(houses.schema(), houses.toDF().repartition(5));
        for (var column : new String[] {"town", "price"}) {
            assertThat(JsonRows.of(spread.apply(fillMissingValues(column))).rows())
                    .isEqualTo(
                            JsonRows.of(houses.apply(fillMissingValues(column))).rows());
        }
    }

    @Test
    void fillsInTheMeanOrTheMostFrequentValueWhereThereIsNothingToLearn(SparkSession spark) {
        var literals = FrameLiterals.of(spark);
        var few = literals.frame(
                "few", "struct<n:int,t:string>", "{'n':1,'t':'a'}", "{'n':2,'t':'b'}", "{'n':6,'t':'b'}", "{}");
        assertFrame(few.apply(fillMissingValues("n")).selectFields("n_filled"))
                .hasRows("{'n_filled':1}", "{'n_filled':2}", "{'n_filled':6}", "{'n_filled':3}");
        assertFrame(few.dropFields("t").apply(fillMissingValues("n")))
                .hasRows("{'n':1,'n_filled':1}", "{'n':2,'n_filled':2}", "{'n':6,'n_filled':6}", "{'n_filled':3}");
        assertFrame(few.dropFields("n").apply(fillMissingValues("t")))
                .hasRows(
                        "{'t':'a','t_filled':'a'}",
                        "{'t':'b','t_filled':'b'}",
                        "{'t':'b','t_filled':'b'}",
                        "{'t_filled':'b'}");
    }

    @Test
    void fillsNothingWhereThereIsNoValueAtAll(SparkSession spark) {
        var none = FrameLiterals.of(spark).frame("none", "struct<n:int,x:int>", "{'x':1}", "{}");
        assertFrame(none.apply(fillMissingValues("n")))
                .hasType("struct<n:int,x:int,n_filled:int>")
                .hasRows("{'x':1}", "{}");
    }

    @Test
    void replacesTheColumnItselfAndReadsNestedOnes(SparkSession spark) {
        var literals = FrameLiterals.of(spark);
        var frame =
                literals.frame("f", "struct<n:double,s:struct<v:tinyint>>", "{'n':1,'s':{'v':4}}", "{'n':'NaN'}", "{}");
        var itself = new FillMissingValues(ColumnPath.of("n"), Optional.of("n"), 10, 1);
        assertFrame(frame.apply(itself)).hasRows("{'n':1,'s':{'v':4}}", "{'n':1}", "{'n':1}");
        assertFrame(frame.apply(fillMissingValues("s.v")).selectFields("v_filled"))
                .hasType("struct<v_filled:tinyint>")
                .hasRows("{'v_filled':4}", "{'v_filled':4}", "{'v_filled':4}");
    }

    @Test
    void refusesTooManyDifferentTexts(SparkSession spark) {
        assertThatThrownBy(() -> houses(FrameLiterals.of(spark)).apply(fillMissingValues("note")))
                .isInstanceOf(EtlException.class)
                .hasMessage("Cannot fill note: it has more than 50 different values, which are too many to tell from"
                        + " other columns");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c|Cannot fill c: it is uniontype<int,string> (resolve the choice first)",
                "nested|it is struct<v:int> (expected a number, a text or a boolean)",
                "prise|no column 'prise' in the record"
            })
    void refusesWhatItCannotTell(String example) {
        var parts = example.split("\\|");
        assertThatThrownBy(() -> fillMissingValues(parts[0]).outputShapes(Shapes.of("f", FrameLiterals.type(TYPE))))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(parts[1]);
        var taken = new FillMissingValues(ColumnPath.of("price"), Optional.of("town"), 10, 1);
        assertThatThrownBy(() -> taken.outputShapes(Shapes.of("f", FrameLiterals.type(TYPE))))
                .hasMessageContaining("there is a column 'town' already");
    }
}
