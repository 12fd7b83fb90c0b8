// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.bookmark.Bounds;
import dev.mastic.core.bookmark.Output;
import dev.mastic.core.bookmark.Run;
import dev.mastic.core.bookmark.Token;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.Frames;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.plugin.Registry;
import dev.mastic.testkit.Inputs;
import dev.mastic.testkit.PostgresExtension;
import dev.mastic.testkit.PostgresExtension.PostgresUrl;
import dev.mastic.testkit.TestJvm;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tasks that are repeated, in a JVM of its own: the session of the tests gives tasks one attempt. */
@ExtendWith(PostgresExtension.class)
class JdbcRetryIT {
    private static final Output OUTPUT =
            new Output(new Run("job", "r1", new Token(1)), "lake", Inputs.of("a"), Optional.empty());
    private final TestDatabase database;

    JdbcRetryIT(PostgresUrl url) {
        database = new TestDatabase(url.url());
    }

    /** Reads through a proxy that cuts once; the first attempt of each task fails after half of its rows. */
    public static final class Child {
        private Child() {}

        public static void main(String[] arguments) {
            try (var spark = SparkSession.builder()
                    .master("local[2,3]")
                    .config("spark.ui.enabled", "false")
                    .config("spark.driver.host", "127.0.0.1")
                    .config("spark.driver.bindAddress", "127.0.0.1")
                    .getOrCreate()) {
                var source = new TestDatabase(arguments[0])
                        .source(Map.of("dbtable", "orders", "hashfield", "id", "hashpartitions", 4, "fetch-size", 100));
                var slice = source.slice("orders", Bounds.since(Optional.empty()));
                var rows = source.read(LazySpark.of(spark), slice, context())
                        .toDF()
                        .selectExpr("cast(id as long)")
                        .as(Encoders.LONG())
                        .mapPartitions((MapPartitionsFunction<Long, Long>) Failing::new, Encoders.LONG())
                        .toDF("id");
                var sink = new TestDatabase(arguments[1]).sink(Map.of("dbtable", "out"));
                var staged = sink.stage(Frames.of("", DynamicFrame.fromDF(rows, "rows", context())), OUTPUT);
                System.out.println("staged=" + staged.receipt().rows() + " committed="
                        + staged.commit().rows());
            }
        }

        private static FrameContext context() {
            return FrameContext.outsideJobs(Registry.of(List.of()));
        }
    }

    /** Fails in the first attempt of a task when its rows have been given: they have been sent to the database by then. */
    private static final class Failing implements Iterator<Long> {
        private final Iterator<Long> rows;

        Failing(Iterator<Long> rows) {
            this.rows = rows;
        }

        @Override
        public boolean hasNext() {
            if (!rows.hasNext() && TaskContext.get().attemptNumber() == 0) {
                throw new IllegalStateException("the first attempt fails at its end");
            }
            return rows.hasNext();
        }

        @Override
        public Long next() {
            return rows.next();
        }
    }

    @Tag("chaos")
    @Test
    void eachRowIsReadAndWrittenOnce() throws Exception {
        database.run(
                "CREATE TABLE orders (id int PRIMARY KEY, padding text)",
                "INSERT INTO orders SELECT i, repeat('x', 100) FROM generate_series(1, 40000) AS s(i)");
        try (var proxy = database.proxy()) {
            // the plan needs some bytes, the tasks many more
            proxy.cutAfter(50_000);
            var outcome = TestJvm.start(
                            Map.of("SPARK_LOCAL_IP", "127.0.0.1"),
                            Child.class,
                            database.through(proxy).url(),
                            database.url())
                    .outcome();
            assertThat(outcome.exitCode()).as(outcome.err()).isZero();
            assertThat(proxy.hasCut()).isTrue();
            assertThat(outcome.out()).contains("staged=40000 committed=40000");
        }
        assertThat(database.numbers("SELECT count(*) FROM out UNION ALL SELECT count(DISTINCT id) FROM out"))
                .containsExactly(40_000L, 40_000L);
    }
}
