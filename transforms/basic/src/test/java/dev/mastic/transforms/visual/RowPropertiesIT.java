// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import static dev.mastic.transforms.visual.Aggregate.aggregate;
import static dev.mastic.transforms.visual.DropDuplicates.dropDuplicates;
import static dev.mastic.transforms.visual.Limit.limit;
import static dev.mastic.transforms.visual.Pivot.pivot;
import static dev.mastic.transforms.visual.Sample.sample;
import static dev.mastic.transforms.visual.Sort.sort;
import static dev.mastic.transforms.visual.Sql.sql;
import static dev.mastic.transforms.visual.Unpivot.unpivot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.JsonRow;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.core.type.Type;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.JsonRows;
import dev.mastic.testkit.RandomRows;
import dev.mastic.testkit.SparkExtension;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What nodes over rows keep of any rows: nested ones, with choices inside arrays and nulls on every level. */
@ExtendWith(SparkExtension.class)
class RowPropertiesIT {
    private static final int ROWS = 12;

    /** Rows with a key of few values, a number of their own, and other columns of any types but maps. */
    private static DynamicFrame rows(SparkSession spark, long seed) {
        var random = new RandomRows(seed, false);
        var keys = new Random(seed);
        var others = random.record(List.of("x", "y.z"), 4);
        var texts = random.rows(others, ROWS);
        var fields = new ArrayList<>(others.fields());
        fields.add(new Type.Field("id", Type.Primitive.INT));
        fields.add(new Type.Field("k", Type.Primitive.INT));
        var rows = IntStream.range(0, ROWS)
                .mapToObj(i -> texts[i].replaceFirst(
                        "}$", ",\"id\":" + i + (keys.nextInt(4) == 0 ? "" : ",\"k\":" + keys.nextInt(4)) + "}"))
                .toArray(String[]::new);
        return FrameLiterals.of(spark).frame("rows", new Type.Struct(fields), rows);
    }

    private static List<JsonRow> all(DynamicFrame... frames) {
        return Arrays.stream(frames)
                .flatMap(frame -> JsonRows.of(frame).rows().stream())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void dropDuplicatesMakesASet(long seed, SparkSession spark) {
        var rows = rows(spark, seed).dropFields("id");
        var more = rows.derive(rows.schema(), rows.toDF().union(rows.toDF().limit(ROWS / 2)));
        var dropped = all(more.apply(dropDuplicates()));
        assertThat(dropped).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(new HashSet<>(all(more)));
        assertThat(all(more.apply(dropDuplicates("k"))))
                .isSubsetOf(dropped)
                .extracting(row -> row.cell("k"))
                .doesNotHaveDuplicates()
                .containsAll(dropped.stream().map(row -> row.cell("k")).toList());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void sortKeepsAllRowsInOrder(long seed, SparkSession spark) {
        var rows = rows(spark, seed);
        var sorted =
                JsonRow.collect(rows.apply(sort("k desc nulls first", "id")).toDF());
        assertThat(sorted).containsExactlyInAnyOrderElementsOf(all(rows));
        assertThat(sorted)
                .isSortedAccordingTo(Comparator.comparing(
                                (JsonRow row) -> row.cell("k"),
                                Comparator.comparing(k -> k.equals("null") ? "9" : k, Comparator.reverseOrder()))
                        .thenComparing(row -> Integer.valueOf(row.cell("id"))));
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 16})
    void pivotUndoesUnpivot(long seed, SparkSession spark) {
        var random = new RandomRows(seed, false);
        var value = random.type(4);
        var wide = new Type.Struct(Stream.of("a", "b.c", "it's")
                .map(name -> new Type.Field(name, value))
                .toList());
        var fields = new ArrayList<Type.Field>();
        fields.add(new Type.Field("id", Type.Primitive.INT));
        fields.addAll(wide.fields());
        var texts = random.rows(wide, ROWS);
        var frame = FrameLiterals.of(spark)
                .frame(
                        "wide",
                        new Type.Struct(fields),
                        IntStream.range(0, ROWS)
                                .mapToObj(i -> texts[i].replaceFirst("^\\{", "{\"id\":" + i + ","))
                                .toArray(String[]::new));
        var back = frame.apply(unpivot("name", "value", "a", "`b.c`", "`it's`"))
                .apply(pivot("first(value)", "name", "a", "b.c", "it's"));
        assertThat(back.schema()).isEqualTo(frame.schema());
        assertThat(all(back)).isEqualTo(all(frame));
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 16})
    void collectingUndoesExplode(long seed, SparkSession spark) {
        var random = new RandomRows(seed, false);
        var lists = Type.Struct.of(new Type.Field("list", new Type.Array(random.type(3))));
        var texts = random.rows(lists, ROWS);
        var frame = FrameLiterals.of(spark)
                .frame(
                        "lists",
                        Type.Struct.of(
                                new Type.Field("id", Type.Primitive.INT),
                                lists.fields().get(0)),
                        IntStream.range(0, ROWS)
                                .mapToObj(i -> texts[i].replaceFirst("^\\{", "{\"id\":" + i + ","))
                                .toArray(String[]::new));
        var exploded =
                frame.apply(new Explode(ColumnPath.of("list"), Optional.of("each"), Optional.of("place"), false));
        var back = sql("SELECT id, transform(array_sort(collect_list(struct(place, each))), x -> x.each) AS list"
                        + " FROM exploded GROUP BY id")
                .apply(Frames.of("exploded", exploded))
                .get(Frames.RESULT);
        assertThat(back.schema()).isEqualTo(frame.schema());
        assertThat(all(back)).isEqualTo(all(frame.filter("size(list) > 0")));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void routesTakeEachRowThatHoldsTheirCondition(long seed, SparkSession spark) {
        var rows = rows(spark, seed);
        var routes = new LinkedHashMap<>(Map.of("few", "k < 2"));
        routes.put("many", "k >= 2");
        var frames = new ConditionalRouter(routes, "none").apply(Frames.of("rows", rows));
        assertThat(all(frames.get("few"), frames.get("many"), frames.get("none")))
                .containsExactlyInAnyOrderElementsOf(all(rows));
        assertThat(all(frames.get("none"))).isEqualTo(all(rows.filter("k is null")));
        assertThat(all(frames.get("few"))).isEqualTo(all(rows.filter("k < 2")));
    }

    @ParameterizedTest
    @ValueSource(longs = 3)
    void sampleAndLimitTakeRowsThatAreThereAndNoneTwice(long seed, SparkSession spark) {
        var rows = rows(spark, seed);
        var there = all(rows);
        assertThat(all(rows.apply(sample(0.5, seed)))).isSubsetOf(there).doesNotHaveDuplicates();
        assertThat(all(rows.apply(limit(5))))
                .isSubsetOf(there)
                .doesNotHaveDuplicates()
                .hasSize(5);
        assertThat(all(rows.apply(limit(ROWS + 1)))).isEqualTo(there);
    }

    @ParameterizedTest
    @ValueSource(longs = 3)
    void groupsAddUpToTheWhole(long seed, SparkSession spark) {
        var rows = rows(spark, seed);
        var calls = new String[] {"sum(id) -> total", "count(*) -> rows", "min(id) -> least"};
        var whole = one(rows.apply(aggregate(calls)));
        for (var group : List.of("k", "x", "`y.z`")) {
            var added = rows.apply(aggregate(calls).by(group))
                    .apply(aggregate("sum(total) -> total", "sum(rows) -> rows", "min(least) -> least"));
            assertThat(one(added)).as(group).isEqualTo(whole);
        }
    }

    private static Row one(DynamicFrame frame) {
        var rows = frame.toDF().collectAsList();
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }
}
