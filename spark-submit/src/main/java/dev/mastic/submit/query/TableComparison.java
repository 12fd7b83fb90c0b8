// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.Suggestion;
import dev.mastic.core.failure.UsageException;
import dev.mastic.submit.console.TableJson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;

/**
 * What stands between the rows of two tables of any size. Equal rows cancel each other out, however often they occur; of what is left, rows
 * of one key are paired, and pairs differ; the rest is missing or extra. Null is equal to null.
 */
final class TableComparison {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String N = "n";
    private static final String PLACE = "place";
    private final Dataset<Row> a;
    private final Dataset<Row> b;
    private final List<ComparedColumn> columns;
    private final List<String> keys;

    /**
     * The differences.
     *
     * @param columns how many rows of one key differ in each column
     * @param repeated how many keys more than one row has, in A and in B
     * @param notes columns that one table lacks, or has in another type
     */
    record Differences(
            long missing,
            long extra,
            long different,
            Map<String, Long> columns,
            List<Long> repeated,
            List<ObjectNode> examples,
            List<String> notes) {
        boolean none() {
            return missing + extra + different == 0;
        }

        ObjectNode node() {
            var node = JSON.createObjectNode()
                    .put("missing", missing)
                    .put("extra", extra)
                    .put("different", different);
            node.set("columns", TableJson.array(columns.entrySet(), column -> JSON.createObjectNode()
                    .put("name", column.getKey())
                    .put("different", column.getValue())));
            node.set("examples", TableJson.array(examples, example -> example));
            node.putObject("repeatedKeys").put("a", repeated.get(0)).put("b", repeated.get(1));
            notes.forEach(node.putArray("notes")::add);
            return node;
        }
    }

    private TableComparison(Dataset<Row> a, Dataset<Row> b, List<ComparedColumn> columns, List<String> keys) {
        this.a = compared(a, columns, true);
        this.b = compared(b, columns, false);
        this.columns = columns;
        this.keys = keys;
    }

    /**
     * Compares two tables. Runs no job yet.
     *
     * @param keys the columns by which rows belong together; if there are none, only whole rows are told apart
     * @throws UsageException if a table has no such column
     */
    static TableComparison of(Dataset<Row> a, Dataset<Row> b, List<String> keys) {
        var names = new LinkedHashSet<>(Arrays.asList(a.columns()));
        names.addAll(Arrays.asList(b.columns()));
        for (var key : keys) {
            requireKey("A", a, key);
            requireKey("B", b, key);
        }
        var columns = names.stream()
                .map(name -> new ComparedColumn(name, type(a, name), type(b, name)))
                .toList();
        return new TableComparison(a, b, columns, keys);
    }

    private static void requireKey(String table, Dataset<Row> rows, String key) {
        var known = Arrays.asList(rows.columns());
        if (!known.contains(key)) {
            throw new UsageException(
                    "Cannot compare by '" + key + "': no such column in " + table + " " + Suggestion.among(key, known));
        }
    }

    private static Optional<DataType> type(Dataset<Row> rows, String name) {
        return Arrays.stream(rows.schema().fields())
                .filter(field -> field.name().equals(name))
                .findFirst()
                .map(field -> field.dataType());
    }

    /** The rows with their columns by number, so that no name is in the way. */
    private static Dataset<Row> compared(Dataset<Row> rows, List<ComparedColumn> columns, boolean inA) {
        var names = Arrays.asList(rows.columns());
        var output = rows.queryExecution().analyzed().output();
        var values = IntStream.range(0, columns.size())
                .mapToObj(i -> {
                    var column = columns.get(i);
                    int place = names.indexOf(column.name());
                    var own = place < 0 ? functions.lit(null) : new Column(output.apply(place));
                    return column.of(own, inA).as(cell("", i));
                })
                .toArray(Column[]::new);
        return rows.select(values);
    }

    /** Finds the differences; runs Spark jobs. */
    Differences differences(int limit) {
        var left = left().cache();
        try {
            var counts = count(left);
            var perColumn = new LinkedHashMap<String, Long>();
            for (int i = 0; i < columns.size(); i++) {
                if (counts.getLong(3 + i) > 0) {
                    perColumn.put(columns.get(i).name(), counts.getLong(3 + i));
                }
            }
            return new Differences(
                    counts.getLong(0),
                    counts.getLong(1),
                    counts.getLong(2),
                    perColumn,
                    List.of(repeated(a), repeated(b)),
                    examples(left, limit),
                    columns.stream().flatMap(column -> column.note().stream()).toList());
        } finally {
            left.unpersist();
        }
    }

    private Row count(Dataset<Row> left) {
        var inA = functions.col("inA").isNotNull();
        var inB = functions.col("inB").isNotNull();
        var counts = Stream.concat(
                Stream.of(times(functions.not(inB)), times(functions.not(inA)), times(inA.and(inB))),
                IntStream.range(0, columns.size())
                        .mapToObj(i -> times(inA.and(inB)
                                .and(functions.not(
                                        functions.col(cell("a", i)).eqNullSafe(functions.col(cell("b", i))))))));
        return left.select(counts.toArray(Column[]::new)).first();
    }

    private static Column times(Column condition) {
        return functions.count(functions.when(condition, 1));
    }

    /** What does not cancel out, pairs on one row: {@code a0, a1, …, b0, b1, …}. */
    private Dataset<Row> left() {
        var all = cells("");
        var single = a.withColumn(N, functions.lit(1))
                .union(b.withColumn(N, functions.lit(-1)))
                .groupBy(all)
                .agg(functions.sum(N).as(N))
                .filter(functions.col(N).notEqual(0))
                .withColumn(
                        PLACE,
                        functions.explode(functions.sequence(
                                functions.lit(1),
                                functions.abs(functions.col(N)).cast("int"))));
        if (keys.isEmpty()) {
            return side(single, "a", 1)
                    .withColumn("inB", functions.lit(null).cast("int"))
                    .unionByName(
                            side(single, "b", -1)
                                    .withColumn("inA", functions.lit(null).cast("int")),
                            true);
        }
        var byKey = Window.partitionBy(Stream.concat(
                                Stream.of(functions.signum(N)), keyPlaces().mapToObj(i -> functions.col(cell("", i))))
                        .toArray(Column[]::new))
                .orderBy(all);
        var numbered = single.withColumn(PLACE, functions.row_number().over(byKey));
        var same = functions.col("placea").equalTo(functions.col("placeb"));
        for (int key : keyPlaces().toArray()) {
            same = same.and(functions.col(cell("a", key)).eqNullSafe(functions.col(cell("b", key))));
        }
        return side(numbered, "a", 1).join(side(numbered, "b", -1), same, "full_outer");
    }

    private IntStream keyPlaces() {
        return IntStream.range(0, columns.size())
                .filter(i -> keys.contains(columns.get(i).name()));
    }

    private Dataset<Row> side(Dataset<Row> rows, String side, int sign) {
        var selected = new ArrayList<Column>();
        for (int i = 0; i < columns.size(); i++) {
            selected.add(functions.col(cell("", i)).as(cell(side, i)));
        }
        selected.add(functions.col(PLACE).as(PLACE + side));
        selected.add(functions.lit(1).as(side.equals("a") ? "inA" : "inB"));
        return rows.filter(functions.signum(N).equalTo(sign)).select(selected.toArray(Column[]::new));
    }

    private Column[] cells(String side) {
        return IntStream.range(0, columns.size())
                .mapToObj(i -> functions.col(cell(side, i)))
                .toArray(Column[]::new);
    }

    private static String cell(String side, int place) {
        return (side.isEmpty() ? "c" : side) + place;
    }

    private long repeated(Dataset<Row> rows) {
        if (keys.isEmpty()) {
            return 0;
        }
        var places = keyPlaces().mapToObj(i -> functions.col(cell("", i))).toArray(Column[]::new);
        return rows.groupBy(places).count().filter(functions.col("count").gt(1)).count();
    }

    private List<ObjectNode> examples(Dataset<Row> left, int limit) {
        var order = IntStream.range(0, columns.size())
                .mapToObj(i -> functions.coalesce(functions.col(cell("a", i)), functions.col(cell("b", i))))
                .toArray(Column[]::new);
        return left.orderBy(order).limit(limit).select(json("a", "inA"), json("b", "inB")).collectAsList().stream()
                .map(this::example)
                .toList();
    }

    private Column json(String side, String present) {
        var cells = IntStream.range(0, columns.size())
                .mapToObj(i -> functions.col(cell(side, i)).as(columns.get(i).name()))
                .toArray(Column[]::new);
        return functions.when(functions.col(present).isNotNull(), functions.to_json(functions.struct(cells)));
    }

    private ObjectNode example(Row pair) {
        if (pair.isNullAt(1)) {
            return row("missing", pair.getString(0));
        } else if (pair.isNullAt(0)) {
            return row("extra", pair.getString(1));
        }
        var expected = parse(pair.getString(0));
        var actual = parse(pair.getString(1));
        var example = JSON.createObjectNode().put("kind", "different");
        var key = example.putObject("key");
        keys.forEach(name -> key.set(name, expected.get(name)));
        var cells = example.putArray("columns");
        for (var column : columns) {
            var before = expected.get(column.name());
            var after = actual.get(column.name());
            if (!Objects.equals(before, after)) {
                var cell = cells.addObject().put("name", column.name());
                cell.set("expected", before);
                cell.set("actual", after);
            }
        }
        return example;
    }

    private static ObjectNode row(String kind, String json) {
        var node = JSON.createObjectNode().put("kind", kind);
        node.set("row", parse(json));
        return node;
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new EtlException("Cannot show a row: " + e.getOriginalMessage(), e);
        }
    }
}
