// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.ml;

import static dev.mastic.testkit.FrameAssert.assertFrame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Shapes;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.JsonRows;
import dev.mastic.testkit.TransformContract;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class KMeansClusteringTest extends TransformContract {
    private static final String TYPE = "struct<id:int,at:struct<x:double,y:decimal(10,2)>,c:uniontype<int,string>>";

    @Override
    protected String name() {
        return "k-means";
    }

    @Override
    protected Transform transform() {
        return clusters("group", 3, "at.x", "at.y");
    }

    private static KMeansClustering clusters(String output, int k, String... columns) {
        return new KMeansClustering(Stream.of(columns).map(ColumnPath::parse).toList(), k, output, 5, 30, 200);
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of(
                "columns",
                List.of("at.x", "at.y"),
                "k",
                3,
                "output",
                "group",
                "seed",
                5,
                "max-iterations",
                30,
                "training-rows",
                200);
    }

    @Override
    protected boolean looksAtData() {
        return true;
    }

    @Override
    protected Frames sample(FrameLiterals literals) {
        return Frames.of("points", points(literals));
    }

    /** Three far groups around (100, 0), (0, 0) and (0, 100), by the id modulo 3, and rows without a place. */
    private static DynamicFrame points(FrameLiterals literals) {
        var rows = IntStream.range(0, 45).mapToObj(id -> {
            double x = (id % 3 == 0 ? 100 : 0) + id % 5;
            double y = (id % 3 == 2 ? 100 : 0) + id % 7;
            return "{'id':" + id + ",'at':{'x':" + x + ",'y':" + y + "}}";
        });
        var others = Stream.of("{'id':100,'at':{'x':1}}", "{'id':101,'at':{'x':'NaN','y':1}}", "{'id':102}", "{}");
        return literals.frame("points", TYPE, Stream.concat(rows, others).toArray(String[]::new));
    }

    @Test
    void numbersTheGroupsInTheOrderOfTheirCenters(SparkSession spark) {
        var points = points(FrameLiterals.of(spark)).apply(clusters("group", 3, "at.x", "at.y"));
        assertFrame(points).hasType(TYPE.replace("string>>", "string>,group:int>"));
        assertThat(points.toDF()
                        .filter("id < 100 AND group <> element_at(array(2, 0, 1), id % 3 + 1)")
                        .count())
                .isZero();
        assertThat(points.toDF().filter("id < 100").count()).isEqualTo(45);
    }

    @Test
    void keepsRowsWithoutAPlaceWithNull(SparkSession spark) {
        var points = points(FrameLiterals.of(spark)).apply(clusters("group", 3, "at.x", "at.y"));
        assertThat(points.toDF().filter("group IS NULL").count()).isEqualTo(4);
        assertThat(points.toDF().filter("group IS NULL AND id < 100").count()).isZero();
    }

    @Test
    void givesTheSameWhateverThePartitions(SparkSession spark) {
        var points = points(FrameLiterals.of(spark));
        var spread = points.derive(points.schema(), points.toDF().repartition(5));
        var cluster = clusters("group", 4, "at.x", "at.y");
        assertThat(JsonRows.of(spread.apply(cluster)).rows())
                .isEqualTo(JsonRows.of(points.apply(cluster)).rows());
    }

    @Test
    void makesNoMoreClustersThanThereAreDifferentRows(SparkSession spark) {
        var literals = FrameLiterals.of(spark);
        var two = literals.frame("two", "struct<x:int>", "{'x':1}", "{'x':1}", "{'x':9}", "{}");
        assertFrame(two.apply(clusters("group", 5, "x")))
                .hasRows("{'x':1,'group':0}", "{'x':1,'group':0}", "{'x':9,'group':1}", "{}");
        assertFrame(literals.frame("none", "struct<x:int>", "{}").apply(clusters("group", 2, "x")))
                .hasRows("{}");
    }

    @Test
    void refusesWhatHasNoPlace() {
        assertRefused(clusters("group", 2, "c"), "Cannot cluster rows by c: it is uniontype<int,string> (resolve");
        assertRefused(clusters("group", 2, "at"), "(expected a number)");
        assertRefused(clusters("id", 2, "at.x"), "there is a column 'id' already");
        assertRefused(clusters("group", 2, "at.z"), "no column 'z' in 'at'");
        assertThatThrownBy(() -> clusters("group", 1, "at.x")).hasMessageContaining("two clusters or more");
    }

    private static void assertRefused(KMeansClustering clusters, String why) {
        assertThatThrownBy(() -> clusters.outputShapes(Shapes.of("points", FrameLiterals.type(TYPE))))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(why);
    }
}
