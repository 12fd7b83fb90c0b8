// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import static dev.mastic.testkit.FrameAssert.assertFrame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.DynamicRecord;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.JoinKeys;
import dev.mastic.core.frame.ResolveOption;
import dev.mastic.core.plugin.NoSuchPartException;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.SparkExtension;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The fluent methods of frames with the transforms that they find in the registry. */
@ExtendWith(SparkExtension.class)
class FluentMethodsTest {
    private static final List<String> ODD_NAMES = List.of(
            "a.b", "a b", " ", "'", "\"", "`", "``", "a`b", "😀", "größe 数", "Id", "ID", "", "a[]", "[", "a->b",
            "x:int", "\n");

    /** A method whose other arguments are refused is fine: it has found its transform. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("verbs")
    void everyVerbFindsItsTransform(Method verb) throws IllegalAccessException {
        var frame = FrameLiterals.of(SparkExtension.session()).frame("frame", "struct<a:int>", "{'a':1}");
        try {
            assertThat(verb.invoke(frame, arguments(verb, frame))).isNotNull();
        } catch (InvocationTargetException e) {
            assertThat(e.getCause()).isInstanceOf(UsageException.class).isNotInstanceOf(NoSuchPartException.class);
        }
    }

    static Stream<Method> verbs() {
        return Arrays.stream(DynamicFrame.class.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .filter(method -> Stream.of(DynamicFrame.class, Frames.class).anyMatch(method.getReturnType()::equals))
                .filter(method ->
                        Arrays.stream(method.getParameterTypes()).allMatch(FluentMethodsTest::isSettingOrFrame))
                .filter(method -> !method.getName().equals("apply"));
    }

    private static boolean isSettingOrFrame(Class<?> type) {
        return type.isPrimitive()
                || Stream.of(String.class, String[].class, List.class, Map.class, JoinKeys.class, DynamicFrame.class)
                        .anyMatch(type::equals);
    }

    private static Object[] arguments(Method verb, DynamicFrame frame) {
        return Arrays.stream(verb.getParameterTypes())
                .map(type -> argument(type, frame))
                .toArray();
    }

    private static Object argument(Class<?> type, DynamicFrame frame) {
        if (type == DynamicFrame.class) {
            return frame;
        } else if (type == JoinKeys.class) {
            return JoinKeys.on("a");
        } else if (type == String[].class) {
            return new String[] {"a"};
        } else if (type == List.class) {
            return List.of("a");
        } else if (type == Map.class) {
            return Map.of();
        } else if (type == String.class) {
            return "target/none";
        }
        return Map.<Class<?>, Object>of(boolean.class, false, double.class, 0.0, long.class, 1L, int.class, 1)
                .get(type);
    }

    @Test
    void knowsVerbsOfAllKinds() {
        assertThat(verbs().map(Method::getName))
                .contains(
                        "applyMapping",
                        "join",
                        "relationalize",
                        "resolveChoice",
                        "mergeDynamicFrame",
                        "unbox",
                        "spigot");
    }

    @Test
    void callsAnyTransformByName(SparkSession spark) {
        var frame = FrameLiterals.of(spark).frame("frame", "struct<a:int,b:int>", "{'a':1,'b':2}");
        assertFrame(frame.apply("drop-fields", Map.of("paths", "b"))).hasType("struct<a:int>");
        assertThatThrownBy(() -> frame.apply("drop-field", Map.of("paths", "b")))
                .hasMessageContaining("did you mean 'drop-fields'?");
        var split = Map.of("paths", List.of("a"), "names", List.of("x", "y"));
        assertThatThrownBy(() -> frame.apply("split-fields", split))
                .isInstanceOf(UsageException.class)
                .hasMessage("Cannot take the result of split-fields as one frame: it makes x, y"
                        + " (use Frames.apply, and get the one that you mean)");
        assertThat(Frames.of("frame", frame).apply("split-fields", split).names())
                .containsExactly("x", "y");
    }

    @Test
    void choicesBecomeWhatADatasetIsAskedFor(SparkSession spark) {
        var mixed = DynamicFrame.of(spark, "{'v':1,'w':[{'x':1}]}", "{'v':'2','w':[{'x':'y'}]}");
        assertThat(mixed.toDF(ResolveOption.cast("v", "bigint"), ResolveOption.keepAsStruct("w[].x"))
                        .toJSON()
                        .collectAsList())
                .containsExactly(
                        "{\"v\":1,\"w\":[{\"x\":{\"int\":1}}]}", "{\"v\":2,\"w\":[{\"x\":{\"string\":\"y\"}}]}");
        assertThat(mixed.toDF(ResolveOption.project("v", "string"))
                        .select("v")
                        .toJSON()
                        .collectAsList())
                .containsExactly("{}", "{\"v\":\"2\"}");
        assertThat(mixed.toDF(new ResolveOption[0]).schema())
                .isEqualTo(mixed.toDF().schema());
        assertThatThrownBy(() -> mixed.toDF(ResolveOption.project("u", "string")))
                .isInstanceOf(UsageException.class);
    }

    @Test
    void hostileNamesGoThroughFluentMethods(SparkSession spark) {
        var paths =
                ODD_NAMES.stream().map(name -> ColumnPath.of(name).toString()).toArray(String[]::new);
        var odd = DynamicRecord.EMPTY;
        for (int i = 0; i < paths.length; i++) {
            odd = odd.addField(paths[i], i);
        }
        var all = odd.addField("key", 1);
        var frame = DynamicFrame.of(spark, List.of(all));
        assertThat(frame.selectFields(paths).take(1)).containsExactly(odd);
        assertThat(frame.dropFields(paths).take(1)).containsExactly(DynamicRecord.EMPTY.addField("key", 1));
        assertThat(frame.join(frame.selectFields("key"), JoinKeys.on("key")).take(1))
                .containsExactly(all);
        assertThat(frame.union(frame).recomputeSchema().schema()).isEqualTo(frame.schema());
        assertThat(frame.splitFields(List.of(paths), "one", "two").get("one").take(1))
                .containsExactly(odd);
        assertThat(frame.withFrameSchema(frame.schema())
                        .unnest()
                        .dropNullFields()
                        .take(1))
                .containsExactly(all);
        var texts = Arrays.stream(paths).map(path -> path + " -> cast:string").toArray(String[]::new);
        assertThat(frame.resolveChoice(texts).take(1).get(0).getField(paths[3])).contains("3");
        var mappings = Arrays.stream(paths).map(path -> path + " -> x." + path).toArray(String[]::new);
        assertThat(frame.applyMapping(mappings).take(1)).containsExactly(DynamicRecord.EMPTY.addField("x", odd));
        assertThat(frame.map(record -> Arrays.stream(paths).reduce(record, DynamicRecord::dropField, (a, b) -> b))
                        .take(1)
                        .get(0)
                        .toJson())
                .isEqualTo("{\"key\":1}");
        assertThat(frame.schemaTree())
                .contains(
                        ODD_NAMES.stream().map(name -> "|-- " + name + ": int").toList());
        for (var path : paths) {
            var back = frame.renameField(path, "new").renameField("new", path).schema();
            assertThat(back.fields())
                    .containsExactlyInAnyOrderElementsOf(frame.schema().fields());
        }
    }

    @Test
    void namesThatDifferInCaseOnlyAreTwo(SparkSession spark) {
        var frame = DynamicFrame.of(spark, "{'id':1,'ID':2,'Id':3}");
        assertThat(frame.dropFields("ID").take(1)).containsExactly(DynamicRecord.parse("{\"id\":1,\"Id\":3}"));
        assertThat(frame.renameField("Id", "x").selectFields("x", "ID").take(1))
                .containsExactly(DynamicRecord.parse("{\"x\":3,\"ID\":2}"));
        assertThat(frame.recomputeSchema().schema()).isEqualTo(frame.schema());
    }
}
