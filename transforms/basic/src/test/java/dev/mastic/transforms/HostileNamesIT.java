// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.DynamicRecord;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.plugin.Registry;
import dev.mastic.testkit.SparkExtension;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every transform works on a column whose name is hard to write, whatever it does with the column. */
@ExtendWith(SparkExtension.class)
class HostileNamesIT {
    private static final List<String> NAMES = List.of(
            "a.b", "it's", "\"q\"", "`", "😀", "", "TWIN", "back\\slash", "new\nline", "x[]", "a -> b", "$1", "{}");

    private static final List<String> WITHOUT_COLUMNS = List.of(
            "coalesce",
            "errors-as-dynamic-frame",
            "flat-map",
            "flat-map-collection",
            "limit",
            "map",
            "map-to-collection",
            "sample",
            "select-from-collection",
            "simplify-ddb-json",
            "spigot",
            "unnest-ddb-json");

    private static final Map<String, List<?>> VALUES = Map.of(
            "text", List.of("1,b", ""),
            "json", List.of("{\"a\":1}"),
            "number", List.of(1, 2),
            "two", List.of(1, 2),
            "choice", List.of(1, "x"),
            "list", List.of(List.of(1, 2)),
            "struct", List.of(DynamicRecord.EMPTY.addField("`it's`", 1)),
            "time", List.of(Instant.EPOCH));

    /** All of it at once, for the runs. */
    private static final String WORST = "it's \"a\".`b`\\n\n😀 -> [] $x {}";

    /**
     * The settings of a transform that works on one column.
     *
     * @param of from the column's path
     * @param kind which kind of column it takes
     */
    private record Use(String transform, String kind, Function<String, Map<String, ?>> of) {
        @Override
        public String toString() {
            return transform;
        }
    }

    private static Use use(String transform, String kind, Function<String, Map<String, ?>> of) {
        return new Use(transform, kind, of);
    }

    static Stream<Use> uses() {
        return Stream.of(
                        use(
                                "apply-mapping",
                                "text",
                                path -> Map.of("mappings", List.of(path + ":string -> s." + path + ":int"))),
                        use("drop-fields", "text", path -> Map.of("paths", List.of(path))),
                        use("select-fields", "text", path -> Map.of("paths", List.of(path))),
                        use("rename-field", "text", path -> Map.of("from", path, "to", "s." + path)),
                        use("split-fields", "text", path -> Map.of("paths", List.of(path))),
                        use("resolve-choice", "choice", path -> Map.of("specs", List.of(path + " -> make_cols"))),
                        use("unbox", "json", path -> Map.of("path", path, "format", "json", "schema", "struct<a:int>")),
                        use("filter", "number", path -> Map.of("condition", path + " > 0")),
                        use("split-rows", "number", path -> Map.of("comparisons", Map.of(path, Map.of(">", 0)))),
                        use("conditional-router", "number", path -> Map.of("routes", Map.of("r", path + " > 0"))),
                        use("repartition", "number", path -> Map.of("partitions", 2, "columns", List.of(path))),
                        use(
                                "aggregate",
                                "number",
                                path -> Map.of(
                                        "groups",
                                        List.of(path),
                                        "aggregations",
                                        List.of("sum(" + path + ") -> total", "max(" + path + ")"))),
                        use("derived-column", "number", path -> Map.of("column", path, "expression", path + " + 1")),
                        use(
                                "drop-duplicates",
                                "number",
                                path -> Map.of("keys", List.of(path), "order-by", List.of(path + " desc"))),
                        use("explode", "list", path -> Map.of("column", path)),
                        use("remove-null-rows", "text", path -> Map.of("columns", List.of(path))),
                        use("sort", "number", path -> Map.of("by", List.of(path + " desc nulls last"))),
                        use(
                                "array-to-columns",
                                "list",
                                path -> Map.of("column", path, "columns", List.of("s." + path), "indexes", List.of(1))),
                        use("concatenate-columns", "text", path -> Map.of("columns", List.of(path, path), "to", path)),
                        use(
                                "extract-json-path",
                                "json",
                                path -> Map.of("column", path, "paths", List.of("$.a"), "to", List.of(path))),
                        use("fill-nulls", "text", path -> Map.of("values", Map.of(path, "none"))),
                        use("format-timestamp", "time", path -> Map.of("column", path, "format", "yyyy")),
                        use("parse-json-column", "json", path -> Map.of("column", path, "schema", "struct<a:int>")),
                        use(
                                "regex-extract",
                                "text",
                                path -> Map.of("column", path, "regex", "(.)", "to", List.of(path))),
                        use("split-string", "text", path -> Map.of("column", path, "pattern", ",")),
                        use("to-timestamp", "number", path -> Map.of("column", path, "format", "epoch-seconds")),
                        use("current-timestamp", "text", path -> Map.of("column", path)),
                        use("identifier", "text", path -> Map.of("column", path)),
                        use("uuid", "text", path -> Map.of("column", path)),
                        use("k-means", "number", path -> Map.of("columns", List.of(path), "k", 2)),
                        use("fill-missing-values", "number", path -> Map.of("column", path)))
                .filter(HostileNamesIT::isThere);
    }

    static Stream<Use> usesOfSeveral() {
        return Stream.of(
                        use("flatten", "struct", path -> Map.of()),
                        use("unnest", "struct", path -> Map.of()),
                        use("relationalize", "list", path -> Map.of("root", "root")),
                        use("rename-columns", "struct", path -> Map.of("characters", "`.", "replacement", "_")),
                        use(
                                "sql",
                                "number",
                                path -> Map.of("query", "SELECT " + path + " + 1 AS " + path + " FROM `in`")),
                        use("join", "two", path -> Map.of("keys", List.of(path))),
                        use("lookup", "two", path -> Map.of("keys", List.of(path), "values", List.of("other"))),
                        use("merge-dynamic-frame", "two", path -> Map.of("keys", List.of(path))),
                        use("union", "two", path -> Map.of("distinct", true)),
                        use(
                                "pivot",
                                "number",
                                path -> Map.of(
                                        "groups",
                                        List.of("Twin"),
                                        "column",
                                        path,
                                        "values",
                                        List.of("1"),
                                        "aggregation",
                                        "sum(" + path + ")")),
                        use(
                                "unpivot",
                                "number",
                                path -> Map.of("columns", List.of(path), "names-to", "n", "values-to", "v")),
                        use(
                                "assert-schema",
                                "number",
                                path -> Map.of("schema", "struct<" + path + ":int>", "on-change", "evolve")),
                        use("drop-nulls", "struct", path -> Map.of()),
                        use("drop-null-fields", "struct", path -> Map.of()),
                        use("add-ingestion-time-columns", "text", path -> Map.of("granularity", "day")))
                .filter(HostileNamesIT::isThere);
    }

    private static boolean isThere(Use use) {
        return Registry.fromClasspath().find(Transform.class, use.transform()).isPresent();
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource({"uses", "usesOfSeveral"})
    void worksOnAColumnOfAnyName(Use use, SparkSession spark) {
        for (var name : NAMES) {
            apply(use, spark, name)
                    .frames()
                    .forEach(frame -> frame.toDF().queryExecution().optimizedPlan());
        }
        var worst = apply(use, spark, WORST);
        assertThat(worst.frames().stream()
                        .mapToLong(frame -> frame.take(10).size())
                        .sum())
                .isPositive();
    }

    private static Frames apply(Use use, SparkSession spark, String name) {
        var path = "`" + name.replace("`", "``") + "`";
        var in = frames(use.kind(), spark, path);
        var out = in.apply(use.transform(), use.of().apply(path));
        for (var frame : out.frames()) {
            assertThat(frame.toDF().columns())
                    .containsExactlyElementsOf(frame.schema().names());
        }
        return out;
    }

    private static Frames frames(String kind, SparkSession spark, String path) {
        var values = VALUES.get(kind);
        var records = new ArrayList<DynamicRecord>();
        for (int i = 0; i < values.size(); i++) {
            records.add(DynamicRecord.EMPTY
                    .addField("tWIn", i)
                    .addField(path, values.get(i))
                    .addField("Twin", "x"));
        }
        var in = DynamicFrame.of(spark, records);
        if (!kind.equals("two")) {
            return Frames.of("in", in);
        }
        return Frames.of(
                "in", in, "more", DynamicFrame.of(spark, List.of(records.get(0).addField("other", true))));
    }

    /** The others have no setting that names a column; the contract kit has columns of such names beside theirs. */
    @Test
    void knowsAllTransformsThatNameColumns() {
        var used = Stream.concat(uses(), usesOfSeveral())
                .map(Use::transform)
                .collect(Collectors.toCollection(TreeSet::new));
        used.addAll(WITHOUT_COLUMNS);
        assertThat(used).containsAll(Registry.fromClasspath().names(Transform.class));
    }
}
