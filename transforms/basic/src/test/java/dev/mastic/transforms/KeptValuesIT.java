// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.Value;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.RandomRows;
import dev.mastic.testkit.SparkExtension;
import dev.mastic.transforms.visual.Flatten;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On random records, what transforms put elsewhere is what was there. */
@ExtendWith(SparkExtension.class)
class KeptValuesIT {
    private static final int ROWS = 12;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void unnestAndFlattenGiveTheValuesInStructs(long seed, SparkSession spark) {
        var random = new RandomRows(seed, true);
        var type = random.record(List.of("a", "b", "c", "d", "e"), 5);
        var frame = FrameLiterals.of(spark).frame("r", type, random.rows(type, ROWS));
        assertAtTheirPaths(frame, frame.apply(new Unnest(Unnest.Arrays.KEEP)));
        assertAtTheirPaths(frame, frame.apply(Flatten.flatten()));
    }

    /** Every column, named {@code a.b.c}, is what lies there. */
    private static void assertAtTheirPaths(DynamicFrame nested, DynamicFrame flat) {
        var expected = flat.schema().names().stream()
                .map(name -> at(List.of(name.split("\\."))).as(name))
                .toArray(Column[]::new);
        assertThat(rows(flat.toDF())).isEqualTo(rows(nested.toDF().select(expected)));
    }

    private static Column at(List<String> way) {
        var column = functions.col(way.get(0));
        for (var name : way.subList(1, way.size())) {
            column = column.getField(name);
        }
        return column;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void resolveChoiceKeepsEveryValue(long seed, SparkSession spark) {
        var random = new RandomRows(seed, false);
        var type = new Type.Struct(IntStream.range(0, 3)
                .mapToObj(i -> new Type.Field("c" + i, random.choice(1)))
                .toList());
        var frame = FrameLiterals.of(spark).frame("r", type, random.rows(type, ROWS));
        var all = rows(frame.toDF());
        assertThat(rows(frame.resolveChoices("make_struct").toDF())).isEqualTo(all);
        var columns = frame.resolveChoices("make_cols").toDF();
        var rejoined = type.fields().stream().map(KeptValuesIT::struct).toArray(Column[]::new);
        assertThat(rows(columns.select(rejoined))).isEqualTo(all);
        assertProjected(frame);
        assertCast(frame);
    }

    /** The columns of a choice as the choice that they were. */
    private static Column struct(Type.Field field) {
        var members = ((Type.Choice) field.type())
                .members().stream().map(Type::typeName).toList();
        var columns = members.stream()
                .map(name -> functions.col(field.name() + "_" + name).as(name))
                .toArray(Column[]::new);
        var set = members.stream()
                .map(name -> functions.col(field.name() + "_" + name).isNotNull())
                .reduce(Column::or)
                .orElseThrow();
        return functions.when(set, functions.struct(columns)).as(field.name());
    }

    private static void assertProjected(DynamicFrame frame) {
        for (var field : frame.schema().fields()) {
            for (var member : ((Type.Choice) field.type()).members()) {
                if (!(member instanceof Type.Array)) {
                    var projected = frame.resolveChoice(field.name() + " -> project:" + TypeString.print(member));
                    assertThat(rows(projected.toDF().select(field.name())))
                            .isEqualTo(rows(frame.toDF()
                                    .select(at(List.of(field.name(), member.typeName()))
                                            .as(field.name()))));
                }
            }
        }
    }

    /** Texts hold every scalar: only the members that no text can be made of are lost. */
    private static void assertCast(DynamicFrame frame) {
        for (var field : frame.schema().fields()) {
            var cast = frame.resolveChoice(field.name() + " -> cast:string");
            var castable = ((Type.Choice) field.type())
                    .members().stream()
                            .filter(member -> Value.input(member, 0).canCast(Type.Primitive.STRING))
                            .map(member ->
                                    at(List.of(field.name(), member.typeName())).isNotNull())
                            .reduce(Column::or)
                            .orElseThrow();
            assertThat(cast.toDF()
                            .filter(functions.col(field.name()).isNotNull())
                            .count())
                    .isEqualTo(frame.toDF().filter(castable).count());
        }
    }

    private static List<String> rows(Dataset<Row> rows) {
        return rows.toJSON().collectAsList();
    }
}
