// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.bookmark.Read;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.plugin.NoSuchPartException;
import dev.mastic.core.plugin.Registry;
import dev.mastic.core.type.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class FramesTest {
    private static final FrameContext CONTEXT = FrameContext.outsideJobs(Registry.of(List.of()));

    private final SparkSession spark = TestSpark.session();
    private final DynamicFrame orders = frame("orders", "id");
    private final DynamicFrame lines = frame("lines", "order_id");

    /** Passes its one frame on. */
    private record Same() implements FrameTransform {
        @Override
        public Type.Struct outputShape(Type.Struct in) {
            return in;
        }

        @Override
        public DynamicFrame apply(DynamicFrame in) {
            return in;
        }
    }

    @Test
    void keepsItsOrder() {
        var frames = Frames.of("z", orders, "a", lines).with("m", orders).with("z", lines);
        assertThat(frames.names()).containsExactly("z", "a", "m");
        assertThat(frames.frames()).containsExactly(lines, lines, orders);
        assertThat(frames.shapes().names()).containsExactly("z", "a", "m");
        assertThat(frames.under("step").names()).containsExactly("step.z", "step.a", "step.m");
    }

    @Test
    void doesNotChangeWithTheMapItWasMadeFrom() {
        var map = new LinkedHashMap<>(Map.of("a", orders));
        var frames = Frames.of(map);
        map.clear();
        assertThat(frames.names()).containsExactly("a");
        assertThatThrownBy(() -> frames.asMap().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void saysWhichFramesThereAre() {
        var frames = Frames.of("orders", orders, "lines", lines);
        var message = "No such frame: 'order' (has: orders, lines; did you mean 'orders'?)";
        assertThatThrownBy(() -> frames.get("order"))
                .isInstanceOf(UsageException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> frames.shapes().get("order"))
                .isInstanceOf(UsageException.class)
                .hasMessage(message);
    }

    @Test
    void namesTheOneOutputOfAStepResult() {
        assertThat(Frames.result(orders).get("result")).isSameAs(orders);
        assertThat(Shapes.result(orders.schema()).get("result")).isEqualTo(orders.schema());
    }

    @Test
    void appliesATransformOfOneFrameToOneFrameOnly() {
        assertThat(new Same().apply(Frames.of("a", orders)).get(Frames.RESULT)).isSameAs(orders);
        assertThat(orders.apply(new Same()).toDF()).isSameAs(orders.toDF());
        var two = Frames.of("a", orders, "b", lines);
        var message = "Cannot apply a transform of one frame to 2 frames: a, b";
        assertThatThrownBy(() -> new Same().apply(two))
                .isInstanceOf(UsageException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> new Same().outputShapes(two.shapes()))
                .isInstanceOf(UsageException.class)
                .hasMessage(message);
    }

    @Test
    void refusesAVerbThatIsNotOnTheClassPath() {
        assertThatThrownBy(() -> orders.renameField("id", "order_id"))
                .isInstanceOf(NoSuchPartException.class)
                .hasMessage("No such transform: 'rename-field' (there are none)");
    }

    @Test
    void aFrameOfNewAndOldRowsIsNew() {
        var fresh = DynamicFrame.of(
                "new",
                orders.schema(),
                orders.toDF(),
                List.of(),
                new FrameContext(CONTEXT.registry(), "", Read.NEW, 7));
        var joined = orders.derive(orders.schema(), orders.toDF(), fresh);
        assertThat(joined.context().read()).isEqualTo(Read.NEW);
        assertThat(joined.context().run()).isEqualTo(7);
        assertThat(orders.derive(orders.schema(), orders.toDF(), lines)
                        .context()
                        .read())
                .isEqualTo(Read.ALL);
    }

    @Test
    void findsColumnsByTheirExactName() {
        var schema = new StructType()
                .add("a.b", DataTypes.StringType)
                .add("a", new StructType().add("b", DataTypes.StringType))
                .add("Id", DataTypes.StringType)
                .add("id", DataTypes.StringType)
                .add("`", DataTypes.StringType);
        var rows = spark.createDataFrame(List.of(), schema);
        for (var name : schema.fieldNames()) {
            assertThat(rows.select(DynamicFrame.column(rows, name)).columns()).containsExactly(name);
        }
    }

    @Test
    void describesItselfByNameAndType() {
        assertThat(orders).hasToString("DynamicFrame orders struct<id:bigint>");
        assertThat(orders.withName("x").name()).isEqualTo("x");
    }

    @Test
    void startsSparkOnlyWhenItIsAskedFor() {
        var starts = new AtomicInteger();
        var lazy = new LazySpark(() -> {
            starts.incrementAndGet();
            return spark;
        });
        assertThat(lazy.started()).isFalse();
        assertThat(lazy.session()).isSameAs(lazy.session()).isSameAs(spark);
        assertThat(starts).hasValue(1);
        assertThat(lazy.started()).isTrue();
        assertThat(LazySpark.of(spark).started()).isTrue();
    }

    @Test
    void joinsOnTheWordsOfAJobFile() {
        assertThat(JoinKeys.on("a", "b").unmatched("keep").settings())
                .isEqualTo(Map.of("keys", List.of("a", "b"), "unmatched", "keep"));
        assertThat(JoinKeys.on(List.of("a"), List.of("b")).settings())
                .isEqualTo(Map.of("keys1", List.of("a"), "keys2", List.of("b")));
    }

    private DynamicFrame frame(String name, String column) {
        var schema = new StructType().add(column, DataTypes.LongType);
        return DynamicFrame.fromDF(spark.createDataFrame(List.of(), schema), name, CONTEXT);
    }
}
