// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.visual;

import static dev.mastic.transforms.visual.AddUuid.uuid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.bookmark.Run;
import dev.mastic.core.bookmark.Token;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.RunStart;
import dev.mastic.core.frame.Transform;
import dev.mastic.testkit.FrameLiterals;
import dev.mastic.testkit.TransformContract;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class AddUuidTest extends TransformContract {
    @Override
    protected String name() {
        return "uuid";
    }

    @Override
    protected Transform transform() {
        return uuid("meta.id");
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of("column", "meta.id");
    }

    @Override
    protected Frames sample(FrameLiterals literals) {
        return Frames.of(
                "rows",
                inRun(literals, "run-1")
                        .frame("rows", "struct<n:int,meta:struct<a:int>>", "{'n':1,'meta':{'a':1}}", "{'n':2}", "{}"));
    }

    private static FrameLiterals inRun(FrameLiterals literals, String runId) {
        var run = RunStart.of(new Run("job", runId, new Token(1)));
        return literals.with(literals.context().at("step").startedAt(run));
    }

    private static List<String> ids(DynamicFrame frame) {
        return frame.toDF().selectExpr("meta.id").collectAsList().stream()
                .map(row -> row.getString(0))
                .toList();
    }

    @Test
    void givesEachRowItsOwnRandomId(SparkSession spark) {
        var ids = ids(sample(FrameLiterals.of(spark)).get("rows").apply(uuid("meta.id")));
        assertThat(ids).doesNotHaveDuplicates().hasSize(3).allSatisfy(id -> assertThat(UUID.fromString(id))
                .satisfies(uuid -> {
                    assertThat(uuid.version()).isEqualTo(4);
                    assertThat(uuid.variant()).isEqualTo(2);
                }));
    }

    @Test
    void givesTheSameIdToAllThatReadARow(SparkSession spark) {
        var rows = sample(FrameLiterals.of(spark)).get("rows").apply(uuid("meta.id"));
        assertThat(ids(rows.dropFields("n"))).isEqualTo(ids(rows.renameField("n", "m")));
    }

    @Test
    void givesTheSameIdWhenARunIsTakenUpAgainAndOthersInAnother(SparkSession spark) {
        var literals = FrameLiterals.of(spark);
        var first = ids(rows(literals, "run-1").apply(uuid("meta.id")));
        assertThat(ids(rows(literals, "run-1").apply(uuid("meta.id")))).isEqualTo(first);
        assertThat(ids(rows(literals, "run-2").apply(uuid("meta.id")))).doesNotContainAnyElementsOf(first);
        assertThat(ids(rows(literals, "run-1").at("other").apply(uuid("meta.id"))))
                .doesNotContainAnyElementsOf(first);
    }

    private DynamicFrame rows(FrameLiterals literals, String runId) {
        return inRun(literals, runId).frame("rows", "struct<meta:struct<a:int>>", "{}", "{}");
    }

    @Test
    void drawsNewIdsForEachCallOutsideJobs(SparkSession spark) {
        var rows = FrameLiterals.of(spark).frame("rows", "struct<meta:struct<a:int>>", "{}", "{}");
        assertThat(ids(rows.apply(uuid("meta.id")))).doesNotContainAnyElementsOf(ids(rows.apply(uuid("meta.id"))));
    }

    @Test
    void refusesAPlaceThatIsNoStruct(SparkSession spark) {
        var rows = FrameLiterals.of(spark).frame("rows", "struct<n:int>", "{}");
        assertThatThrownBy(() -> rows.apply(uuid("n.id")))
                .isInstanceOf(UsageException.class)
                .hasMessage("Cannot write ids to 'n.id': 'n' has no fields to write to (got int; expected a struct)");
        assertThatThrownBy(() -> rows.apply(uuid("n[].id")))
                .hasMessage("Cannot write ids to 'n[].id': 'n' has no fields to write to (got int; expected a struct)");
    }
}
