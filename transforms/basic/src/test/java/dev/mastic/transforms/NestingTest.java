// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.Shapes;
import dev.mastic.core.frame.SparkTypes;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.plugin.Registry;
import dev.mastic.core.type.Resolution;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.JobCounter;
import dev.mastic.testkit.SparkExtension;
import dev.mastic.transforms.visual.Flatten;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Types of many levels and of many fields. */
@ExtendWith(SparkExtension.class)
class NestingTest {
    /** A choice below structs: as deep as a frame may be. */
    private static final int STRUCTS = Type.MOST_LEVELS - 2;

    private static final int FIELDS = 20_000;
    private static final long SMALL_STACK = 512 << 10;
    private static final long USUAL_STACK = 1 << 20;

    private static Type.Struct deep(int structs) {
        return FrameLiterals.type(
                "struct<k:int,n:void,a:".repeat(structs) + "uniontype<int,string>" + ">".repeat(structs));
    }

    private static String way(int structs, String last) {
        return "a.".repeat(structs - 1) + last;
    }

    static List<Transform> onDeepTypes() {
        return List.of(
                ApplyMapping.applyMapping(way(STRUCTS, "k") + " -> " + way(STRUCTS, "k"), "a -> b"),
                DropFields.dropFields(way(STRUCTS, "k")),
                DropNullFields.dropNullFields(),
                Flatten.flatten(),
                Relationalize.relationalize("r"),
                RenameField.renameField(way(STRUCTS, "k"), way(STRUCTS, "l")),
                ResolveChoice.resolveChoice(way(STRUCTS, "a") + " -> make_cols"),
                ResolveChoice.resolveChoices("cast:int"),
                SelectFields.selectFields(way(STRUCTS, "k")),
                Unnest.unnest());
    }

    @ParameterizedTest
    @MethodSource("onDeepTypes")
    void takesTheDeepestTypeOnASmallStack(Transform transform) {
        var in = Shapes.of("deep", deep(STRUCTS));
        var out = onStackOf(SMALL_STACK, () -> transform.outputShapes(in));
        assertThat(out).isNotEqualTo(in).isEqualTo(transform.outputShapes(in));
    }

    @Test
    void writesAndReadsTheDeepestTypeOnASmallStack() {
        var type = deep(STRUCTS);
        var same = onStackOf(
                SMALL_STACK,
                () -> List.of(
                        TypeString.parse(TypeString.print(type)),
                        SparkTypes.fromSpark(SparkTypes.toSpark(type)),
                        Resolution.DECLARED.merge(List.of(type, deep(STRUCTS)))));
        assertThat(same).containsOnly(type);
    }

    @Test
    void plansTheDeepestTypeOnTheUsualStack(SparkSession spark) {
        var deep = frame(spark, deep(STRUCTS));
        int jobs = JobCounter.jobsOf(
                spark,
                () -> onStackOf(USUAL_STACK, () -> {
                    var flat = deep.unnest();
                    return flat.toDF().queryExecution().executedPlan();
                }));
        assertThat(jobs).isZero();
    }

    @Test
    void refusesDeeperTypesByName(SparkSession spark) {
        assertThatThrownBy(() -> deep(1000))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("types lie in each other more than 128 deep");
        assertThatThrownBy(() -> ApplyMapping.applyMapping("a -> " + way(1000, "b")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("it has 1000 steps (got a.a.a.");
        Type nested = Type.Primitive.INT;
        for (int i = 0; i < 1000; i++) {
            nested = Type.Struct.of(new Type.Field("a", nested));
        }
        var tooDeep = (Type.Struct) nested;
        assertThatThrownBy(() -> Shapes.of("in", tooDeep))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("Cannot use the type of in: types lie in each other too deep in 'a' (got 1001");
        var context = FrameContext.outsideJobs(Registry.fromClasspath());
        assertThatThrownBy(() -> DynamicFrame.of("in", tooDeep, spark.emptyDataFrame(), List.of(), context))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("too deep in 'a'");
        var inSpark = new StructType().add("a", DataTypes.IntegerType);
        for (int i = 0; i < 1000; i++) {
            inSpark = new StructType().add("a", inSpark);
        }
        var schema = inSpark;
        assertThatThrownBy(() -> SparkTypes.fromSpark(schema))
                .hasMessageContaining("Cannot use column 'a': types lie in each other too deep");
    }

    @Test
    void takesManyFields() {
        var wide = wide();
        var names = wide.names().toArray(String[]::new);
        var nested = Type.Struct.of(new Type.Field("s", wide));
        var mapped = Stream.of(names).map(name -> name + " -> n." + name).toArray(String[]::new);
        var half = Stream.of(names).limit(FIELDS / 2).toArray(String[]::new);
        var inside = Stream.of(names).limit(FIELDS / 2).map(name -> "s." + name).toArray(String[]::new);
        var specs = Stream.of(names).map(name -> name + " -> cast:int").toArray(String[]::new);
        assertThat(ApplyMapping.applyMapping(mapped).outputShape(wide).names()).containsExactly("n");
        assertThat(DropFields.dropFields(half).outputShape(wide).fields()).hasSize(FIELDS / 2);
        assertThat(DropFields.dropFields(inside)
                        .outputShape(nested)
                        .fields()
                        .get(0)
                        .type())
                .isEqualTo(DropFields.dropFields(half).outputShape(wide));
        assertThat(SelectFields.selectFields(names).outputShape(wide)).isEqualTo(wide);
        assertThat(ResolveChoice.resolveChoice(specs).outputShape(wide).fields())
                .extracting(Type.Field::type)
                .containsOnly(Type.Primitive.INT);
        assertThat(ResolveChoice.resolveChoices("make_cols").outputShape(nested).fields())
                .hasSize(1);
        assertThat(Flatten.flatten().outputShape(nested).fields()).hasSize(FIELDS);
        assertThat(Unnest.unnest().outputShape(nested).fields()).hasSize(2 * FIELDS);
        assertThat(Relationalize.relationalize("r")
                        .outputShapes(Shapes.of("r", nested))
                        .get("r")
                        .fields())
                .hasSize(2 * FIELDS);
        assertThat(Resolution.DECLARED.merge(List.of(wide, wide))).isEqualTo(wide);
        assertThat(TypeString.parse(TypeString.print(wide))).isEqualTo(wide);
    }

    private static Type.Struct wide() {
        return FrameLiterals.type(IntStream.range(0, FIELDS)
                .mapToObj(i -> "c" + i + ":uniontype<int,string>")
                .collect(Collectors.joining(",", "struct<", ">")));
    }

    private static DynamicFrame frame(SparkSession spark, Type.Struct type) {
        var rows = spark.createDataFrame(new ArrayList<Row>(), SparkTypes.toSpark(type));
        return DynamicFrame.of("deep", type, rows, List.of(), FrameContext.outsideJobs(Registry.fromClasspath()));
    }

    /** What some work gives in a thread with a stack of so many bytes. */
    private static <T> T onStackOf(long bytes, Supplier<T> work) {
        var result = new CompletableFuture<T>();
        var thread = new Thread(
                null,
                () -> {
                    try {
                        result.complete(work.get());
                    } catch (Throwable e) { // a StackOverflowError is what this is about
                        result.completeExceptionally(e);
                    }
                },
                "small stack",
                bytes);
        thread.start();
        return result.join();
    }
}
