// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.matching;

import static dev.mastic.matching.FindMatches.findMatches;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.type.Type;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.TransformContract;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FindMatchesTest extends TransformContract {
    private static final String TYPE =
            "struct<id:string,src:string,name:string,born:date,town:string,more:struct<x:int>>";

    @Override
    protected String name() {
        return "find-matches";
    }

    @Override
    protected Transform transform() {
        return new FindMatches(
                "id", Optional.of("src"), List.of("name", "born", "town"), true, Tradeoffs.BALANCED, Teaching.NONE);
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of(
                "primary-key",
                "id",
                "source",
                "src",
                "columns",
                List.of("name", "born", "town"),
                "compute-match-confidence-scores",
                true);
    }

    @Override
    protected boolean looksAtData() {
        return true;
    }

    @Override
    protected Frames sample(FrameLiterals literals) {
        return Frames.of("people", people(literals));
    }

    private static DynamicFrame people(FrameLiterals literals) {
        return literals.frame(
                "people",
                TYPE,
                "{'id':'a1','src':'a','name':'Ada Lovelace','born':'1815-12-10','town':'London','more':{'x':1}}",
                "{'id':'a2','src':'a','name':'Grace Hopper','born':'1906-12-09','town':'New York','more':null}",
                "{'id':'a3','src':'a','name':'Emmy Noether','born':'1882-03-23','town':null,'more':{'x':null}}",
                "{'id':'a4','src':null,'name':null,'born':null,'town':null,'more':null}",
                "{'id':'b1','src':'b','name':'Ada Lovelase','born':'1815-12-10','town':'London','more':{'x':2}}",
                "{'id':'b2','src':'b','name':'Grace M. Hopper','born':'1906-12-09','town':'New York','more':{'x':3}}",
                "{'id':'b3','src':'b','name':'Emmy Noether','born':'1882-03-23','town':'Erlangen','more':null}",
                "{'id':'b4','src':'b','name':'Mary Shelley','born':'1797-08-30','town':'London','more':null}");
    }

    private static Map<String, Long> ids(DynamicFrame frame) {
        var ids = new TreeMap<String, Long>();
        frame.toDF().select("id", "match_id").collectAsList().forEach(row -> ids.put(row.getString(0), row.getLong(1)));
        return ids;
    }

    @Test
    void givesOneIdToRowsThatAreOneThing(SparkSession spark) {
        var people = people(FrameLiterals.of(spark));
        for (var found : List.of(
                people.apply(findMatches("id")),
                people.apply(new FindMatches(
                        "id", Optional.of("src"), List.of(), true, Tradeoffs.BALANCED, Teaching.NONE)))) {
            var ids = ids(found);
            assertThat(ids.get("a1")).isEqualTo(ids.get("b1"));
            assertThat(ids.get("a2")).isEqualTo(ids.get("b2"));
            assertThat(ids.get("a3")).isEqualTo(ids.get("b3"));
            assertThat(ids.values().stream().distinct()).hasSize(5).allMatch(id -> id >= 0);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 8})
    void givesTheSameInAnyOrderAndPartitions(int partitions, SparkSession spark) {
        var people = people(FrameLiterals.of(spark));
        var shuffled =
                people.derive(people.schema(), people.toDF().repartition(partitions, functions.rand(partitions)));
        assertThat(ids(shuffled.apply((FindMatches) transform())))
                .isEqualTo(ids(people.apply((FindMatches) transform())));
    }

    @Test
    void refusesRowsWithoutAKey(SparkSession spark) {
        var rows = FrameLiterals.of(spark)
                .frame("rows", "struct<id:int,name:string>", "{'id':1,'name':'x'}", "{'id':null,'name':'lost'}");
        var found = rows.apply(findMatches("id"));
        assertThat(found.count()).isEqualTo(1);
        assertThat(found.errorsCount()).isEqualTo(1);
    }

    @Test
    void givesOneIdToRowsOfOneKey(SparkSession spark) {
        var rows = FrameLiterals.of(spark)
                .frame(
                        "rows",
                        "struct<id:int,name:string>",
                        "{'id':7,'name':'Ada'}",
                        "{'id':7,'name':'Grace'}",
                        "{'id':8,'name':'Emmy'}");
        var found = rows.apply(findMatches("id")).toDF();
        assertThat(found.count()).isEqualTo(3);
        assertThat(found.select("match_id").distinct().count()).isEqualTo(2);
    }

    @Test
    void saysWhatIsWrongWithColumns() {
        assertRefused(findMatches("key"), "no column 'key' (has: id, src, name, born, town, more)");
        assertRefused(
                new FindMatches("id", Optional.empty(), List.of("more"), false, Tradeoffs.BALANCED, Teaching.NONE),
                "column 'more' is struct<x:int> (expected a text, number, date or boolean)");
        var found = findMatches("id").outputShape(shape());
        assertThatThrownBy(() -> findMatches("id").outputShape(found))
                .hasMessage("Cannot find matches: there is a column 'match_id' already (rename or drop it first)");
    }

    private static void assertRefused(FindMatches transform, String reason) {
        assertThatThrownBy(() -> transform.outputShape(shape()))
                .isInstanceOf(UsageException.class)
                .hasMessage("Cannot find matches: " + reason);
    }

    private static Type.Struct shape() {
        return FrameLiterals.type(TYPE);
    }
}
