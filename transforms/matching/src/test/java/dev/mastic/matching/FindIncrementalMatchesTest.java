// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.Transform;
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

class FindIncrementalMatchesTest extends TransformContract {
    private static final String NEW = "struct<id:string,name:string,born:date,town:string,more:struct<x:int>>";
    private static final String EXISTING =
            "struct<id:string,name:string,born:date,town:string,match_id:bigint,match_confidence_score:double>";

    @Override
    protected String name() {
        return "find-incremental-matches";
    }

    @Override
    protected Transform transform() {
        return new FindIncrementalMatches(
                "id", Optional.empty(), List.of("name", "born", "town"), true, Tradeoffs.BALANCED, Teaching.NONE);
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of(
                "primary-key",
                "id",
                "columns",
                List.of("name", "born", "town"),
                "compute-match-confidence-scores",
                true,
                "precision-recall-tradeoff",
                "0.5");
    }

    @Override
    protected boolean looksAtData() {
        return true;
    }

    @Override
    protected Frames sample(FrameLiterals literals) {
        return Frames.of("existing", existing(literals), "new", incremental(literals));
    }

    private static DynamicFrame existing(FrameLiterals literals) {
        return literals.frame(
                "existing",
                EXISTING,
                "{'id':'a1','name':'Ada Lovelace','born':'1815-12-10','town':'London','match_id':7,'match_confidence_score':1}",
                "{'id':'a2','name':'Grace Hopper','born':'1906-12-09','town':'New York','match_id':-3}",
                "{'id':'a3','name':'Emmy Noether','born':'1882-03-23','town':null,'match_id':0}",
                "{'id':'a4','name':'Mary Shelley','born':'1797-08-30','town':'London','match_id':8}",
                "{'id':'a5','name':'Mary Shelley','born':'1797-08-30','town':'London','match_id':9}",
                "{'id':'a6','name':null,'born':null,'town':null,'match_id':null}");
    }

    private static DynamicFrame incremental(FrameLiterals literals) {
        return literals.frame(
                "new",
                NEW,
                "{'id':'b1','name':'Ada Lovelase','born':'1815-12-10','town':'London','more':{'x':2}}",
                "{'id':'b2','name':'Grace M. Hopper','born':'1906-12-09','town':'New York','more':{'x':3}}",
                "{'id':'b3','name':'Mary Shelly','born':'1797-08-30','town':'London','more':null}",
                "{'id':'b4','name':'Sofja Kowalewskaja','born':'1850-01-15','town':'Moskau','more':null}",
                "{'id':'b5','name':'Sofia Kowalewskaja','born':'1850-01-15','town':'Moskau','more':null}");
    }

    private static Map<String, Long> ids(DynamicFrame frame) {
        var ids = new TreeMap<String, Long>();
        frame.toDF().select("id", "match_id").collectAsList().forEach(row -> ids.put(row.getString(0), row.getLong(1)));
        return ids;
    }

    private static FindIncrementalMatches byId() {
        return new FindIncrementalMatches("id", Optional.empty(), List.of(), false, Tradeoffs.BALANCED, Teaching.NONE);
    }

    @Test
    void keepsIdsAndMatchesNewRowsWithAllOthers(SparkSession spark) {
        var literals = FrameLiterals.of(spark);
        var matched = byId().matched(existing(literals), incremental(literals));
        var ids = ids(matched.frame());
        assertThat(ids)
                .containsEntry("a1", 7L)
                .containsEntry("a2", -3L)
                .containsEntry("a3", 0L)
                .containsEntry("a4", 8L)
                .containsEntry("a5", 9L)
                .containsEntry("b1", 7L)
                .containsEntry("b2", -3L);
        assertThat(ids.get("b3")).isIn(8L, 9L);
        assertThat(ids.get("b4")).isEqualTo(ids.get("b5")).isNotIn(7L, -3L, 0L, 8L, 9L);
        assertThat(ids.get("a6")).isNotIn(7L, -3L, 0L, 8L, 9L, ids.get("b4"));
        assertThat(matched.summary().bridges()).isEqualTo(1);
        assertThat(matched.frame().schema().names()).containsExactly("id", "name", "born", "town", "more", "match_id");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 8})
    void givesTheSameInAnyOrderAndPartitions(int partitions, SparkSession spark) {
        var literals = FrameLiterals.of(spark);
        assertThat(ids(byId().matched(
                                shuffled(existing(literals), partitions), shuffled(incremental(literals), partitions))
                        .frame()))
                .isEqualTo(ids(byId().matched(existing(literals), incremental(literals))
                        .frame()));
    }

    private static DynamicFrame shuffled(DynamicFrame frame, int partitions) {
        return frame.derive(frame.schema(), frame.toDF().repartition(partitions, functions.rand(partitions)));
    }

    @Test
    void givesARowWithAnExistingKeyThatRowsId(SparkSession spark) {
        var literals = FrameLiterals.of(spark);
        var again = literals.frame("new", "struct<id:string,name:string>", "{'id':'a1','name':'Somebody Else'}");
        var found = byId().matched(existing(literals), again).frame().toDF().where("id = 'a1'");
        assertThat(found.select("match_id").collectAsList())
                .extracting(row -> row.getLong(0))
                .containsExactly(7L, 7L);
    }

    @Test
    void refusesAKeyWithTwoIds(SparkSession spark) {
        var literals = FrameLiterals.of(spark);
        var twice = literals.frame(
                "existing",
                "struct<id:string,name:string,match_id:bigint>",
                "{'id':'a','name':'x','match_id':1}",
                "{'id':'a','name':'x','match_id':2}");
        var added = literals.frame("new", "struct<id:string,name:string>", "{'id':'b','name':'x'}");
        assertThatThrownBy(() -> byId().matched(twice, added))
                .isInstanceOf(EtlException.class)
                .hasMessageContaining("rows with one id are in the groups 1 and 2");
    }

    @Test
    void saysWhatIsWrongWithFrames(SparkSession spark) {
        var literals = FrameLiterals.of(spark);
        var existing = existing(literals);
        var added = incremental(literals);
        assertRefused(
                Frames.of("one", existing), "there must be two frames, the existing one and the new one (got 1: one)");
        assertRefused(Frames.of("one", added, "two", added), "the existing rows have no column 'match_id'");
        assertRefused(Frames.of("one", existing, "two", existing), "the new rows have a column 'match_id' already");
        assertRefused(
                Frames.of("one", existing, "two", literals.frame("new", "struct<id:string,name:int>")),
                "column 'name' is string in the existing rows and int in the new ones");
        assertRefused(
                Frames.of("one", literals.frame("one", "struct<id:string,match_id:string>"), "two", added),
                "column 'match_id' of the existing rows is string (expected bigint)");
    }

    private static void assertRefused(Frames frames, String reason) {
        assertThatThrownBy(() -> byId().outputShapes(frames.shapes()))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("Cannot find incremental matches: " + reason);
    }
}
