// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.plugin.Registry;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.SparkExtension;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What users get wrong gives a message with the transform, what was written, and what was probably meant. */
@ExtendWith(SparkExtension.class)
class MistakesTest {
    private static final List<String> SEVERAL = List.of(
            "join",
            "lookup",
            "union",
            "merge-dynamic-frame",
            "select-from-collection",
            "map-to-collection",
            "flat-map-collection");

    /**
     * @param says what the message must have besides the name of the transform
     */
    private record Mistake(String transform, Map<String, ?> settings, List<String> says) {
        @Override
        public String toString() {
            return transform + " " + settings;
        }
    }

    private static Mistake mistake(String transform, Map<String, ?> settings, String... says) {
        return new Mistake(transform, settings, List.of(says));
    }

    /** A column that is not there, but one like it. */
    private static Mistake misspelt(String transform, Map<String, ?> settings) {
        return mistake(transform, settings, "txet", "did you mean 'text'?");
    }

    static Stream<Mistake> misspelt() {
        var txet = List.of("txet");
        return Stream.of(
                        misspelt("apply-mapping", Map.of("mappings", List.of("txet -> b"))),
                        misspelt("rename-field", Map.of("from", "txet", "to", "b")),
                        misspelt("resolve-choice", Map.of("specs", List.of("txet -> make_cols"))),
                        misspelt("unbox", Map.of("path", "txet", "format", "json", "schema", "struct<a:int>")),
                        misspelt("filter", Map.of("condition", "txet > 'a'")),
                        misspelt("split-rows", Map.of("comparisons", Map.of("txet", Map.of(">", 1)))),
                        misspelt("conditional-router", Map.of("routes", Map.of("r", "txet > 'a'"))),
                        misspelt("repartition", Map.of("columns", txet)),
                        misspelt("aggregate", Map.of("groups", txet)),
                        misspelt("aggregate", Map.of("aggregations", List.of("max(txet)"))),
                        misspelt("derived-column", Map.of("column", "b", "expression", "upper(txet)")),
                        misspelt("drop-duplicates", Map.of("keys", txet)),
                        misspelt("drop-duplicates", Map.of("order-by", txet, "keys", List.of("text"))),
                        misspelt("explode", Map.of("column", "txet")),
                        misspelt("remove-null-rows", Map.of("columns", txet)),
                        misspelt("sort", Map.of("by", txet)),
                        misspelt("array-to-columns", Map.of("column", "txet", "columns", List.of("b"))),
                        misspelt("concatenate-columns", Map.of("columns", txet, "to", "b")),
                        misspelt(
                                "extract-json-path",
                                Map.of("column", "txet", "paths", List.of("$.a"), "to", List.of("b"))),
                        misspelt("fill-nulls", Map.of("values", Map.of("txet", "none"))),
                        misspelt("fill-nulls", Map.of("columns", txet, "value", "none")),
                        misspelt("format-timestamp", Map.of("column", "txet", "format", "yyyy")),
                        misspelt("parse-json-column", Map.of("column", "txet", "schema", "struct<a:int>")),
                        misspelt("regex-extract", Map.of("column", "txet", "regex", "(.)", "to", List.of("b"))),
                        misspelt("split-string", Map.of("column", "txet", "pattern", ",")),
                        misspelt("to-timestamp", Map.of("column", "txet")),
                        misspelt("k-means", Map.of("columns", txet, "k", 2)),
                        misspelt("fill-missing-values", Map.of("column", "txet")))
                .filter(MistakesTest::isThere);
    }

    static Stream<Mistake> misspeltAmongSeveral() {
        var txet = List.of("txet");
        return Stream.of(
                        misspelt("sql", Map.of("query", "SELECT txet FROM `in`")),
                        misspelt("join", Map.of("keys", txet)),
                        misspelt("lookup", Map.of("keys", txet)),
                        misspelt("lookup", Map.of("keys", List.of("text"), "values", List.of("txet"))),
                        misspelt("merge-dynamic-frame", Map.of("keys", txet)),
                        misspelt(
                                "pivot",
                                Map.of(
                                        "groups",
                                        List.of("text"),
                                        "column",
                                        "txet",
                                        "values",
                                        List.of("1"),
                                        "aggregation",
                                        "count(*)")),
                        misspelt(
                                "pivot",
                                Map.of(
                                        "groups",
                                        List.of("number"),
                                        "column",
                                        "text",
                                        "values",
                                        List.of("1"),
                                        "aggregation",
                                        "max(txet)")),
                        misspelt("unpivot", Map.of("columns", txet, "names-to", "n", "values-to", "v")),
                        mistake("select-from-collection", Map.of("frame", "mroe"), "mroe", "did you mean 'more'?"),
                        mistake(
                                "map-to-collection",
                                Map.of("apply", Map.of("transform", "limt", "rows", 1)),
                                "limt",
                                "did you mean 'limit'?"),
                        mistake(
                                "map-to-collection",
                                Map.of("apply", Map.of("transform", "explode", "column", "txet")),
                                "txet",
                                "did you mean 'text'?"),
                        mistake(
                                "flat-map-collection",
                                Map.of("apply", Map.of("transform", "explode", "column", "txet")),
                                "txet",
                                "did you mean 'text'?"))
                .filter(MistakesTest::isThere);
    }

    private static boolean isThere(Mistake mistake) {
        return Registry.fromClasspath()
                .find(Transform.class, mistake.transform())
                .isPresent();
    }

    static Stream<Mistake> types() {
        return Stream.of(
                // a type that the transform does not take
                mistake(
                        "unbox",
                        Map.of("path", "number", "format", "json", "schema", "struct<a:int>"),
                        "number",
                        "int"),
                mistake("explode", Map.of("column", "text"), "text", "string"),
                mistake("array-to-columns", Map.of("column", "text", "columns", List.of("b")), "text", "string"),
                mistake("concatenate-columns", Map.of("columns", List.of("list"), "to", "b"), "list", "array<int>"),
                mistake("format-timestamp", Map.of("column", "text", "format", "yyyy"), "text", "string"),
                mistake("to-timestamp", Map.of("column", "list"), "list", "array<int>"),
                mistake("k-means", Map.of("columns", List.of("text"), "k", 2), "text", "string"),
                mistake("fill-missing-values", Map.of("column", "list"), "list", "array<int>"),
                mistake("fill-nulls", Map.of("values", Map.of("number", 1.5)), "number", "1.5"),
                mistake(
                        "regex-extract",
                        Map.of("column", "number", "regex", "(.)", "to", List.of("b")),
                        "number",
                        "int"),
                mistake("split-string", Map.of("column", "number", "pattern", ","), "number", "int"),
                mistake(
                        "extract-json-path",
                        Map.of("column", "number", "paths", List.of("$.a"), "to", List.of("b")),
                        "number",
                        "int"),
                mistake("parse-json-column", Map.of("column", "number", "schema", "struct<a:int>"), "number", "int"),
                mistake("sort", Map.of("by", List.of("map")), "map"),
                mistake("drop-duplicates", Map.of("keys", List.of("map")), "map"),
                mistake("aggregate", Map.of("groups", List.of("map")), "map"),
                mistake("union", Map.of("distinct", true), "map"),
                mistake("repartition", Map.of("columns", List.of("map")), "map"),
                mistake("relationalize", Map.of("root", "r"), "map"),
                mistake("filter", Map.of("condition", "text + "), "text +"),
                mistake("filter", Map.of("condition", "number"), "number", "int"),
                mistake("split-rows", Map.of("comparisons", Map.of("number", Map.of(">", "x"))), "number", "x"),
                mistake("split-rows", Map.of("comparisons", Map.of("number", Map.of("=>", 1))), "=>"),
                mistake("apply-mapping", Map.of("mappings", List.of("text -> b:strin")), "strin"),
                mistake(
                        "resolve-choice",
                        Map.of("specs", List.of("choice -> make_col")),
                        "make_col",
                        "did you mean 'make_cols'?"),
                mistake("resolve-choice", Map.of("specs", List.of("choice -> project:date")), "choice", "date"));
    }

    static Stream<Mistake> others() {
        return Stream.of(
                // numbers out of range
                mistake("coalesce", Map.of("partitions", 0), "partitions", "0"),
                mistake("repartition", Map.of("partitions", "many"), "partitions", "many"),
                mistake("limit", Map.of("rows", -1), "rows", "-1"),
                mistake("sample", Map.of("fraction", 1.5), "fraction", "1.5"),
                mistake("spigot", Map.of("path", "x", "prob", 2), "prob", "2"),
                mistake("spigot", Map.of("path", "x", "topk", 0), "topk", "0"),
                mistake("k-means", Map.of("columns", List.of("number"), "k", 1), "k", "1"),
                mistake("flatten", Map.of("max-levels", -1), "max-levels", "-1"),
                mistake(
                        "array-to-columns",
                        Map.of("column", "list", "columns", List.of("b"), "indexes", List.of(0)),
                        "index",
                        "[0]"),
                // words that are none
                mistake("join", Map.of("keys", List.of("text"), "type", "iner"), "type", "iner"),
                mistake("join", Map.of("keys", List.of("text"), "unmatched", "kep"), "unmatched", "kep"),
                mistake("unbox", Map.of("path", "text", "format", "avro"), "format", "avro"),
                mistake("unnest", Map.of("arrays", "kep"), "arrays", "kep"),
                mistake("relationalize", Map.of("maps", "pivt"), "maps", "pivt"),
                mistake("regex-extract", Map.of("column", "text", "regex", "(", "to", List.of("b")), "regex", "("),
                mistake(
                        "regex-extract",
                        Map.of("column", "text", "regex", "(.)", "to", List.of("b", "c")),
                        "1 group",
                        "[b, c]"),
                mistake("simplify-ddb-json", Map.of("numbers", "date"), "numbers", "date"),
                mistake("map", Map.of("class", "com.acme.None"), "com.acme.None"),
                mistake("map", Map.of("class", "java.lang.String"), "java.lang.String", "MapFunction"),
                mistake("filter", Map.of(), "condition", "class"),
                // settings that are missing, or none
                mistake("drop-fields", Map.of("path", "text"), "path", "did you mean 'paths'?"),
                mistake("drop-fields", Map.of(), "paths"),
                mistake("explode", Map.of("colum", "list"), "colum", "did you mean 'column'?"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"misspelt", "misspeltAmongSeveral", "types", "others"})
    void areToldWithTheTransformAndWhatWasProbablyMeant(Mistake mistake, SparkSession spark) {
        assertThat(message(mistake, spark)).contains(mistake.transform()).contains(mistake.says());
    }

    private static String message(Mistake mistake, SparkSession spark) {
        try {
            frames(mistake.transform(), spark).apply(mistake.transform(), mistake.settings());
        } catch (UsageException e) {
            return e.getMessage();
        }
        throw new AssertionError("Nothing was refused");
    }

    private static Frames frames(String transform, SparkSession spark) {
        var type = "text string, number int, list array<int>, map map<string,int>, choice uniontype<int,string>";
        var in = FrameLiterals.of(spark).frame("in", type, "{'text':'a','number':1,'list':[1],'choice':{'int':1}}");
        return SEVERAL.contains(transform) ? Frames.of("in", in, "more", in) : Frames.of("in", in);
    }
}
