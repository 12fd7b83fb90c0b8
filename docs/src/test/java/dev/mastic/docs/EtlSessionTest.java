// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.docs;

import static dev.mastic.testkit.FrameAssert.assertFrame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.EtlSession;
import dev.mastic.core.Sinks;
import dev.mastic.core.Sources;
import dev.mastic.core.bookmark.FrameCount;
import dev.mastic.core.catalog.Database;
import dev.mastic.core.failure.UsageException;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.DynamicRecord;
import dev.mastic.core.frame.ErrorThresholdException;
import dev.mastic.core.frame.Frames;
import dev.mastic.testkit.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Writing outside jobs, through the real sinks. */
@ExtendWith(SparkExtension.class)
class EtlSessionTest {
    @TempDir
    private Path folder;

    private EtlSession etl;
    private SparkSession spark;

    @BeforeEach
    void open(SparkSession session) {
        spark = session;
        etl = EtlSession.on(session, folder.resolve("mastic.db").toString());
    }

    @AfterEach
    void close() {
        etl.close();
    }

    private Path out() {
        return folder.resolve("out");
    }

    @Test
    void writesAFrameAndAddsToWhatIsThere() {
        var frame = DynamicFrame.of(spark, "{'id':1}", "{'id':2}");
        var outcome = etl.write(frame, Sinks.files(out().toString()));
        assertThat(outcome.receipt().written()).extracting(FrameCount::rows).containsExactly(2L);
        assertThat(outcome.faults()).isZero();
        etl.write(DynamicFrame.of(spark, "{'id':3}"), Sinks.files(out().toString()));
        assertFrame(etl.path(out().toString())).hasRows("{'id':1}", "{'id':2}", "{'id':3}");
    }

    @Test
    void writesACollectionUnderItsNames() {
        var frames = Frames.of("a", DynamicFrame.of(spark, "{'id':1}"), "b", DynamicFrame.of(spark, "{'x':'y'}"));
        etl.write(frames, Sinks.files(out().toString()).format("json"));
        assertFrame(etl.path(out().resolve("b").toString())).hasRows("{'x':'y'}");
    }

    @Test
    void countsWhatReadersStepsAndTheSinkRefuse() {
        var frame = DynamicFrame.of(spark, "{'id':1,'p':'x'}", "{'id':2,'p':''}", "{'id':3,'p':'x'}")
                .map(record -> record.getField("id").orElseThrow().equals(3) ? null : record);
        var outcome = etl.write(frame, Sinks.files(out().toString()).partitionBy("p"));
        assertThat(outcome.faults()).isEqualTo(2);
        assertThat(outcome.errors().count()).isEqualTo(2);
        assertFrame(etl.path(out().toString()).selectFields("id")).hasRows("{'id':1}");
    }

    @Test
    void knowsTheErrorsOfFilesBeforeTheyAreReadForAnythingElse() throws IOException {
        var file = Files.writeString(folder.resolve("ids.json"), "{\"id\":1}\n{\"id\":\"one\"}\n{\"id\"\n");
        var ids = etl.read(Sources.path(file.toString()).schema("id int"));
        assertThat(ids.errorsCount()).isEqualTo(2);
        assertThat(ids.errorsAsDynamicFrame().take(1).get(0).getField("raw")).contains("{\"id\":\"one\"}");
        assertThat(ids.filter("id > 1").stageErrorsCount()).isZero();
        assertThat(ids.filter("id > 1").errorsCount()).isEqualTo(2);
    }

    @Test
    void writesNothingBeyondAThreshold() throws IOException {
        var frame = DynamicFrame.of(spark, "{'id':1}", "{'id':2}", "{'id':3}")
                .withThresholds(1, 0)
                .map(record -> record.getField("id").orElseThrow().equals(1) ? record : null);
        assertThatThrownBy(() -> etl.write(frame, Sinks.files(out().toString())))
                .isInstanceOf(ErrorThresholdException.class);
        try (var left = Files.walk(out())) {
            assertThat(left.filter(file -> file.toString().endsWith(".parquet")))
                    .isEmpty();
        }
    }

    /** The first to begin is the last to commit. */
    @ParameterizedTest
    @MethodSource("sinks")
    void writersOfOneSessionDoNotOvertakeOneAnother(Function<Path, Sinks.Written> sink) throws Exception {
        etl.catalog().createDatabase(new Database("lake", Optional.empty(), Optional.of(out().toString()), Map.of()));
        etl.write(DynamicFrame.of(spark, "{'id':0}"), sink.apply(out()));
        var slow = DynamicFrame.of(spark, "{'id':1}").map(Gate::pass);
        var first = CompletableFuture.supplyAsync(() -> etl.write(slow, sink.apply(out())));
        Gate.REACHED.acquire();
        try {
            etl.write(DynamicFrame.of(spark, "{'id':2}"), sink.apply(out()));
        } finally {
            Gate.OPEN.release();
        }
        assertThat(first.get().receipt().rows()).isEqualTo(1);
        var rows = sink.apply(out()).kind().equals("table")
                ? etl.table("lake.ids")
                : etl.path(out().resolve("ids").toString());
        assertFrame(rows).hasRows("{'id':0}", "{'id':1}", "{'id':2}");
    }

    static List<Function<Path, Sinks.Written>> sinks() {
        return List.of(out -> Sinks.files(out.resolve("ids").toString()), out -> Sinks.table("lake.ids"));
    }

    /** Where a task waits. */
    private static final class Gate {
        private static final Semaphore REACHED = new Semaphore(0);
        private static final Semaphore OPEN = new Semaphore(0);

        static DynamicRecord pass(DynamicRecord record) throws InterruptedException {
            REACHED.release();
            OPEN.acquire();
            return record;
        }
    }

    @Test
    void refusesByNameWhatCannotBeWritten() {
        var frame = DynamicFrame.of(spark, "{'id':1}");
        assertThatThrownBy(() -> etl.write(frame, Sinks.files(out().toString()).format("parket")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("did you mean 'parquet'?");
        assertThatThrownBy(() -> etl.write(frame, Sinks.files(out().toString()).with("partition-bye", List.of("id"))))
                .hasMessageContaining("partition-bye")
                .hasMessageContaining("did you mean 'partition-by'?");
        assertThatThrownBy(() -> etl.write(Frames.of(Map.of()), Sinks.files(out().toString())))
                .hasMessage("Cannot write to sink 'path': there is no frame");
    }

    @Test
    void takesDatasetsWithTheirNames() {
        var empty = etl.fromDF(spark.range(3).toDF("id").limit(0), "numbers");
        assertThat(empty.name()).isEqualTo("numbers");
        assertFrame(empty).hasType("id bigint");
    }
}
