// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.JsonRow;
import dev.mastic.core.type.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/** Random nested columns beside those of a sample, and whether a transform hands them on as they are. */
final class OtherColumns {
    private static final int COLUMNS = 4;
    private static final int MOST_TRIES = 1000;
    private static final int ROWS = 3;
    private static final int DEPTH = 4;

    private final Map<String, DynamicFrame> frames = new LinkedHashMap<>();
    private final Map<String, DynamicFrame> others = new LinkedHashMap<>();

    /** Each row of the sample stands beside each of a few rows of other columns; no two frames share their names. */
    OtherColumns(Frames sample, FrameLiterals literals, RandomRows random, Predicate<Type> wanted) {
        sample.asMap().forEach((name, frame) -> {
            var fields = new ArrayList<Type.Field>();
            for (int i = 0; i < COLUMNS; i++) {
                fields.add(new Type.Field("other_" + others.size() + "_" + i, type(i, random, wanted)));
            }
            var type = new Type.Struct(fields);
            others.put(name, literals.frame("others", type, random.rows(type, ROWS)));
            frames.put(name, beside(frame, others.get(name)));
        });
    }

    /** Choices inside an array and inside a struct, where they are wanted, and whatever comes. */
    private static Type type(int place, RandomRows random, Predicate<Type> wanted) {
        var inArray = Stream.<Supplier<Type>>of(() -> new Type.Array(random.choice(DEPTH)));
        var inStruct = Stream.<Supplier<Type>>of(
                () -> Type.Struct.of(new Type.Field("c", random.choice(DEPTH)), new Type.Field("a", random.type(2))));
        var first = place == 0 ? inArray : place == 1 ? inStruct : Stream.<Supplier<Type>>of();
        return Stream.concat(first, Stream.generate(() -> () -> random.type(DEPTH)))
                .limit(MOST_TRIES)
                .map(Supplier::get)
                .filter(wanted)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no type of " + MOST_TRIES + " is borne"));
    }

    private static DynamicFrame beside(DynamicFrame frame, DynamicFrame others) {
        var fields = new ArrayList<>(frame.schema().fields());
        fields.addAll(others.schema().fields());
        var rows = frame.toDF().crossJoin(functions.broadcast(others.toDF()));
        return frame.derive(new Type.Struct(fields), rows);
    }

    Frames frames() {
        return Frames.of(frames);
    }

    /** What is left of the other columns has no values that were not there; a row without a partner has none. */
    void assertKept(Frames output) {
        var there = new LinkedHashMap<String, List<JsonRow>>();
        others.forEach(
                (input, frame) -> there.put(input, rows(frame, frame.schema().names())));
        output.asMap().forEach((name, frame) -> {
            var kept = new LinkedHashMap<String, List<String>>();
            others.forEach((input, other) -> kept.put(input, kept(other, frame)));
            var came = rows(frame, kept.values().stream().flatMap(List::stream).toList());
            kept.forEach((input, columns) -> {
                var possible = texts(there.get(input), columns);
                possible.add("{}");
                assertThat(texts(came, columns)).as(name + " " + columns).isSubsetOf(possible);
            });
        });
    }

    private static List<String> kept(DynamicFrame other, DynamicFrame output) {
        return other.schema().fields().stream()
                .filter(field -> output.schema().field(field.name()).equals(Optional.of(field)))
                .map(Type.Field::name)
                .toList();
    }

    private static Set<String> texts(List<JsonRow> rows, List<String> columns) {
        return rows.stream().map(row -> row.only(columns).toString()).collect(Collectors.toCollection(HashSet::new));
    }

    /** One job for all that is asked of a frame. */
    private static List<JsonRow> rows(DynamicFrame frame, List<String> names) {
        var columns = names.stream()
                .map(name -> DynamicFrame.column(frame.toDF(), name))
                .toArray(Column[]::new);
        return columns.length == 0 ? List.of() : JsonRow.collect(frame.toDF().select(columns));
    }
}
